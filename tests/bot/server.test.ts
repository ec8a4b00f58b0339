import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createReadiness } from '../../bot/readiness';
import { startServer, type RunningServer, type ServerOptions } from '../../bot/server';
import { createLog } from '../../services/log';

let server: RunningServer | undefined;
afterEach(() => server?.stop());

async function start(options: Partial<ServerOptions> = {}): Promise<string> {
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    onTurn: () => Promise.resolve(),
    readiness: createReadiness({ database: () => Promise.resolve() }, createLog('silent')),
    ...options,
  });
  return `http://127.0.0.1:${server.port}`;
}

const post = (url: string) => fetch(`${url}/api/messages`, { method: 'POST', body: '{}' });

/** A turn that lasts so long. */
const turnOf =
  (ms: number): ServerOptions['onTurn'] =>
  async (_request, response) => {
    await wait(ms);
    response.status(200);
    response.end();
  };

it('says where there are no metrics that there is nothing', async () => {
  expect((await fetch(`${await start()}/metrics`)).status).toBe(404);
});

it('is alive without asking anything, also while it is not ready', async () => {
  const failing = createReadiness({ database: () => Promise.reject(new Error('away')) }, createLog('silent'));
  const url = await start({ readiness: failing });

  const [alive, ready] = [await fetch(`${url}/healthz`), await fetch(`${url}/readyz`)];

  expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }]);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not-ready', checks: { database: 'failing' } },
  ]);
});

describe('when it stops', () => {
  it('says that it is not ready before it takes nothing more', async () => {
    const url = await start({ noticeMs: 600 });

    const stopping = server!.stop();
    const [ready, alive] = [await fetch(`${url}/readyz`), await fetch(`${url}/healthz`)];
    await stopping;

    expect([ready.status, alive.status]).toEqual([503, 200]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('lets a running turn finish', async () => {
    const url = await start({ onTurn: turnOf(700) });
    const turn = post(url);
    await wait(100);

    await server!.stop();

    expect((await turn).status).toBe(200);
  });

  it('cuts off a turn that does not end', async () => {
    const url = await start({ onTurn: () => new Promise(() => undefined) });
    const turn = post(url).then(
      () => 'answered',
      () => 'cut off',
    );
    await wait(100);

    const began = performance.now();
    await server!.stop();

    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await turn).toBe('cut off');
  });

  it('is not held up by a connection that is kept open', async () => {
    const url = await start();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      get(`${url}/healthz`, { agent }, (response) => response.resume().on('end', resolve));
    });

    const began = performance.now();
    await server!.stop();

    expect(performance.now() - began).toBeLessThan(2500);
    agent.destroy();
  });

  it('is not held up by a connection whose turn ended meanwhile', async () => {
    const url = await start({ onTurn: turnOf(500) });
    const agent = new Agent({ keepAlive: true });
    const done = new Promise<void>((resolve, reject) => {
      const sent = get(url, { agent, path: '/api/messages', method: 'POST' }, (response) =>
        response.resume().on('end', resolve),
      );
      sent.on('error', reject);
    });
    await wait(100);

    const began = performance.now();
    await server!.stop();

    expect(performance.now() - began).toBeLessThan(2900);
    await done;
    agent.destroy();
  });

  it('may be told so twice', async () => {
    await start();

    await expect(Promise.all([server!.stop(), server!.stop()])).resolves.toBeDefined();
  });
});
