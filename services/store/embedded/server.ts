import { execFile, spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import { serverAccount, type ServerAccount } from './account';
import { findBinaries, type Binaries } from './binaries';
import { databaseUser, prepareDataFolder, removeLeftovers, type DataFolder } from './data-folder';
import { readPostmaster, type Postmaster } from './postmaster';

const run = promisify(execFile);

const databaseName = 'autopilot';
/** Whoever holds this lock in the server owns the folder; it falls with the process that holds it. */
const ownerLock = 3_271_905;
/** Recovery after a crash reads the log of writes again, which may take a while. */
const readyWithinMs = 60_000;
const pollMs = 25;
const stopWithinSeconds = 6;

export type EmbeddedFailure =
  | { readonly type: 'folder-in-use'; readonly folder: string }
  | { readonly type: 'folder-unusable'; readonly folder: string; readonly reason: string }
  | { readonly type: 'no-server'; readonly platform: string }
  | { readonly type: 'server-failed'; readonly log: string };

export interface EmbeddedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the private server on `folder`, or takes over one that a killed bot left running. One bot owns a folder:
 * a second one is refused. The server listens on this machine only, with a password of its own.
 */
export async function startEmbeddedServer(folder: string): Promise<Result<EmbeddedServer, EmbeddedFailure>> {
  const prepared = await prepare(path.resolve(folder));
  if (!prepared.ok) return prepared;
  const { binaries, account, data } = prepared.value;
  const started = await reach(binaries, account, data);
  if (started === undefined) return fail({ type: 'server-failed', log: await lastLines(data.serverLog) });
  const { owner, port } = started;
  const lock = await owner.query<{ owned: boolean }>('select pg_try_advisory_lock($1) as owned', [ownerLock]);
  if (lock.rows[0]?.owned !== true) {
    await owner.end();
    return fail({ type: 'folder-in-use', folder });
  }
  await removeLeftovers(folder);
  await createDatabase(owner);
  return ok({
    url: urlOf(port, data.password, databaseName),
    stop: () => stop(binaries, account, data),
  });
}

interface Prepared {
  readonly binaries: Binaries;
  readonly account: ServerAccount | undefined;
  readonly data: DataFolder;
}

async function prepare(folder: string): Promise<Result<Prepared, EmbeddedFailure>> {
  try {
    const account = await serverAccount();
    const binaries = await findBinaries(folder, account);
    if (binaries === undefined) {
      return fail({ type: 'no-server', platform: `${process.platform} ${process.arch}` });
    }
    return ok({ account, binaries, data: await prepareDataFolder(folder, binaries, account) });
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() ?? '';
    return fail({ type: 'folder-unusable', folder, reason: reason || (error as Error).message });
  }
}

/** Undefined when the server did not come up. */
async function reach(
  binaries: Binaries,
  account: ServerAccount | undefined,
  data: DataFolder,
): Promise<{ readonly owner: Client; readonly port: number } | undefined> {
  const until = performance.now() + readyWithinMs;
  let launches = 0;
  let running = false;
  while (performance.now() < until) {
    const postmaster = await readPostmaster(data.database);
    const owner = postmaster && (await connect(postmaster, data.password));
    if (postmaster && owner) return { owner, port: postmaster.port };
    if (postmaster === undefined && !running) {
      if (launches === 3) return undefined;
      launches += 1;
      running = true;
      await launch(binaries, account, data, () => {
        running = false;
      });
    }
    await new Promise((resume) => setTimeout(resume, pollMs));
  }
  return undefined;
}

/** In a session of its own: Ctrl-C ends the bot, and the bot ends the server when its work is put down. */
async function launch(
  { postgres }: Binaries,
  account: ServerAccount | undefined,
  data: DataFolder,
  onExit: () => void,
): Promise<void> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${await freePort()}`,
    'max_connections=60',
    'shared_buffers=32MB',
    'timezone=UTC',
  ];
  const log = openSync(data.serverLog, 'w', 0o600);
  const child = spawn(postgres, ['-D', data.database, ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: data.path,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', onExit);
  child.once('exit', onExit);
  child.unref();
}

async function connect({ port }: Postmaster, password: string): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: 5000,
  });
  // The server may end at any time; whoever uses the database hears of it from the pool.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
}

async function createDatabase(owner: Client): Promise<void> {
  const found = await owner.query('select from pg_database where datname = $1', [databaseName]);
  if (found.rowCount === 0) await owner.query(`create database ${databaseName}`);
}

async function stop(
  { pg_ctl }: Binaries,
  account: ServerAccount | undefined,
  data: DataFolder,
): Promise<void> {
  const fast = ['stop', '-D', data.database, '-m', 'fast', '-w', '-t', String(stopWithinSeconds)];
  await run(pg_ctl, fast, { ...account, cwd: data.path }).catch(() => undefined);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' ') || path.basename(file);
}
