import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A server process as it describes itself in its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Undefined when no server process runs on this data folder; a file left by a dead one does not count. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const lines = await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0) || !(port > 0) || !isAlive(pid)) return undefined;
  return { pid, port };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
