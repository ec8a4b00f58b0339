import { createGraphClient } from '../../../services/graph/graph-client';
import type { WriteBudget } from '../../../services/graph/write-budget';
import { fail, ok } from '../../../services/result';
import { batchAnswer, partsOf, ScriptedGraph } from '../../support/scripted-graph';

const imports = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';
const version = 'v1.0' as const;

let graph: ScriptedGraph;
let budget: WriteBudget;
let reserved: { writes: number; withinMs: number }[];
let pauses: number[];

beforeEach(async () => {
  graph = await ScriptedGraph.start();
  reserved = [];
  pauses = [];
  budget = granting(0);
});

afterEach(() => graph.stop());

function granting(waitMs: number): WriteBudget {
  return {
    reserve: (writes, withinMs) => {
      reserved.push({ writes, withinMs });
      return Promise.resolve(ok(waitMs));
    },
  };
}

function client() {
  return createGraphClient({
    root: graph.url,
    tokens: () => Promise.resolve('token'),
    clock: { now: () => 0 },
    timeouts: { operationMs: 8000 },
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
    budget,
  });
}

const taken = () => reserved.map(({ writes }) => writes);

test('A write takes one, once more each time it is sent; what reads or is no business of Intune takes none', async () => {
  graph.script = ({ method, index }) => (method === 'POST' && index < 3 ? { status: 429 } : { body: {} });

  await client().get(imports, { version });
  await client().write('POST', imports, { version, body: {} });
  await client().write('POST', '/groups', { version, body: {} });

  expect(graph.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST', 'POST', 'POST']);
  expect(taken()).toEqual([1, 1, 1]);
});

test('A batch takes one for each part that is no GET, and for the parts that it sends again', async () => {
  graph.script = (request) =>
    batchAnswer(request, ({ url }) =>
      request.index === 0 && url.endsWith('/2') ? { status: 429 } : { status: 204 },
    );

  await client().batch(
    [
      { path: imports },
      { method: 'DELETE', path: `${imports}/1` },
      { method: 'DELETE', path: `${imports}/2` },
      { method: 'POST', path: '/directoryObjects/getByIds', body: {}, isRead: true },
      { method: 'POST', path: '/deviceManagement/importedDeviceIdentities/search', body: {}, isRead: true },
    ],
    { version },
  );
  await client().batch([{ path: imports }], { version });

  expect(taken()).toEqual([3, 1]);
});

test('It waits as long as the budget says before it sends', async () => {
  budget = granting(1500);

  await client().write('DELETE', `${imports}/1`, { version });

  expect(pauses).toEqual([1500]);
  expect(graph.requests).toHaveLength(1);
  expect(reserved[0]?.withinMs).toBeLessThan(8000);
});

test('What may not go before the deadline is throttled and was not sent', async () => {
  budget = { reserve: () => Promise.resolve(fail({ retryAfterMs: 30_000 })) };
  const throttled = { ok: false, error: { type: 'throttled', retryAfterMs: 30_000 } };

  const write = await client().write('POST', imports, { version, body: {} });
  const parts = await client().batch([{ method: 'DELETE', path: `${imports}/1` }], { version });

  expect(write).toEqual(throttled);
  expect(parts).toEqual([throttled]);
  expect(graph.requests).toEqual([]);
});

test('Batches that write go one after another, so that they do not take the budget far ahead', async () => {
  let abreast = 0;
  let most = 0;
  graph.script = (request) => {
    abreast += 1;
    most = Math.max(most, abreast);
    const after = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      abreast -= 1;
    });
    return { ...batchAnswer(request, () => ({ status: 204 })), after };
  };
  const deletions = Array.from({ length: 45 }, (_, index) => {
    return { method: 'DELETE' as const, path: `${imports}/${index}` };
  });

  const results = await client().batch(deletions, { version });

  expect(results.every((result) => result.ok)).toBe(true);
  expect(graph.requests.map((request) => partsOf(request).length)).toEqual([20, 20, 5]);
  expect([most, taken()]).toEqual([1, [20, 20, 5]]);
});
