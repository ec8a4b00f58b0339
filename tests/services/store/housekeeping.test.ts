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

it('forgets hardware hashes a week after their import, files that were never offered, and old imports', async () => {
  const { pool, db } = test.store;
  await pool.query(`
    with made as (
      insert into imports (tenant_id, person_id, person_name, kind, file_name, format, ignored_columns, phase, choices,
        phase_since, created_at, ended_at)
      select 't', 'p', 'P', 'hashes', name, '', '[]', 'ended', '{}', now(), created, ended
      from (values
        ('never offered', now() - interval '25 hours', null::timestamptz),
        ('just dropped', now() - interval '1 hour', null),
        ('ended lately', now() - interval '6 days', now() - interval '6 days'),
        ('ended', now() - interval '9 days', now() - interval '8 days'),
        ('old', now() - interval '91 days', now() - interval '91 days')) as f(name, created, ended)
      returning import_id, file_name)
    insert into import_rows (import_id, line, serial, serial_key, tag, assigned_user, manufacturer, model, hash, verdict,
      findings, state)
    select import_id, 2, 'S', 'S', '', '', '', '', 'T0FB', 'ready', '[]', 'assigned' from made`);
  await pool.query(`
    with made as (
      insert into requests (command, tenant_id, person_id, person_name, conversation_id, locale, correlation_id, payload,
        effects, state, created_at, changed_at)
      select 'register', 't', 'p', 'P', 'c', 'en', file_name, '{}', '[]', 'done', now(), now()
      from imports where file_name not in ('never offered', 'just dropped')
      returning request_id, correlation_id)
    update imports set request_id = made.request_id from made where file_name = made.correlation_id`);

  await tidyUp(db);

  const left = await pool.query(
    'select file_name, hash is not null as "hasHash" from imports join import_rows using (import_id) order by 1',
  );
  expect(left.rows).toEqual([
    { file_name: 'ended', hasHash: false },
    { file_name: 'ended lately', hasHash: true },
    { file_name: 'just dropped', hasHash: true },
  ]);
});

it('forgets drafts of changes that nobody confirmed, and changes that have not moved for a year', async () => {
  const { pool, db } = test.store;
  await pool.query(`insert into changes (tenant_id, kind, state, requester_id, requester_name, requester_role,
      conversation_id, scope, locale, correlation_id, total, created_at, changed_at)
    select 't', 'group-tag', state, 'p', 'P', 'helpdesk', 'c', 'personal', 'en', name, 1, at, at
    from (values
      ('draft', 'old draft', now() - interval '49 hours'),
      ('draft', 'new draft', now() - interval '47 hours'),
      ('awaiting-approval', 'waits', now() - interval '49 hours'),
      ('proven', 'a year ago', now() - interval '366 days'),
      ('proven', 'within a year', now() - interval '360 days')) as c(state, name, at)`);

  await tidyUp(db);

  const left = await pool.query('select correlation_id as it from changes order by 1');
  expect(left.rows.map(({ it }: { it: string }) => it)).toEqual(['new draft', 'waits', 'within a year']);
});

it('forgets watches a month after their end and cases a quarter of a year after, and none that go on', async () => {
  const { pool, db } = test.store;
  await pool.query(`insert into watches (tenant_id, person_id, person_name, teams_id, conversation_id, scope, locale,
      time_zone, kind, subject, correlation_id, state, created_at, changed_at)
    select 't', 'p', 'P', '29:p', 'c', 'personal', 'en', 'UTC', 'serial', name, name, state, at, at
    from (values
      ('ended', 'ended long ago', now() - interval '31 days'),
      ('ended', 'ended lately', now() - interval '29 days'),
      ('active', 'goes on', now() - interval '200 days')) as w(state, name, at)`);
  await pool.query(`insert into help_cases (tenant_id, state, person_id, person_name, conversation_id, locale,
      registration_id, said, channel_id, channel_locale, correlation_id, created_at, changed_at)
    select 't', state, 'p', 'P', 'c', 'en', name, '', '19:c', 'en', name, at, at
    from (values
      ('closed', 'closed long ago', now() - interval '91 days'),
      ('closed', 'closed lately', now() - interval '89 days'),
      ('taken', 'taken', now() - interval '200 days')) as h(state, name, at)`);

  await tidyUp(db);

  const left = await pool.query(
    'select correlation_id as it from watches union select correlation_id from help_cases order by 1',
  );
  expect(left.rows.map(({ it }: { it: string }) => it)).toEqual([
    'closed lately',
    'ended lately',
    'goes on',
    'taken',
  ]);
});
