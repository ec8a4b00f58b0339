import { createGraphClient, type GraphClientOptions } from '../../../services/graph/graph-client';
import type { GraphFailure } from '../../../services/graph/graph-failure';
import { ScriptedGraph, type Script } from '../../support/scripted-graph';

const now = Date.parse('2026-09-01T08:00:00Z');
const token = 'eyJ0b2tlbg.c2VjcmV0.c2lnbmF0dXJl';
const path = '/deviceManagement/managedDevices';

let graph: ScriptedGraph;
const pauses: number[] = [];

beforeEach(async () => {
  graph = await ScriptedGraph.start();
  pauses.length = 0;
});

afterEach(() => graph.stop());

function client(options: Partial<GraphClientOptions> = {}) {
  return createGraphClient({
    root: options.root ?? graph.url,
    tokens: () => Promise.resolve(token),
    clock: { now: () => now },
    timeouts: { requestMs: 3000, operationMs: 4000 },
    maxAnswerBytes: 1024 * 1024,
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
    ...options,
  });
}

async function failureOf(script: Script, options?: Partial<GraphClientOptions>): Promise<GraphFailure> {
  graph.script = script;
  const result = await client(options).get(path, { version: 'v1.0' });
  if (result.ok) throw new Error('Graph was expected to fail.');
  return result.error;
}

describe('a read', () => {
  test('carries the token and the version and gives the parsed answer', async () => {
    graph.script = () => ({ body: { value: [1] } });

    const result = await client().get(`${path}?$filter=serialNumber%20eq%20'A%26B'`, { version: 'beta' });

    expect(result).toEqual({ ok: true, value: { value: [1] } });
    expect(graph.requests[0]).toMatchObject({
      method: 'GET',
      path: `/beta${path}?$filter=serialNumber%20eq%20%27A%26B%27`,
      headers: { authorization: `Bearer ${token}` },
    });
  });

  test.each<[string, Script, Partial<GraphFailure>]>([
    ['401', () => ({ status: 401 }), { type: 'unauthorized', status: 401 }],
    ['403', () => ({ status: 403 }), { type: 'forbidden', status: 403 }],
    ['404', () => ({ status: 404 }), { type: 'not-found', status: 404 }],
    ['409', () => ({ status: 409 }), { type: 'conflict', status: 409 }],
    ['429 without Retry-After', () => ({ status: 429 }), { type: 'throttled', status: 429 }],
    ['503', () => ({ status: 503 }), { type: 'unavailable', status: 503 }],
    ['500 in HTML', () => ({ status: 500, text: '<h1>Sorry</h1>' }), { type: 'unavailable', status: 500 }],
    ['HTML instead of JSON', () => ({ text: '<html></html>' }), { type: 'invalid-answer', status: 200 }],
    ['broken JSON', () => ({ text: '{"value":[' }), { type: 'invalid-answer', status: 200 }],
    ['an empty answer', () => ({ text: '' }), { type: 'invalid-answer', status: 200 }],
    ['a body without end', () => ({ fault: 'endless' }), { type: 'invalid-answer' }],
    ['a broken connection', () => ({ fault: 'reset' }), { type: 'unreachable' }],
    [
      'an answer cut in half',
      () => ({ fault: 'half', body: { value: ['x'.repeat(1000)] } }),
      { type: 'unreachable' },
    ],
  ])('ends in time and names the failure after %s', async (_, script, expected) => {
    const startedAt = performance.now();

    const failure = await failureOf(script);

    expect(failure).toMatchObject(expected);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect(JSON.stringify(failure)).not.toContain(token);
  });

  test.each([
    ['the request', { requestMs: 100, operationMs: 4000 }],
    ['the whole operation', { requestMs: 4000, operationMs: 100 }],
  ])('that gets no answer ends with the time of %s', async (_, timeouts) => {
    const startedAt = performance.now();

    const failure = await failureOf(() => ({ fault: 'never' }), { timeouts });

    expect(failure).toEqual({ type: 'timed-out' });
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test('says unreachable when nobody listens', async () => {
    const { url } = graph;
    await graph.stop();

    const result = await client({ root: url }).get(path, { version: 'v1.0' });

    expect(result).toEqual({ ok: false, error: { type: 'unreachable', code: 'ECONNREFUSED' } });
  });

  test('follows no redirect, so the token stays with Graph', async () => {
    const elsewhere = await ScriptedGraph.start();

    const failure = await failureOf(() => ({
      status: 302,
      headers: { location: `${elsewhere.url}/v1.0/steal` },
    }));

    expect(failure).toEqual({ type: 'invalid-answer', status: 302 });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  test('is tried again after passing trouble, with growing pauses', async () => {
    graph.script = ({ index }) => (index < 2 ? { status: 503 } : { body: { id: 'a' } });

    const result = await client().get(path, { version: 'v1.0' });

    expect(result).toEqual({ ok: true, value: { id: 'a' } });
    expect(pauses).toEqual([125, 250]);
  });

  test('is tried three times at most', async () => {
    await failureOf(() => ({ status: 503 }));

    expect(graph.requests).toHaveLength(3);
  });

  test('is not tried again when the answer will stay the same', async () => {
    await failureOf(() => ({ status: 403 }));

    expect(graph.requests).toHaveLength(1);
  });

  test.each([
    ['seconds', '0.4', 400],
    ['a date', new Date(now + 300).toUTCString(), 0],
  ])('waits as long as Retry-After says, given as %s', async (_, retryAfter, pauseMs) => {
    graph.script = ({ index }) =>
      index === 0 ? { status: 429, headers: { 'Retry-After': retryAfter } } : { body: { id: 'a' } };

    await client().get(path, { version: 'v1.0' });

    expect(pauses).toEqual([pauseMs]);
  });

  test('does not wait for a Retry-After beyond its deadline but passes it on', async () => {
    const failure = await failureOf(() => ({ status: 429, headers: { 'Retry-After': '120' } }));

    expect(failure).toMatchObject({ type: 'throttled', retryAfterMs: 120_000 });
    expect(pauses).toEqual([]);
    expect(graph.requests).toHaveLength(1);
  });

  test('gives the failure that made it wait when the deadline comes during the pause', async () => {
    const failure = await failureOf(() => ({ status: 503 }), {
      pause: () => Promise.reject(new Error('aborted')),
    });

    expect(failure).toMatchObject({ type: 'unavailable' });
  });
});

describe('sign-in', () => {
  test.each([
    [
      'refused',
      Object.assign(new Error('AADSTS7000215 secret=hunter2'), { name: 'AuthenticationError' }),
      'unauthorized',
    ],
    ['unreachable', Object.assign(new Error('no route'), { code: 'ENOTFOUND' }), 'unreachable'],
    ['unreachable below', new Error('x', { cause: { errorCode: 'network_error' } }), 'unreachable'],
  ])('that is %s is a failure without the words of the error', async (_, error, type) => {
    const failure = await failureOf(() => ({}), { tokens: () => Promise.reject(error) });

    expect(failure.type).toBe(type);
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(graph.requests).toEqual([]);
  });

  test('that never ends is cut off by the request time-out', async () => {
    const tokens = () => new Promise<string>(() => undefined);

    const failure = await failureOf(() => ({}), { tokens, timeouts: { requestMs: 100 } });

    expect(failure).toEqual({ type: 'timed-out' });
  });
});

describe('a write', () => {
  test('sends its body and takes an empty answer', async () => {
    graph.script = () => ({ status: 204 });

    const result = await client().write('POST', '/x/updateDeviceProperties', {
      version: 'v1.0',
      body: { groupTag: 'UK' },
    });

    expect(result).toEqual({ ok: true, value: undefined });
    expect(graph.requests[0]).toMatchObject({ method: 'POST', body: { groupTag: 'UK' } });
    expect(graph.requests[0]?.headers['content-type']).toBe('application/json');
  });

  test.each(['PATCH', 'DELETE'] as const)('can be a %s', async (method) => {
    graph.script = () => ({ status: 204 });

    await client().write(method, '/x/1', { version: 'v1.0' });

    expect(graph.requests[0]?.method).toBe(method);
  });

  test.each<[string, Script]>([
    ['503', () => ({ status: 503 })],
    ['a broken connection', () => ({ fault: 'reset' })],
  ])('is not repeated after %s, because it may have been carried out', async (_, script) => {
    graph.script = script;

    await client().write('POST', '/x/import', { version: 'v1.0', body: {} });

    expect(graph.requests).toHaveLength(1);
  });

  test('is repeated after 429, which promises that nothing was done', async () => {
    graph.script = ({ index }) =>
      index === 0 ? { status: 429, headers: { 'Retry-After': '0.1' } } : { status: 204 };

    const result = await client().write('POST', '/x/import', { version: 'v1.0', body: {} });

    expect(result.ok).toBe(true);
    expect(graph.requests).toHaveLength(2);
  });
});
