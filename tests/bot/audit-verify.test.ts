import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditVerdict, parseNoted } from '../../bot/audit-verify';
import { readConfig } from '../../bot/config';
import { createMessages } from '../../cards/messages';
import { createJournal } from '../../services/audit/journal';
import { createLog } from '../../services/log';
import { readPostmaster } from '../../services/store/embedded/postmaster';
import { openStore, type Db, type StoreSource } from '../../services/store/store';
import { append, entry } from '../services/audit/entries';
import { createDatabase } from '../support/postgres/database';
import { withClient } from '../support/postgres/template';

const root = path.resolve(__dirname, '../..');
const say = createMessages()('en');
const key = 'kept-elsewhere';

async function opened(source: StoreSource) {
  const store = await openStore(source);
  if (!store.ok) throw new Error(JSON.stringify(store.error));
  return store.value;
}

const fill = (db: Db) => append(db, createJournal(createLog('silent'), key), entry(), entry(), entry());

function verdict(environment: Readonly<Record<string, string>>, noted?: string) {
  const reading = readConfig({ AUDIT_KEY: key, ...environment }, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return auditVerdict(reading.config, say, noted === undefined ? undefined : parseNoted(noted));
}

/** As `npm run audit:verify` runs it. */
function run(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/audit-verify.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], AUDIT_KEY: key, ...environment },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise<{ code: number | null; text: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, text });
    });
  });
}

describe('with DATABASE_URL', () => {
  let url: string;
  beforeEach(async () => {
    url = await createDatabase();
    const store = await opened({ type: 'url', url });
    await fill(store.db);
    await store.close();
  });

  it('ends with 0 and one sentence that gives what to note', async () => {
    const first = await run({ DATABASE_URL: url });
    expect(first).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^The audit is as it was written: 3 entries\..+ 3:[0-9a-f]{64}\n$/),
    });
    const noted = /3:[0-9a-f]{64}/.exec(first.text)![0];

    expect(await run({ DATABASE_URL: url }, noted)).toMatchObject({ code: 0 });
    expect(await run({ DATABASE_URL: url }, `2:${noted.slice(2)}`)).toMatchObject({
      code: 1,
      text: expect.stringContaining('Entry 2 of the audit has another seal'),
    });
    expect(await run({ DATABASE_URL: url }, 'all of it')).toMatchObject({
      code: 1,
      text: expect.stringContaining('is no entry and seal'),
    });
  }, 60_000);

  it('ends with 1 and names the entry when one was changed', async () => {
    await withClient(url, (client) =>
      client.query(`begin; alter table audit disable trigger audit_append_only;
        update audit set actor_name = 'Somebody Else' where entry = 2;
        alter table audit enable trigger audit_append_only; commit`),
    );

    expect(await run({ DATABASE_URL: url })).toEqual({
      code: 1,
      text: 'Entry 2 of the audit was changed, or it was sealed with another AUDIT_KEY.\n',
    });
  }, 30_000);

  it.each([`'infinity'`, `'-infinity'`, `recorded_at + interval '1 microsecond'`])(
    'names the entry whose time is %s',
    async (instant) => {
      await withClient(url, (client) =>
        client.query(`begin; alter table audit disable trigger audit_append_only;
        update audit set recorded_at = ${instant} where entry = 2;
        alter table audit enable trigger audit_append_only; commit`),
      );

      expect(await verdict({ DATABASE_URL: url })).toEqual({
        isSound: false,
        text: 'Entry 2 of the audit was changed, or it was sealed with another AUDIT_KEY.',
      });
    },
  );

  it('says in one sentence that the database does not answer, without its password', async () => {
    const { isSound, text } = await verdict({ DATABASE_URL: 'postgres://bot:hunter2@127.0.0.1:1/bot' });

    expect(isSound).toBe(false);
    expect(text).toContain('127.0.0.1:1');
    expect(text).not.toContain('hunter2');
  });

  it('says that a database without tables cannot be read, and makes none', async () => {
    const empty = await createDatabase({ empty: true });

    expect(await verdict({ DATABASE_URL: empty })).toMatchObject({
      isSound: false,
      text: expect.stringContaining('could not be read'),
    });
  });

  it('lists what is wrong with the settings', async () => {
    expect(await run({ DATABASE_URL: 'mysql://x' })).toMatchObject({
      code: 1,
      text: expect.stringContaining('DATABASE_URL must look like'),
    });
  }, 30_000);
});

describe('with the private server', () => {
  let base: string;
  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'autopilot-audit-'));
    await chmod(base, 0o755);
  });
  afterAll(() => rm(base, { recursive: true, force: true }));

  it('reads the audit while the bot runs and while it does not, and leaves things as they were', async () => {
    const folder = path.join(base, 'data');
    const database = path.join(folder, 'postgresql');
    const store = await opened({ type: 'embedded', folder });
    await fill(store.db);

    expect(await verdict({ DATA_FOLDER: folder })).toMatchObject({ isSound: true });
    await fill(store.db);
    expect(await readPostmaster(database)).toBeDefined();
    await store.close();
    expect(await readPostmaster(database)).toBeUndefined();

    const after = await verdict({ DATA_FOLDER: folder });
    expect(after).toMatchObject({ isSound: true, text: expect.stringContaining('6 entries') });
    expect(await readPostmaster(database)).toBeUndefined();

    const again = await opened({ type: 'embedded', folder });
    await again.close();
  }, 60_000);

  it('makes nothing where no bot was', async () => {
    const folder = path.join(base, 'nothing');

    expect(await verdict({ DATA_FOLDER: folder })).toEqual({
      isSound: false,
      text: `There is no audit in ${folder}: no bot ran with this folder yet.`,
    });
    expect(await readdir(base)).not.toContain('nothing');
  });
});
