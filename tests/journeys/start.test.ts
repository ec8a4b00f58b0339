import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { freePort } from '../support/free-port';

const root = path.resolve(__dirname, '../..');
const withinMs = 60_000;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

interface Started {
  readonly output: string;
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs the bot as its own process, standard input closed; nothing of this machine's environment leaks in. */
function run(environment: Record<string, string>) {
  const command = '"$0" --import tsx bot/index.ts <&-';
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
  const started = new Promise<Started>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (!output.includes('Ctrl-C')) return;
      resolve({
        output,
        stop: (signal) => {
          child.kill(signal);
          return ended;
        },
      });
    });
    void ended.then(({ output: all }) => {
      reject(new Error(`ended early: ${all}`));
    });
  });
  started.catch(() => undefined);
  return { started, ended };
}

async function occupiedPort(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: String((server.address() as AddressInfo).port) };
}

it('names bot, tenant, Playground, people and serials, answers, and ends on Ctrl-C', async () => {
  const [port, playgroundPort] = [String(await freePort()), String(await freePort())];

  const bot = await run({ PORT: port, PLAYGROUND_PORT: playgroundPort }).started;

  for (const expected of [
    `http://localhost:${port}`,
    `http://localhost:${playgroundPort}`,
    'Sofie Brandt (helpdesk)',
    "where's 5CG4217QHX?",
    'PF4K7X2N, 7XK2QY3',
  ]) {
    expect(bot.output).toContain(expected);
  }
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${playgroundPort}/`)).status).toBe(200);
  expect(await bot.stop('SIGINT')).toMatchObject({ code: 0 });
  await expect(fetch(`http://127.0.0.1:${playgroundPort}/`)).rejects.toThrow();
}, 60_000);

it(
  'takes another Graph on this machine in place of the simulated tenant, without asking it for a token',
  async () => {
    const paths: string[] = [];
    const standIn = createServer((request, response) => {
      paths.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.setHeader('content-type', 'application/json');
      response.end('{"value":[]}');
    });
    await new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(standIn.address() as AddressInfo).port}`;

    const bot = await run({ PORT: '0', PLAYGROUND: 'off', AUTOPILOT_GRAPH_URL: url }).started;
    await bot.stop('SIGTERM');
    standIn.close();

    expect(bot.output).toContain(url);
    expect(bot.output).not.toContain('simulated: no account');
    expect(paths.every((path) => /^GET \/beta\/.* Bearer .+/.test(path))).toBe(true);
  },
  withinMs,
);

it.each(['PORT', 'PLAYGROUND_PORT', 'DEMO_GRAPH_PORT'])(
  'a %s in use gets one sentence',
  async (variable) => {
    const { server, port } = await occupiedPort();

    const { code, output } = await run({
      PORT: String(await freePort()),
      PLAYGROUND_PORT: String(await freePort()),
      [variable]: port,
    }).ended;
    server.close();

    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Port ${port} is already in use: stop the program that uses it, or choose another port with ${variable}=<number>.`,
    );
  },
  withinMs,
);

it(
  'without its app registration it stops with one message that names every variable',
  async () => {
    const { code, output } = await run({ NODE_ENV: 'production', MicrosoftAppType: 'MultiTenant', PORT: 'x' })
      .ended;

    expect(code).toBe(1);
    for (const variable of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType', 'PORT']) {
      expect(output).toContain(variable);
    }
    expect(output).not.toMatch(/\bat .*:\d+:\d+/);
  },
  withinMs,
);
