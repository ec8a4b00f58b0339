import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:net';
import type { Config } from './config';
import { projectRoot } from './project-root';

const playgroundStartMs = 20_000;
const pollMs = 100;

export interface Playground {
  readonly url: string;
  stop(): void;
}

/** Why there is no Playground although the bot itself runs. */
export type PlaygroundAbsence = 'switched-off' | 'not-installed' | 'not-answering';

/** Where a Playground is, and who speaks in it. */
interface Seat {
  readonly port: number;
  /** Its settings: people, chats and channels. */
  readonly file: string;
}

/** Starts Microsoft's Agents Playground, a local Teams client, as its own process. It is a development dependency. */
export async function startPlayground(
  { demo }: Config,
  botUrl: string,
  { port, file }: Seat = {
    port: demo.playgroundPort,
    file: path.join(projectRoot, '.m365agentsplayground.yml'),
  },
): Promise<Playground | PlaygroundAbsence | 'port-in-use'> {
  if (!demo.playground) return 'switched-off';
  const script = locate('@microsoft/m365agentsplayground/cli.js');
  if (script === undefined) return 'not-installed';
  if (await answers(port)) return 'port-in-use';
  const child = spawn(
    process.execPath,
    [script, 'start', '-e', `${botUrl}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'],
    {
      stdio: 'ignore',
      env: {
        ...demo.environment,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: file,
        M365_AGENTS_PLAYGROUND_LOGFILE: path.join(tmpdir(), `agents-playground-${port}.log`),
      },
    },
  );
  child.on('error', () => undefined);
  const stop = () => void child.kill();
  if (await becomesReady(child, port)) return { url: `http://localhost:${port}`, stop };
  stop();
  return 'not-answering';
}

/** Opens the person's browser; a machine without one is no reason to complain. */
export async function openBrowser(url: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    (await open(url)).on('error', () => undefined);
  } catch {
    return;
  }
}

function locate(module: string): string | undefined {
  try {
    return require.resolve(module, { paths: [projectRoot] });
  } catch {
    return undefined;
  }
}

async function becomesReady(child: ChildProcess, port: number): Promise<boolean> {
  for (let waited = 0; waited < playgroundStartMs; waited += pollMs) {
    if (child.exitCode !== null) return false;
    if (await servesPages(port)) return true;
    await new Promise((resume) => setTimeout(resume, pollMs));
  }
  return false;
}

async function servesPages(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).ok;
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
  });
}
