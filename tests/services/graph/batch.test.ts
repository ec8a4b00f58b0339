import { createGraphClient } from '../../../services/graph/graph-client';
import { batchAnswer, partsOf, ScriptedGraph } from '../../support/scripted-graph';

let graph: ScriptedGraph;
const pauses: number[] = [];

beforeEach(async () => {
  graph = await ScriptedGraph.start();
  pauses.length = 0;
});

afterEach(() => graph.stop());

function client() {
  return createGraphClient({
    root: graph.url,
    tokens: () => Promise.resolve('token'),
    clock: { now: () => 0 },
    timeouts: { requestMs: 2000, operationMs: 10_000 },
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
  });
}

function reads(count: number) {
  return Array.from({ length: count }, (_, index) => ({ path: `/devices/${index}` }));
}

test('Results come in the order of the requests, however Graph orders them, in chunks of 20', async () => {
  graph.script = (request) => batchAnswer(request, ({ url }) => ({ body: { url } }));

  const results = await client().batch(reads(45), { version: 'v1.0' });

  expect(results).toEqual(reads(45).map(({ path }) => ({ ok: true, value: { url: path } })));
  expect(graph.requests.map((request) => partsOf(request).length).sort()).toEqual([20, 20, 5]);
  expect(graph.requests[0]?.path).toBe('/v1.0/$batch');
});

test('No request leaves for an empty batch', async () => {
  expect(await client().batch([], { version: 'v1.0' })).toEqual([]);
  expect(graph.requests).toEqual([]);
});

test('A part that fails costs only itself', async () => {
  graph.script = (request) =>
    batchAnswer(request, ({ url }) =>
      url.endsWith('1') ? { status: 403, body: { error: { code: 'Forbidden' } } } : { body: { url } },
    );

  const results = await client().batch(reads(3), { version: 'beta' });

  expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(results[1]).toMatchObject({ error: { type: 'forbidden', status: 403, code: 'Forbidden' } });
});

test('A part that Graph leaves out is an invalid answer', async () => {
  graph.script = (request) =>
    batchAnswer(request, ({ url }) => (url.endsWith('1') ? undefined : { body: {} }));

  const results = await client().batch(reads(2), { version: 'v1.0' });

  expect(results[1]).toEqual({ ok: false, error: { type: 'invalid-answer' } });
});

test('An answer without responses makes every part an invalid answer', async () => {
  graph.script = () => ({ body: { hello: 'world' } });

  const results = await client().batch(reads(2), { version: 'v1.0' });

  expect(results).toEqual(Array(2).fill({ ok: false, error: { type: 'invalid-answer' } }));
});

test('Only throttled parts are sent again, after the longest pause that they ask for', async () => {
  graph.script = (request) =>
    batchAnswer(request, ({ url }) =>
      request.index === 0 && url !== '/devices/1'
        ? { status: 429, headers: { 'retry-AFTER': url === '/devices/0' ? '1' : '2' } }
        : { body: { url } },
    );

  const results = await client().batch(reads(3), { version: 'v1.0' });

  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(pauses).toEqual([2000]);
  expect(partsOf(graph.requests[1]!).map(({ url }) => url)).toEqual(['/devices/0', '/devices/2']);
});

test('Parts that stay throttled are given up after two more tries', async () => {
  graph.script = (request) => batchAnswer(request, () => ({ status: 429 }));

  const results = await client().batch(reads(1), { version: 'v1.0' });

  expect(results[0]).toMatchObject({ ok: false, error: { type: 'throttled' } });
  expect(graph.requests).toHaveLength(3);
});

test('A Retry-After beyond the deadline is passed on and not waited for', async () => {
  graph.script = (request) =>
    batchAnswer(request, () => ({ status: 429, headers: { 'Retry-After': '120' } }));

  const results = await client().batch(reads(1), { version: 'v1.0' });

  expect(results[0]).toMatchObject({ error: { type: 'throttled', retryAfterMs: 120_000 } });
  expect(graph.requests).toHaveLength(1);
});

test('A part that writes is sent again after 429 but not after 503', async () => {
  const write = { method: 'POST', path: '/import', body: { a: 1 } } as const;
  graph.script = (request) =>
    batchAnswer(request, ({ id }) => ({ status: id === '0' && request.index === 0 ? 429 : 503 }));

  await client().batch([write, { ...write, path: '/import2' }], { version: 'v1.0' });

  expect(graph.requests.map((request) => partsOf(request).map(({ url }) => url))).toEqual([
    ['/import', '/import2'],
    ['/import'],
  ]);
  expect(partsOf(graph.requests[0]!)[0]).toEqual({
    id: '0',
    method: 'POST',
    url: '/import',
    headers: { 'Content-Type': 'application/json' },
    body: { a: 1 },
  });
});

test('A batch that fails as a whole gives its failure to every part', async () => {
  graph.script = () => ({ status: 401 });

  const results = await client().batch(reads(2), { version: 'v1.0' });

  expect(results).toEqual(Array(2).fill({ ok: false, error: { type: 'unauthorized', status: 401 } }));
});

test('When sending again fails, what is known of the parts stays', async () => {
  graph.script = (request) =>
    request.index === 0 ? batchAnswer(request, () => ({ status: 503 })) : { status: 401 };

  const results = await client().batch(reads(1), { version: 'v1.0' });

  expect(results[0]).toMatchObject({ error: { type: 'unavailable' } });
});

test('When sending writes again fails, it is not known whether they were taken', async () => {
  const write = { method: 'POST', path: '/import', body: {} } as const;
  graph.script = (request) =>
    request.index === 0
      ? batchAnswer(request, ({ id }) => ({ status: id === '1' ? 403 : 429 }))
      : { fault: 'never' };

  const results = await client().batch([write, write, { path: '/devices/1' }], { version: 'v1.0' });

  expect(results).toMatchObject([
    { error: { type: 'timed-out' } },
    { error: { type: 'forbidden' } },
    { error: { type: 'throttled' } },
  ]);
});
