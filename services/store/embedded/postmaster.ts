import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A server process as it describes itself in its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Larger than any system's process ids. */
const noProcess = 2 ** 30;

/** Undefined when no server process runs on this data folder; a file left by a dead one does not count. */
export async function readPostmaster(database: string): Promise<Postmaster | undefined> {
  const lines = await readLines(database);
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0) || !(port > 0) || !isAlive(pid) || !(await isServer(pid))) return undefined;
  return { pid, port };
}

/**
 * After a kill of a whole container its process ids are given out anew, and PostgreSQL will not start while the id in
 * its file is in use. With an id that nobody has, it decides by the shared memory, as it does after any crash.
 */
export async function disownPostmasterFile(database: string): Promise<void> {
  const [pid, ...lines] = await readLines(database);
  if (!(Number(pid) > 0) || !isAlive(Number(pid)) || (await isServer(Number(pid)))) return;
  await writeFile(path.join(database, 'postmaster.pid'), [String(noProcess), ...lines].join('\n'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readLines(database: string): Promise<string[]> {
  return readFile(path.join(database, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
}

/** Where the system does not say what a process is, its id must do. */
function isServer(pid: number): Promise<boolean> {
  return readFile(`/proc/${pid}/comm`, 'utf8').then(
    (name) => name.trim() === 'postgres',
    () => true,
  );
}
