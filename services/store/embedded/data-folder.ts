import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';
import { makeDatabase, passwordFile } from './new-database';

/** What we make, whole or aside, and what lies in the root of a disk. */
const made = {
  database: /^postgresql$/,
  halfDatabase: /^postgresql\.new-[0-9a-f]{8}(\.password)?$/,
  server: /^server-\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/,
  halfServer: /^server-\d+\.\d+\.\d+(-[a-z]+\.\d+)?\.new-[0-9a-f]{8}$/,
  log: /^server\.log$/,
  disk: /^lost\+found$/,
} as const;
const ours = Object.values(made);
const leftovers = [made.halfDatabase, made.halfServer];

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
  return names.some((name) => !ours.some((pattern) => pattern.test(name)));
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

/**
 * Makes the empty database in the folder, or finds that of the last start. Rejects with the system's error when the
 * folder cannot be written. Another start may be quicker, and clear this one's work away; then its database counts.
 */
export async function prepareDatabase(
  folder: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<DataFolder> {
  const database = path.join(folder, 'postgresql');
  if ((await versionOf(folder)) === undefined) {
    await makeDatabase(database, binaries, account).catch(async (error: unknown) => {
      if ((await versionOf(folder)) === undefined) throw error;
    });
  }
  const password = await readFile(path.join(database, passwordFile), 'utf8');
  return { path: folder, database, serverLog: path.join(folder, 'server.log'), password };
}

/**
 * What a start that was killed half-way left behind; only for whoever owns the folder. Another start may still write to
 * it, and clears it away itself when it finds that it was too late: nothing hangs on this.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => leftovers.some((pattern) => pattern.test(name)));
  const options = { recursive: true, force: true, maxRetries: 3 };
  await Promise.allSettled(left.map((name) => rm(path.join(folder, name), options)));
}
