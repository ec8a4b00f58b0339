import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { killBotProcesses, launchBot } from '../support/bot-process';
import { freePort } from '../support/free-port';
import { createDatabase } from '../support/postgres/database';

const withinMs = 60_000;

let databaseUrl: string;
beforeAll(async () => {
  databaseUrl = await createDatabase();
});
afterEach(killBotProcesses);

/** Runs the bot as its own process; `started` resolves once it has said everything. */
function run(environment: Record<string, string>) {
  const { ended, stop, output, child } = launchBot({ DATABASE_URL: databaseUrl, ...environment });
  const started = new Promise<{ readonly output: string; readonly stop: typeof stop }>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output().includes('Ctrl-C')) resolve({ output: output(), stop });
    });
    void ended.then(() => {
      reject(new Error(`ended early: ${output()}`));
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
