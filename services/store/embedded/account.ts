import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const name = 'postgres';

/** The system account that the server runs as: PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Undefined when the bot's own account will do. As root it is the system's `postgres` account, made when there is
 * none; rejects when it cannot be made.
 */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await lookUp()) ?? (await create());
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
