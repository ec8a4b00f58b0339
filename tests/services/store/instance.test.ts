import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { sql } from 'kysely';
import { isRunning, joinInstances } from '../../../services/store/instance';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { withClient, withDatabase } from '../../support/postgres/template';
import { until } from '../../support/until';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

async function runs(id: number): Promise<boolean> {
  const { rows } = await sql<{ runs: boolean }>`select ${isRunning(sql.lit(id))} as runs`.execute(
    test.store.db,
  );
  return rows[0]!.runs;
}

/** Nobody can connect, and every connection falls. */
async function closeDatabase(isOpen: boolean): Promise<void> {
  const name = new URL(test.url).pathname.slice(1);
  await withClient(withDatabase(test.url, 'postgres'), async (client) => {
    await client.query(`alter database ${name} allow_connections ${isOpen}`);
    if (!isOpen)
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  });
}

it('lives as long as it is not stopped', async () => {
  const [first, second] = [await test.join(), await test.join()];
  expect(first.id).not.toBe(second.id);
  expect([await runs(first.id), await runs(second.id)]).toEqual([true, true]);

  await first.stop();

  await until(async () => !(await runs(first.id)));
  expect(await runs(second.id)).toBe(true);
});

it('comes back with the database, having asked for it calmly', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  const instance = await joinInstances(test.store, log);
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  await closeDatabase(false);
  await wait(4000);
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  await closeDatabase(true);
  await until(() => runs(instance.id).catch(() => false));

  expect(lines).toHaveLength(1);
  expect(timers - before).toBeLessThan(10);
  await instance.stop();
});

it('that stops while it comes back is gone', async () => {
  const instance = await joinInstances(test.store, pino({ level: 'silent' }));
  await closeDatabase(false);
  await closeDatabase(true);

  await wait(500);
  await instance.stop();

  await wait(1500);
  expect(await runs(instance.id)).toBe(false);
});
