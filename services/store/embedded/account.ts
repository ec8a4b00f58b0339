import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const name = 'postgres';

/** The system account that the server runs as: PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const isRoot = () => process.getuid?.() === 0;

/**
 * Undefined when the bot's own account will do. As root it is whoever owns the folder's database, else the system's
 * `postgres` account, made when there is none; rejects when it cannot be made.
 */
export async function serverAccount(folder: string): Promise<ServerAccount | undefined> {
  if (!isRoot()) return undefined;
  return (await databaseOwner(folder)) ?? (await lookUp()) ?? (await create());
}

/** Known to root only, who takes no database away from the account that it was made by. */
export async function databaseOwner(folder: string): Promise<ServerAccount | undefined> {
  if (!isRoot()) return undefined;
  const database = await stat(path.join(folder, 'postgresql')).catch(() => undefined);
  return database === undefined || database.uid === 0 ? undefined : { uid: database.uid, gid: database.gid };
}

/** True too where it cannot be asked: then the server's own start tells. */
export function mayEnter(account: ServerAccount, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/', stdio: 'ignore' }).status !== 1;
}

/** As people call it; an account of another machine or container has its number only. */
export async function nameOf({ uid }: ServerAccount): Promise<string> {
  return run('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => String(uid),
  );
}

async function lookUp(): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** `useradd` on most systems, BusyBox's `adduser` on small images. */
async function create(): Promise<ServerAccount> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', name]).catch(() =>
    run('adduser', ['-S', '-D', '-H', name]),
  );
  const account = await lookUp();
  if (account === undefined) throw new Error(`The system account ${name} could not be made`);
  return account;
}
