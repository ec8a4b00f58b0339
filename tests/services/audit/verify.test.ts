import { sql } from 'kysely';
import { createJournal } from '../../../services/audit/journal';
import { verifyAudit } from '../../../services/audit/verify';
import { createLog } from '../../../services/log';
import { poolOf } from '../../../services/store/store';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { append, entry, recordedAt } from './entries';

const log = createLog('silent');
const key = 'a key that does not lie in the database';
const journal = createJournal(log, key);

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.stop());

const db = () => opened.store.db;
const check = (noted?: { entry: number; seal: string }) =>
  verifyAudit(db(), { key, ...(noted && { noted }) });

/** What somebody with all rights in the database can do. */
async function tamper(...statements: readonly string[]): Promise<void> {
  for (const statement of [
    'alter table audit disable trigger audit_append_only',
    ...statements,
    'alter table audit enable trigger audit_append_only',
  ]) {
    await sql.raw(statement).execute(db());
  }
}

function fill(count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, n) =>
    entry({ at: recordedAt + n, serial: `SERIAL${n}` }),
  );
  return append(db(), journal, ...entries);
}

describe('an audit as it was written', () => {
  it('is sound while it is empty', async () => {
    expect(await check()).toEqual({ ok: true, value: { entry: 0, seal: '' } });
  });

  it('is sound whatever people and Graph wrote into it', async () => {
    const hostile = [
      '\u0000',
      '\uD800 half',
      '\u202E',
      '"\\\n',
      '{{DATE(1)}}',
      '𝒳',
      '\u2028',
      'é',
      'e\u0301',
    ];
    await append(
      db(),
      journal,
      ...hostile.map((text) =>
        entry({
          actorName: text,
          serial: text,
          conversationId: text,
          before: { [text]: text, b: [text, { z: 1, a: text }], 10: 'ten', 9: 'nine', empty: {}, none: null },
          after: { n: 1e21, small: 1e-7, zero: -0, third: 1 / 3, no: undefined, date: new Date(recordedAt) },
          approval: { by: text, at: 1 },
        }),
      ),
    );

    expect(await check()).toMatchObject({ ok: true, value: { entry: hostile.length } });
  });

  it('is sound over more than one page, and gives the last entry to note', async () => {
    await fill(2105);
    const last = await db().selectFrom('audit_head').select(['entry', 'seal']).executeTakeFirstOrThrow();

    expect(await check()).toEqual({ ok: true, value: last });
    expect(await check(last)).toEqual({ ok: true, value: last });
  }, 60_000);

  it('is sound after a later migration has added columns, old entries and new ones', async () => {
    await fill(3);
    await sql
      .raw(`alter table audit add column added text default 'later', add column note jsonb`)
      .execute(db());
    await fill(2);

    expect(await check()).toMatchObject({ ok: true, value: { entry: 5 } });
  });

  it('is sound wherever the server keeps its clocks and however it writes dates', async () => {
    await fill(2);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db());
    const [{ name }] = rows as [{ name: string }];
    for (const setting of [`timezone = 'Asia/Kathmandu'`, `datestyle = 'SQL, DMY'`]) {
      await sql.raw(`alter database "${name}" set ${setting}`).execute(db());
    }
    const visitor = poolOf({ url: opened.url });

    expect(await verifyAudit(visitor.db, { key })).toMatchObject({ ok: true, value: { entry: 2 } });
    await visitor.close();
  });

  it('has one chain when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => append(db(), journal, entry({ at: recordedAt - n }))),
    );

    expect(await check()).toMatchObject({ ok: true, value: { entry: 30 } });
  });

  it('keeps nothing of a change that was not made', async () => {
    await fill(2);
    const failing = db()
      .transaction()
      .execute(async (tx) => {
        await journal.append(tx, entry());
        throw new Error('the change failed');
      });

    await expect(failing).rejects.toThrow('the change failed');
    expect(await check()).toMatchObject({ ok: true, value: { entry: 2 } });
  });

  it.each(['update audit set result = result', 'delete from audit', 'truncate audit'])(
    'refuses %s',
    async (statement) => {
      await fill(1);

      await expect(sql.raw(statement).execute(db())).rejects.toThrow('append-only');
    },
  );
});

describe('an audit that was tampered with', () => {
  beforeEach(() => fill(12));

  it.each([
    [`update audit set actor_name = 'Somebody Else' where entry = 5`, 'changed', 5],
    [`update audit set after = '{"groupTag":"DE-Corp"}' where entry = 7`, 'changed', 7],
    [`update audit set recorded_at = recorded_at + interval '1 ms' where entry = 1`, 'changed', 1],
    [`update audit set recorded_at = recorded_at + interval '1 microsecond' where entry = 2`, 'changed', 2],
    [`update audit set recorded_at = recorded_at + interval '1 microsecond'`, 'changed', 1],
    [`update audit set recorded_at = 'infinity' where entry = 3`, 'changed', 3],
    [`update audit set recorded_at = '-infinity' where entry = 12`, 'changed', 12],
    [`update audit set recorded_at = '294276-12-31 23:59:59.999999+00' where entry = 3`, 'changed', 3],
    [`update audit set recorded_at = '12026-03-02 09:00:00.123+00' where entry = 3`, 'changed', 3],
    [
      `update audit set recorded_at = (to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00 BC')::timestamptz where entry = 3`,
      'changed',
      3,
    ],
    [`update audit set seal = repeat('0', 64) where entry = 12`, 'changed', 12],
    [`delete from audit where entry = 4`, 'removed', 4],
    [`delete from audit where entry = 1`, 'removed', 1],
    [`delete from audit where entry > 9`, 'removed', 10],
    [`delete from audit`, 'removed', 1],
    [`delete from audit where entry = 6; update audit set entry = entry - 1 where entry > 6`, 'removed', 6],
    [`update audit_head set seal = repeat('0', 64)`, 'head', 12],
    [`delete from audit_head`, 'head', 12],
    [`update audit_head set entry = 10`, 'inserted', 11],
  ])('%s: entry is named', async (statement, type, number) => {
    await tamper(...statement.split(';'));

    expect(await check()).toEqual({ ok: false, error: { type, entry: number } });
  });

  it.each([
    ['in the middle', 3, 3],
    ['before the first', 1, 1],
  ])('names an entry that was inserted %s', async (_title, at, named) => {
    await tamper(
      `update audit set entry = entry + 1000 where entry >= ${at}`,
      `update audit set entry = entry - 999 where entry > 1000`,
      `create table planted as select * from audit where entry = ${at + 1}`,
      `update planted set entry = ${at}, seal = repeat('a', 64)`,
      `insert into audit select * from planted`,
      `update audit_head set entry = entry + 1`,
    );

    expect(await check()).toEqual({ ok: false, error: { type: 'inserted', entry: named } });
  });

  it('names an entry that was appended without the key', async () => {
    await append(db(), createJournal(log, 'another key'), entry());

    expect(await check()).toEqual({ ok: false, error: { type: 'changed', entry: 13 } });
  });

  it('is not sound for another key', async () => {
    expect(await verifyAudit(db(), {})).toEqual({ ok: false, error: { type: 'changed', entry: 1 } });
  });

  it('is known by what was noted elsewhere when the end was cut off with its note', async () => {
    const noted = await db().selectFrom('audit_head').select(['entry', 'seal']).executeTakeFirstOrThrow();
    await tamper(
      'delete from audit where entry > 8',
      'update audit_head set entry = 8, seal = (select seal from audit where entry = 8)',
    );

    expect(await check()).toMatchObject({ ok: true });
    expect(await check(noted)).toEqual({ ok: false, error: { type: 'removed', entry: 9 } });
  });

  it('is known by what was noted elsewhere when all of it was written anew', async () => {
    const noted = await db().selectFrom('audit_head').select(['entry', 'seal']).executeTakeFirstOrThrow();
    await tamper('delete from audit', `update audit_head set entry = 0, seal = ''`);
    await append(db(), journal, ...Array.from({ length: 13 }, () => entry({ actorName: 'Somebody Else' })));

    expect(await check()).toMatchObject({ ok: true });
    expect(await check(noted)).toEqual({ ok: false, error: { type: 'noted', entry: 12 } });
  });
});

it('writes number and seal of each entry to the log', async () => {
  const lines: { entry?: number; seal?: string }[] = [];
  const loud = createLog('info', { write: (line) => lines.push(JSON.parse(line) as { entry: number }) });
  await append(db(), createJournal(loud, key), entry(), entry());

  const rows = await db().selectFrom('audit').select(['entry', 'seal']).orderBy('entry').execute();

  expect(lines.map((line) => ({ entry: line.entry, seal: line.seal }))).toEqual(rows);
});
