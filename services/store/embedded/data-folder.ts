import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { access, chmod, chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';

const run = promisify(execFile);

export const databaseUser = 'autopilot';

/** Everything the private server keeps, readable by its owner only. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly serverLog: string;
  readonly password: string;
}

/**
 * Makes the folder and the empty database in it, or finds those of the last start. Rejects with the system's error
 * when the folder cannot be written. The database is made aside and renamed, so that one that is there is whole.
 */
export async function prepareDataFolder(
  folder: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<DataFolder> {
  const database = path.join(folder, 'postgresql');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const password = await readPassword(path.join(folder, 'password'), account);
  if (!(await exists(path.join(database, 'PG_VERSION'))))
    await initialise(folder, database, binaries, account);
  return { path: folder, database, serverLog: path.join(folder, 'server.log'), password };
}

/** What a start that was killed half-way left behind; only for whoever owns the folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith('postgresql.new-'));
  await Promise.all(left.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

async function readPassword(file: string, account: ServerAccount | undefined): Promise<string> {
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
    if (account !== undefined) await chown(file, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

async function initialise(
  folder: string,
  database: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const aside = `${database}.new-${process.pid}`;
  await run(
    binaries.initdb,
    [
      `--pgdata=${aside}`,
      `--username=${databaseUser}`,
      `--pwfile=${path.join(folder, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...account, cwd: folder },
  );
  // Another start may have been quicker; then its database counts.
  await rename(aside, database).catch(() => rm(aside, { recursive: true, force: true }));
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
