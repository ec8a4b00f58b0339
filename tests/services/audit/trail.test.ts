import { createJournal } from '../../../services/audit/journal';
import { createAuditTrail, type AuditTrail } from '../../../services/audit/trail';
import type { TrailStart } from '../../../services/audit/own-trail';
import type { TrailKey } from '../../../services/audit/trail-entry';
import type { DeviceReader } from '../../../services/devices/device-status';
import { createGraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import { createLog } from '../../../services/log';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { ScriptedGraph } from '../../support/scripted-graph';
import { append, entry } from './entries';

const now = Date.UTC(2026, 2, 2, 9);
const clock = { now: () => now };
const admin = { role: 'admin' } as const;
const subject = { type: 'devices', serials: ['pf4k7x2n '] } as const;
/** Several entries lie at one moment, from both sources. */
const ats = [5, 5, 4, 4, 4, 3, 2, 2, 1, 1, 1, 0].map((hour) => now - hour * 3_600_000);

let opened: TestStore;
let graph: ScriptedGraph;
let trail: AuditTrail;
let rows: unknown[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  graph = await ScriptedGraph.start();
  graph.script = () => ({ body: { value: rows } });
  const unregistered: DeviceReader = {
    bySerials: (serials) =>
      Promise.resolve(serials.map((serial) => ({ type: 'not-found', serial, didYouMean: [] }))),
  };
  trail = createAuditTrail({
    db: opened.store.db,
    devices: unregistered,
    graph: createGraphClient({ root: graph.url, tokens: staticToken('t'), clock }),
    clock,
  });
  await append(
    opened.store.db,
    createJournal(createLog('silent')),
    ...ats.map((at) => entry({ at, serial: 'PF4K7X2N' })),
    entry({ at: now, serial: 'PF4K7X2NN' }),
  );
});
afterAll(async () => {
  await graph.stop();
  await opened.stop();
});
beforeEach(() => {
  rows = ats.map((at, n) => event({ id: `event${n}`, activityDateTime: new Date(at).toISOString() }));
});

const event = (differing: object) => ({
  id: 'event',
  activity: 'updateDeviceProperties',
  activityDateTime: new Date(now).toISOString(),
  resources: [{ displayName: 'PF4K7X2N' }],
  ...differing,
});

async function page(size: number, start?: TrailStart) {
  const read = await trail.page(subject, admin, { size, ...(start && { start }) });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}
const nameOf = (key: TrailKey) => ('entry' in key ? `entry${key.entry}` : key.event);

it.each([1, 2, 3, 5, 8])('is read to its end and back in pages of %d, each entry once', async (size) => {
  const all = (await page(100)).entries.map(({ key }) => nameOf(key));
  expect(all).toHaveLength(2 * ats.length);
  expect(new Set(all).size).toBe(all.length);

  const down: string[] = [];
  let here = await page(size);
  expect(here.hasNewer).toBe(false);
  for (;;) {
    down.push(...here.entries.map(({ key }) => nameOf(key)));
    if (!here.hasOlder) break;
    here = await page(size, { direction: 'older', key: here.entries.at(-1)!.key });
  }
  expect(down).toEqual(all);

  while (here.hasNewer) here = await page(size, { direction: 'newer', key: here.entries[0]!.key });
  expect(here.entries.map(({ key }) => nameOf(key))).toEqual(all.slice(0, size));
});

it('is newest first, and at one moment the bot comes before Intune', async () => {
  const { entries } = await page(100);

  expect(entries.map(({ key }) => key.at)).toEqual(
    entries.map(({ key }) => key.at).toSorted((a, b) => b - a),
  );
  expect(entries.slice(0, 2).map(({ source }) => source)).toEqual(['bot', 'intune']);
});

it('takes of Intune what names the serial, as a whole, and no reads', async () => {
  rows = [
    event({ id: 'exact' }),
    event({ id: 'lower', resources: [{ displayName: 'pf4k7x2n' }] }),
    event({ id: 'within', resources: [{ displayName: 'HP PF4K7X2N_old' }] }),
    event({
      id: 'changed',
      resources: [{ modifiedProperties: [{ displayName: 'Serial', oldValue: 'PF4K7X2N' }] }],
    }),
    event({ id: 'longer', resources: [{ displayName: 'PF4K7X2NN' }] }),
    event({ id: 'other', resources: [{ displayName: 'Somebody' }] }),
    event({ id: 'nothing', resources: [] }),
    event({ id: 'read', activityOperationType: 'Get' }),
  ];

  const { entries } = await page(100);

  expect(entries.filter(({ source }) => source === 'intune').map(({ key }) => nameOf(key))).toEqual([
    'changed',
    'exact',
    'lower',
    'within',
  ]);
});

it('asks whoever is limited for a tag, which a device that is registered no more does not have', async () => {
  const read = await trail.page(subject, { role: 'helpdesk', tagPrefixes: ['UK-'] }, { size: 8 });

  expect(read).toEqual({ ok: false, error: { type: 'outside' } });
});

it('gives the bot’s own entries when Intune never answers', async () => {
  graph.script = () => ({ status: 501, body: {} });

  const { entries, intune } = await page(100);

  expect(entries).toHaveLength(ats.length);
  expect(intune).toMatchObject({ state: 'unreadable', failure: { type: 'not-offered' } });
  graph.script = () => ({ body: { value: rows } });
});
