import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { createLog, type Log } from '../../log';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import { databaseOwner, nameOf, serverAccount, type ServerAccount } from './account';
import { findBinaries } from './binaries';
import { holdsOtherThings, prepareDatabase, removeLeftovers, versionOf } from './data-folder';
import { closedTo, makeFolder, openSystemFolder } from './make-folder';
import { keepOwnership, takeOwnership } from './ownership';
import { letOutlive } from './process-end';
import { reach, urlOf, type Site } from './reach';

const run = promisify(execFile);

export const databaseName = 'autopilot';
const stopWithinSeconds = 6;

export type EmbeddedFailure =
  | { readonly type: 'folder-in-use'; readonly folder: string }
  | { readonly type: 'folder-unusable'; readonly folder: string; readonly reason: string }
  | { readonly type: 'folder-not-ours'; readonly folder: string }
  | {
      readonly type: 'folder-closed';
      readonly folder: string;
      /** Whom the server runs as, and the folder on the way that it may not enter. */
      readonly account: string;
      readonly closed: string;
    }
  | {
      readonly type: 'other-version';
      readonly folder: string;
      readonly found: string;
      readonly needed: string;
    }
  | { readonly type: 'no-server'; readonly platform: string }
  | { readonly type: 'server-failed'; readonly log: string };

export interface EmbeddedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the private server on `folder`, or takes over one that a killed bot left running, and starts it again if it
 * is killed. One bot owns a folder: a second one is refused. The server listens on this machine only, with a password
 * of its own.
 */
export async function startEmbeddedServer(
  folder: string,
  log: Log = createLog('silent'),
): Promise<Result<EmbeddedServer, EmbeddedFailure>> {
  const place = path.resolve(folder);
  try {
    const prepared = await prepare(place);
    return prepared.ok ? await start(prepared.value, log) : prepared;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return fail({ type: 'folder-unusable', folder: place, reason: (stderr ?? '').trim() || message });
  }
}

export async function prepare(folder: string): Promise<Result<Site, EmbeddedFailure>> {
  if (await holdsOtherThings(folder)) return fail({ type: 'folder-not-ours', folder });
  const account = await serverAccount(folder);
  const closed = await makeUnlessClosed(folder, account);
  if (account !== undefined && closed !== undefined) {
    return fail({ type: 'folder-closed', folder, account: await nameOf(account), closed });
  }
  const binaries = await findBinaries(folder, account);
  if (binaries === undefined) {
    return fail({ type: 'no-server', platform: `${process.platform} ${process.arch}` });
  }
  const [found, needed] = [await versionOf(folder), binaries.major];
  if (found !== undefined && found !== needed) return fail({ type: 'other-version', folder, found, needed });
  return ok({ account, binaries, data: await prepareDatabase(folder, binaries, account) });
}

/**
 * A folder that holds another account's database is left as it is, whoever owns it. In place of a folder that the
 * account could not reach nothing is made; the folder that is closed to it is the result.
 */
async function makeUnlessClosed(
  folder: string,
  account: ServerAccount | undefined,
): Promise<string | undefined> {
  if (account !== undefined) await openSystemFolder(folder);
  const isMade = (await databaseOwner(folder)) !== undefined;
  const closed = account && (await closedTo(account, isMade ? folder : path.dirname(folder)));
  if (closed === undefined && !isMade) await makeFolder(folder, account);
  return closed;
}

async function start(site: Site, log: Log): Promise<Result<EmbeddedServer, EmbeddedFailure>> {
  const { data } = site;
  const reached = await reach(site);
  if (reached === undefined) return fail({ type: 'server-failed', log: await lastLines(data.serverLog) });
  if (!(await takeOwnership(reached))) {
    letOutlive(reached.pid);
    return fail({ type: 'folder-in-use', folder: data.path });
  }
  await removeLeftovers(data.path);
  await createDatabase(reached.owner);
  const ownership = keepOwnership(site, reached, log);
  return ok({
    url: urlOf(reached.port, data.password, databaseName),
    async stop() {
      if (await ownership.stop()) await shutDown(site, log);
    },
  });
}

async function createDatabase(owner: Client): Promise<void> {
  const found = await owner.query('select from pg_database where datname = $1', [databaseName]);
  if (found.rowCount === 0) await owner.query(`create database ${databaseName}`);
}

export async function shutDown({ binaries, account, data }: Site, log?: Log): Promise<void> {
  const fast = ['stop', '-D', data.database, '-m', 'fast', '-w', '-t', String(stopWithinSeconds)];
  await run(binaries.pg_ctl, fast, { ...account, cwd: data.path }).catch((error: unknown) => {
    log?.warn(
      { reason: (error as { stderr?: string }).stderr?.trim() },
      'database server not stopped in time',
    );
  });
}

export async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' ') || path.basename(file);
}
