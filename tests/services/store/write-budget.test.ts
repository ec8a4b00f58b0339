import { systemClock } from '../../../services/clock';
import { createDemoTenant } from '../../../services/demo/tenant';
import { createGraphClient, type GraphClient } from '../../../services/graph/graph-client';
import type { WriteBudget } from '../../../services/graph/write-budget';
import { createWriteBudget } from '../../../services/store/write-budget';
import { poolOf } from '../../../services/store/store';
import { callsOf } from '../../support/graph-calls';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

/** As after a long rest. */
beforeEach(() => test.store.pool.query(`update write_budget set taken_until = '2020-01-01'`));

/** So slow that no wait of a slow machine counts. */
const slow = { burst: 5, perSecond: 0.1 };
const tenSeconds = 10_000;

const waitOf = async (budget: WriteBudget, writes: number): Promise<number> => {
  const reserved = await budget.reserve(writes, 500_000);
  if (!reserved.ok) throw new Error('It was expected to be granted');
  return reserved.value;
};

it('lets a burst pass and spaces what follows, for all on one database together', async () => {
  const [one, other] = [createWriteBudget(test.store.db, slow), createWriteBudget(test.store.db, slow)];

  expect([await waitOf(one, 3), await waitOf(other, 2)]).toEqual([0, 0]);
  const waits = [await waitOf(one, 1), await waitOf(other, 1), await waitOf(one, 2)];

  expect(waits.map((ms) => Math.ceil(ms / tenSeconds))).toEqual([1, 2, 4]);
});

it('gives each of many who ask at one moment a moment of its own', async () => {
  const budget = createWriteBudget(test.store.db, slow);

  const waits = await Promise.all(Array.from({ length: 25 }, () => waitOf(budget, 1)));

  const steps = waits.map((ms) => Math.ceil(ms / tenSeconds)).toSorted((a, b) => a - b);
  expect(steps).toEqual([0, 0, 0, 0, 0, ...Array.from({ length: 20 }, (_, n) => n + 1)]);
});

it('takes nothing when it cannot be had in time, and says when it can', async () => {
  const budget = createWriteBudget(test.store.db, slow);
  await waitOf(budget, 5);

  const refused = await budget.reserve(3, 5000);

  expect(refused.ok).toBe(false);
  if (!refused.ok) expect(Math.ceil(refused.error.retryAfterMs / tenSeconds)).toBe(3);
  expect(Math.ceil((await waitOf(budget, 1)) / tenSeconds)).toBe(1);
});

it('forgets what a clock that was set back has left behind', async () => {
  await test.store.pool.query(`update write_budget set taken_until = now() + interval '1 day'`);

  expect(await waitOf(createWriteBudget(test.store.db, slow), 5)).toBe(0);
});

it('sends nothing while the database is away', async () => {
  const away = poolOf({ url: 'postgres://bot:hush@127.0.0.1:1/autopilot' });

  expect(await createWriteBudget(away.db).reserve(1, 5000)).toMatchObject({ ok: false });
  await away.close();
});

it('never lets a tenant see more than it may, from two clients at once', async () => {
  const windowMs = 2000;
  const limits = { windowMs, calls: 1000, writes: 20, namesRetryAfter: true };
  const tenant = await createDemoTenant({ devices: 10, clock: systemClock, anyToken: true, limits });
  const budget = createWriteBudget(test.store.db, { burst: 4, perSecond: 5 });
  const path = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';
  const client = (): GraphClient =>
    createGraphClient({
      root: tenant.url,
      tokens: () => Promise.resolve('token'),
      clock: systemClock,
      timeouts: { operationMs: 60_000 },
      budget,
    });
  const hammer = async (graph: GraphClient): Promise<unknown> =>
    Promise.all([
      ...Array.from({ length: 12 }, (_, n) => graph.write('DELETE', `${path}/${n}`, { version: 'v1.0' })),
      graph.batch(
        Array.from({ length: 8 }, (_, n) => ({ method: 'DELETE' as const, path: `${path}/${n}` })),
        { version: 'v1.0' },
      ),
    ]);

  await Promise.all([hammer(client()), hammer(client())]);

  expect(callsOf(tenant.requests()).map(({ status }) => status)).toEqual(Array(40).fill(404));
  await tenant.stop();
}, 60_000);
