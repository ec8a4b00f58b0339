import { tidyUp } from '../../../services/store/housekeeping';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

it('removes old activities and forgotten dialogs, and nothing that may still be asked for', async () => {
  await test.store.pool
    .query(`insert into inbox (conversation_id, activity_id, fingerprint, instance, received_at) values
    ('c', 'old', '', 1, now() - interval '25 hours'), ('c', 'new', '', 1, now() - interval '23 hours')`);
  await test.store.pool.query(`insert into bot_state (key, value, etag, changed_at) values
    ('old', '{}', 1, now() - interval '31 days'), ('new', '{}', 1, now() - interval '29 days')`);

  await tidyUp(test.store.db);

  const left = await test.store.pool.query(
    'select activity_id as it from inbox union select key from bot_state order by 1',
  );
  expect(left.rows).toEqual([{ it: 'new' }]);
});
