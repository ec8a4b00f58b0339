import { z } from 'zod';
import { createGraphClient } from '../../../services/graph/graph-client';
import { ScriptedGraph } from '../../support/scripted-graph';

let graph: ScriptedGraph;

beforeEach(async () => {
  graph = await ScriptedGraph.start();
});

afterEach(() => graph.stop());

function client(root = graph.url) {
  return createGraphClient({
    root,
    tokens: () => Promise.resolve('token'),
    clock: { now: () => 0 },
    retries: 0,
    timeouts: { operationMs: 2000 },
  });
}

function page(ids: readonly string[], next?: string) {
  const link = next === undefined ? {} : { '@odata.nextLink': next };
  return { body: { value: ids.map((id) => ({ id, serialNumber: `S${id}` })), ...link } };
}

const path = '/deviceManagement/windowsAutopilotDeviceIdentities';
const skip = (serial: string) => `${graph.url}/v1.0${path}?$skiptoken=LastSerialNumber='${serial}'`;

test('Pages are followed to the end; the row that repeats at a border counts once', async () => {
  graph.script = ({ index }) =>
    [page(['1', '2'], skip('S2')), page(['2', '3'], skip('S3')), page(['3', '4'])][index] ?? {};

  const result = await client().list(path, { version: 'v1.0' });

  expect(result).toMatchObject({ ok: true, value: { complete: true } });
  expect(result.ok && result.value.rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  expect(graph.requests[1]?.path).toBe(`/v1.0${path}?$skiptoken=LastSerialNumber=%27S2%27`);
});

test('A page that links to itself ends the reading, and the list is not called complete', async () => {
  graph.script = () => page(['1'], skip('S1'));

  const result = await client().list(path, { version: 'v1.0' });

  expect(result).toMatchObject({ ok: true, value: { rows: [{ id: '1' }], complete: false } });
  expect(graph.requests).toHaveLength(2);
});

test('Links that never repeat but bring nothing new end the reading', async () => {
  graph.script = ({ index }) => page(['1'], skip(`S${index}`));

  await client().list(path, { version: 'v1.0' });

  expect(graph.requests).toHaveLength(2);
});

test('Pages without end stop at the cap', async () => {
  graph.script = ({ index }) => page([String(index)], skip(String(index)));

  const result = await client().list(path, { version: 'v1.0', maxPages: 5 });

  expect(result).toMatchObject({ ok: true, value: { complete: false } });
  expect(graph.requests).toHaveLength(5);
});

test.each(['https://evil.example/v1.0/x', 'not a url', 'file:///etc/passwd'])(
  'A next link to %s is refused, so the token stays with Graph',
  async (link) => {
    graph.script = () => page(['1'], link);

    const result = await client().list(path, { version: 'v1.0' });

    expect(result).toEqual({ ok: false, error: { type: 'invalid-answer' } });
    expect(graph.requests).toHaveLength(1);
  },
);

test('A next link to another version or another port of this machine is refused', () => {
  const reader = client();

  expect(reader.pathOfLink(`${graph.url}/beta/x`, 'v1.0')).toBeUndefined();
  expect(reader.pathOfLink('http://127.0.0.1:1/v1.0/x', 'v1.0')).toBeUndefined();
  expect(reader.pathOfLink(`${graph.url}/v1.0/x?$skiptoken=a%26b`, 'v1.0')).toBe('/x?$skiptoken=a%26b');
});

test('A failing page fails the list', async () => {
  graph.script = ({ index }) => (index === 0 ? page(['1'], skip('S1')) : { status: 403 });

  const result = await client().list(path, { version: 'v1.0' });

  expect(result).toMatchObject({ ok: false, error: { type: 'forbidden' } });
});

test('Rows without an id are left out, an answer without rows is refused', async () => {
  graph.script = ({ index }) =>
    index === 0 ? { body: { value: [{ id: 'a' }, { x: 1 }, 'y'] } } : { body: { value: 1 } };

  const first = await client().list(path, { version: 'v1.0' });
  const second = await client().list(path, { version: 'v1.0' });

  expect(first).toMatchObject({ ok: true, value: { rows: [{ id: 'a' }] } });
  expect(second).toEqual({ ok: false, error: { type: 'invalid-answer' } });
});

test('Of a long list only what the shape makes of its rows is kept', async () => {
  const shape = z.object({ id: z.string() }).transform(({ id }) => ({ id, length: id.length }));
  graph.script = ({ index }) => [page(['1', '22'], skip('S22')), page(['22', '333'])][index] ?? {};

  const result = await client().listOf(path, shape, { version: 'v1.0' });

  expect(result).toEqual({
    ok: true,
    value: {
      rows: [
        { id: '1', length: 1 },
        { id: '22', length: 2 },
        { id: '333', length: 3 },
      ],
      complete: true,
    },
  });
});
