import { Client } from 'pg';
import { isDatabaseAway } from '../../../services/store/database-trouble';
import { freePort } from '../../support/free-port';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

const errorOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

async function connectTo(change: (url: URL) => void): Promise<unknown> {
  const url = new URL(test.url);
  change(url);
  const client = new Client({ connectionString: url.href, connectionTimeoutMillis: 500 });
  client.on('error', () => undefined);
  return errorOf(client.connect());
}

it('is away when nobody answers, when it lets nobody in and when it ends the connection', async () => {
  const port = String(await freePort());
  const ended = errorOf(test.store.pool.query('select pg_terminate_backend(pg_backend_pid())'));

  expect(isDatabaseAway(await connectTo((url) => (url.port = port)))).toBe(true);
  expect(isDatabaseAway(await connectTo((url) => (url.pathname = '/no_such_database')))).toBe(true);
  expect(isDatabaseAway(await ended)).toBe(true);
});

it('is not away when it refuses what it was asked, nor when something else is wrong', async () => {
  const refused = await errorOf(test.store.pool.query('select no_such_column from requests'));

  expect(isDatabaseAway(refused)).toBe(false);
  expect(isDatabaseAway(new Error('a bug'))).toBe(false);
  expect(isDatabaseAway('Connection terminated')).toBe(false);
});
