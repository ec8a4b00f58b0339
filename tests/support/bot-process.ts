import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A bot running as a process of its own. */
export interface BotProcess {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  /** Resolves when the process and its output are at an end. */
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function killBotProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** From the sources, or as it is built for production. */
const programs = { sources: '--import tsx bot/index.ts', built: 'dist/bot/index.js' } as const;

/** Starts the bot, standard input closed; nothing of this machine's environment leaks in. */
export function launchBot(
  environment: Readonly<Record<string, string>>,
  program: keyof typeof programs = 'sources',
) {
  const command = `"$0" ${programs[program]} <&-`;
  const child = spawn('sh', ['-c', `exec ${command}`, process.execPath], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...environment },
  });
  running.add(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    });
  });
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { child, ended, stop, output: () => output };
}

/** Starts the bot and waits until `/readyz` says yes; rejects with its output when it ends before that. */
export async function startBotProcess(
  port: number,
  environment: Readonly<Record<string, string>>,
  program: keyof typeof programs = 'sources',
): Promise<BotProcess> {
  const { child, stop, output } = launchBot(
    { PORT: String(port), PLAYGROUND: 'off', ...environment },
    program,
  );
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The bot ended early: ${output()}`);
    await new Promise((resume) => setTimeout(resume, 25));
  }
  return { url, pid: child.pid ?? 0, output, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
