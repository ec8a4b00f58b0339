import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';
import { atProcessEnd } from './process-end';

export const databaseUser = 'autopilot';
export const passwordFile = 'autopilot-password';

const isWindows = process.platform === 'win32';

/**
 * Made aside with its password and renamed, so that a database that is there is whole. What was made is cleared away
 * when that fails, also because the process ends.
 */
export async function makeDatabase(
  database: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const aside = `${database}.new-${randomUUID().slice(0, 8)}`;
  const password = `${aside}.password`;
  const forget = atProcessEnd(() => {
    for (const left of [aside, password]) rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    if (account !== undefined) await chown(password, account.uid, account.gid);
    await initdb(aside, password, binaries, account);
    await rename(password, path.join(aside, passwordFile));
    await rename(aside, database);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    await rm(password, { force: true });
    throw error;
  } finally {
    forget();
  }
}

async function initdb(
  database: string,
  password: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const options = [
    `--pgdata=${database}`,
    `--username=${databaseUser}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await runToTheEnd(binaries.initdb, options, { ...account, cwd: path.dirname(database) });
}

/** In a group of its own, which ends with this process: initdb leaves most of its work to programs that it starts. */
async function runToTheEnd(
  program: string,
  options: readonly string[],
  where: Partial<ServerAccount> & { readonly cwd: string },
): Promise<void> {
  const child = spawn(program, options, {
    ...where,
    detached: !isWindows,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = child;
  const forget = atProcessEnd(() => {
    if (pid !== undefined) kill(isWindows ? pid : -pid);
  });
  try {
    const [stderr, code] = await Promise.all([
      text(child.stderr),
      new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      }),
    ]);
    if (code !== 0) throw new Error(stderr.trim() || `${path.basename(program)} ended with ${String(code)}`);
  } finally {
    forget();
  }
}

function kill(processOrGroup: number): void {
  try {
    process.kill(processOrGroup, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
