import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';

const run = promisify(execFile);

export const databaseUser = 'autopilot';

/** What may lie in a folder that we take for ours, and thus change its owner. */
const ours = /^(postgresql(\.new-.*)?|server-.*|server\.log|audit.*|lost\+found)$/;
const passwordFile = 'autopilot-password';

/** Everything the private server keeps, readable by its owner only. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly serverLog: string;
  readonly password: string;
}

/** A first start may be under way in it: whatever is there is ours. */
export async function holdsOtherThings(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return names.some((name) => !ours.test(name));
}

/** The major version of PostgreSQL that wrote the database, undefined when there is none. */
export async function versionOf(folder: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, 'postgresql', 'PG_VERSION'), 'utf8').catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return text?.trim();
}

export async function makeFolder(folder: string, account: ServerAccount | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

/**
 * Makes the empty database in the folder, or finds that of the last start. Rejects with the system's error when the
 * folder cannot be written. The database is made aside with its password and renamed, so that one that is there is
 * whole.
 */
export async function prepareDatabase(
  folder: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<DataFolder> {
  const database = path.join(folder, 'postgresql');
  if ((await versionOf(folder)) === undefined) await initialise(folder, database, binaries, account);
  const password = await readFile(path.join(database, passwordFile), 'utf8');
  return { path: folder, database, serverLog: path.join(folder, 'server.log'), password };
}

/** What a start that was killed half-way left behind; only for whoever owns the folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => /^(postgresql|server-.*)\.new-/.test(name));
  await Promise.all(left.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

/** Another start may be quicker, and clear this one's work away; then its database counts. */
async function initialise(
  folder: string,
  database: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const aside = `${database}.new-${randomUUID().slice(0, 8)}`;
  try {
    await makeDatabase(aside, binaries, account);
    await rename(aside, database);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    await rm(`${aside}.password`, { force: true });
    if ((await versionOf(folder)) === undefined) throw error;
  }
}

async function makeDatabase(
  database: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const password = `${database}.password`;
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  if (account !== undefined) await chown(password, account.uid, account.gid);
  await run(
    binaries.initdb,
    [
      `--pgdata=${database}`,
      `--username=${databaseUser}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...account, cwd: path.dirname(database) },
  );
  await rename(password, path.join(database, passwordFile));
}
