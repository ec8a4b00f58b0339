import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import type { DeviceToImport } from '../../../services/graph/imported-devices';
import { isTooLarge, surelyNotDone } from '../../../services/graph/surely-not-done';
import { createImportQueue, type ImportQueue } from '../../../services/registration/import-queue';
import { batchAnswer, ScriptedGraph } from '../../support/scripted-graph';
import { handClock, minute } from '../demo/graph-over-http';
import { hashText } from '../demo/hash-text';

const clock = handClock();
const actionPath = '/deviceManagement/importedWindowsAutopilotDeviceIdentities/import';
let tenant: DemoTenant;
let queue: ImportQueue;

async function start(options: DemoTenantOptions = {}): Promise<void> {
  tenant = await createDemoTenant({ devices: 50, clock, anyToken: true, ...options });
  queue = queueOf(tenant.url);
}

function queueOf(root: string): ImportQueue {
  const graph = createGraphClient({
    root,
    tokens: () => Promise.resolve('token'),
    clock,
    pause: () => Promise.resolve(),
  });
  return createImportQueue(graph, clock);
}

const device = (serial: string, changes: Partial<DeviceToImport> = {}): DeviceToImport => ({
  serial,
  hash: hashText({ serialNumber: serial, manufacturer: 'HP', model: 'HP EliteBook' }),
  tag: 'UK-Corp-Laptop',
  user: '',
  ...changes,
});

async function listed() {
  const list = await queue.list();
  if (!list.ok) throw new Error(list.error.type);
  return list.value;
}

describe('on a tenant', () => {
  afterEach(() => tenant.stop());

  it('submits all devices in one request and finds their records in the list until they are removed', async () => {
    await start();
    const serials = ['NEW0003', 'NEW0001', 'NEW0002'];

    const submitted = await queue.submit(serials.map((serial) => device(serial)));
    const before = await listed();
    clock.forward(3 * minute);
    const after = await listed();

    expect(submitted.ok && submitted.value.map((record) => record?.serialNumber)).toEqual(serials);
    expect(tenant.requests()[0]).toMatchObject({ method: 'POST', path: actionPath, status: 200 });
    expect(before.rows.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(after.rows.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete']);
    expect(after.rows[0]?.registrationId).toMatch(/^[0-9a-f-]{36}$/);

    const removals = await queue.remove(after.rows.map(({ id }) => id));

    expect(removals.map(({ gone }) => gone)).toEqual([true, true, true]);
    expect((await listed()).rows).toEqual([]);
  });

  it('reads a list of several pages to its end', async () => {
    await start();
    tenant.queueImports(
      Array.from({ length: 2500 }, (_, n) => {
        return { serialNumber: `BULK${n}`, hardwareHash: `T0E${n}`, groupTag: '', assignedUser: '' };
      }),
    );

    const { rows, complete } = await listed();

    expect([rows.length, complete, tenant.requests().length]).toEqual([2500, true, 3]);
  });

  it('leaves the records of others alone', async () => {
    await start();
    const [foreign] = tenant.queueImports([
      { serialNumber: 'OTHER1', hardwareHash: device('OTHER1').hash, groupTag: '', assignedUser: '' },
    ]);
    const submitted = await queue.submit([device('NEW0001')]);
    if (!submitted.ok) throw new Error(submitted.error.type);

    await queue.remove(submitted.value.flatMap((record) => (record ? [record.id] : [])));

    expect((await listed()).rows.map(({ id }) => id)).toEqual([foreign]);
  });

  it('knows that a refused request did nothing', async () => {
    await start();

    const refused = await queue.submit([device('NEW0001'), device('5CG0POISON7')]);

    expect(refused).toMatchObject({ ok: false, error: { type: 'bad-request' } });
    expect(!refused.ok && surelyNotDone(refused.error)).toBe(true);
    expect((await listed()).rows).toEqual([]);
  });

  it('tells a request that is too long from any other refusal', async () => {
    await start({ mostBodyBytes: 20_000 });

    const long = await queue.submit(['A', 'B', 'C', 'D', 'E'].map((letter) => device(`NEW000${letter}`)));
    const short = await queue.submit([device('NEW0001')]);

    expect(!long.ok && isTooLarge(long.error) && surelyNotDone(long.error)).toBe(true);
    expect(short.ok).toBe(true);
  });

  it('sends an import whose answer was lost once, and does not claim that nothing was done', async () => {
    await start();
    tenant.faults.set({ match: { method: 'POST', path: /import$/ }, losesAnswer: true, times: 1 });

    const lost = await queue.submit([device('NEW0001')]);

    expect(!lost.ok && surelyNotDone(lost.error)).toBe(false);
    expect((await listed()).rows).toHaveLength(1);
  });

  it('submits singly with one result for each device, twenty in a request', async () => {
    await start();
    const devices = Array.from({ length: 23 }, (_, n) => device(n === 4 ? '5CG0POISON' : `NEW${n}`));

    const results = await queue.submitSingly(devices);

    expect(results.map(({ ok }) => ok)).toEqual(devices.map((_, n) => n !== 4));
    expect(results.map((result) => result.ok && result.value.serialNumber)[22]).toBe('NEW22');
    expect(tenant.requests().map(({ batch }) => batch?.length)).toEqual([20, 3]);
  });

  it('counts a record that somebody else has deleted as gone', async () => {
    await start();
    const submitted = await queue.submit([device('NEW0001')]);
    const id = submitted.ok ? submitted.value[0]?.id : undefined;
    if (id === undefined) throw new Error('It was expected to be queued');

    await queue.remove([id]);

    expect(await queue.remove([id])).toEqual([{ id, gone: true }]);
  });

  it('stops removing when Graph takes nothing any more', async () => {
    await start();
    tenant.faults.set({ match: { method: 'DELETE' }, status: 503 });
    const ids = Array.from({ length: 60 }, (_, n) => `id-${n}`);

    const removals = await queue.remove(ids);

    expect(removals).toEqual(ids.map((id) => ({ id, gone: false })));
    expect(tenant.requests()).toHaveLength(1);
  });
});

describe('on odd answers', () => {
  let graph: ScriptedGraph;
  beforeEach(async () => {
    graph = await ScriptedGraph.start();
    queue = queueOf(graph.url);
  });
  afterEach(() => graph.stop());

  const submitted = async (serials: readonly string[], rows: readonly object[]) => {
    graph.script = () => ({ body: { value: rows } });
    const result = await queue.submit(serials.map((serial) => device(serial)));
    if (!result.ok) throw new Error(result.error.type);
    return result.value.map((record) => record?.id);
  };

  it('matches records by their serial, whatever its case and the order', async () => {
    const rows = [
      { id: 'two', serialNumber: 'B2' },
      { id: 'one', serialNumber: ' a1' },
    ];

    expect(await submitted(['A1', 'b2', 'C3'], rows)).toEqual(['one', 'two', undefined]);
  });

  it('gives devices with one serial their records in order', async () => {
    const rows = ['one', 'two'].map((id) => ({ id, serialNumber: 'A1' }));

    expect(await submitted(['A1', 'A1'], rows)).toEqual(['one', 'two']);
  });

  it('takes a record without serial by its place, if the answer is as long as the question', async () => {
    const rows = ['one', 'two'].map((id) => ({ id, serialNumber: null }));

    expect(await submitted(['A1', 'B2'], rows)).toEqual(['one', 'two']);
    expect(await submitted(['A1', 'B2', 'C3'], rows)).toEqual([undefined, undefined, undefined]);
  });

  it('asks nothing for no devices', async () => {
    expect(await queue.submit([])).toEqual({ ok: true, value: [] });
    expect([await queue.submitSingly([]), await queue.remove([])]).toEqual([[], []]);
    expect(graph.requests).toEqual([]);
  });

  it('gives a part that Graph left out a failure that claims nothing', async () => {
    graph.script = (request) =>
      batchAnswer(request, ({ id }) => (id === '0' ? undefined : { status: 201, body: { id: 'two' } }));

    const [missing, there] = await queue.submitSingly([device('A1'), device('B2')]);

    expect(missing?.ok === false && surelyNotDone(missing.error)).toBe(false);
    expect(there).toMatchObject({ ok: true, value: { id: 'two' } });
  });

  it('claims nothing of a part that was sent again and got no answer', async () => {
    graph.script = (request) =>
      request.index === 0
        ? batchAnswer(request, ({ id }) =>
            id === '0' ? { status: 429 } : { status: 201, body: { id: 'two' } },
          )
        : { status: 503 };

    const [again, there] = await queue.submitSingly([device('A1'), device('B2')]);

    expect(graph.requests).toHaveLength(2);
    expect(again?.ok === false && surelyNotDone(again.error)).toBe(false);
    expect(there).toMatchObject({ ok: true, value: { id: 'two' } });
  });
});
