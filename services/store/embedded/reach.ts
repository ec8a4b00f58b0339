import { spawn } from 'node:child_process';
import { closeSync, constants, fchownSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';
import type { DataFolder } from './data-folder';
import { databaseUser } from './new-database';
import { disownPostmasterFile, readPostmaster, type Postmaster } from './postmaster';
import { endWithProcess, letOutlive } from './process-end';

/** Recovery after a crash reads the log of writes again, which may take a while. */
const readyWithinMs = 60_000;
const pollMs = 25;
const mostLaunches = 5;
/** Times the launches so far: the processes of a server that was killed need a moment to end. */
const launchPauseMs = 200;
const wrongPassword = '28P01';

/** What is needed to run a server on a folder. */
export interface Site {
  readonly binaries: Binaries;
  readonly account: ServerAccount | undefined;
  readonly data: DataFolder;
}

export interface Reached extends Postmaster {
  /** Whether the server was started for this. */
  readonly launched: boolean;
  /** A connection for whoever owns the folder. */
  readonly owner: Client;
}

/**
 * Connects to the server that runs on the folder, or launches one; on `port` if it is given. Undefined when it did
 * not come up or `signal` was aborted.
 */
export async function reach(
  site: Site,
  { signal, port }: { readonly signal?: AbortSignal; readonly port?: number } = {},
): Promise<Reached | undefined> {
  const until = performance.now() + readyWithinMs;
  let launches = 0;
  let running = false;
  while (performance.now() < until && signal?.aborted !== true) {
    const postmaster = await readPostmaster(site.data.database);
    const owner = postmaster && (await connect(postmaster, site.data.password));
    if (owner === 'refused') return undefined;
    if (postmaster && owner) return { ...postmaster, owner, launched: launches > 0 };
    if (postmaster === undefined && !running) {
      if (launches === mostLaunches) return undefined;
      await pause(launchPauseMs * launches);
      launches += 1;
      running = true;
      await launch(site, port ?? (await freePort()), () => {
        running = false;
      });
    }
    await pause(pollMs);
  }
  return undefined;
}

export function urlOf(port: number, password: string, database: string): string {
  return `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
}

/** In a session of its own: Ctrl-C ends the bot, and the bot ends the server when its work is put down. */
async function launch({ binaries, account, data }: Site, port: number, onExit: () => void): Promise<void> {
  await disownPostmasterFile(data.database);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'max_connections=60',
    'shared_buffers=32MB',
    'timezone=UTC',
  ];
  const options = ['-D', data.database, ...settings.flatMap((setting) => ['-c', setting])];
  const log = openLog(data.serverLog, account);
  const child = spawn(binaries.postgres, options, {
    ...account,
    cwd: data.path,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) endWithProcess(pid);
  child.once('error', onExit);
  child.once('exit', () => {
    if (pid !== undefined) letOutlive(pid);
    onExit();
  });
  child.unref();
}

/** Root opens it in another account's folder: for that account, and through no link that it may have laid. */
function openLog(file: string, account: ServerAccount | undefined): number {
  if (account === undefined) return openSync(file, 'w', 0o600);
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  const log = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600);
  fchownSync(log, account.uid, account.gid);
  return log;
}

/** `refused` when waiting does not help. */
async function connect({ port }: Postmaster, password: string): Promise<Client | 'refused' | undefined> {
  const connectionString = urlOf(port, password, 'postgres');
  const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
  // The server may end at any time; whoever uses the database hears of it from the pool.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    return (error as { code?: string }).code === wrongPassword ? 'refused' : undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
