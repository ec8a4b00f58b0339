import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { parse, toClientConfig } from 'pg-connection-string';
import { Kysely, Migrator, PostgresDialect, type Transaction } from 'kysely';
import { Pool, types as parsers, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Log } from '../log';
import type { Result } from '../result';
import { fail, ok } from '../result';
import { startEmbeddedServer, type EmbeddedFailure } from './embedded/server';
import { migrations } from './migrations';
import type { Tables } from './tables';

interface DatabaseAddress {
  readonly url: string;
  /** Asked at every new connection, in place of the URL's password. */
  readonly password?: () => Promise<string>;
}

/** Where the data lies: a private server on a folder of ours, or any PostgreSQL by its URL. */
export type StoreSource =
  { readonly type: 'embedded'; readonly folder: string } | ({ readonly type: 'url' } & DatabaseAddress);

export type StoreFailure =
  | EmbeddedFailure
  | { readonly type: 'database-unreachable'; readonly host: string; readonly reason: string }
  | { readonly type: 'migration-failed'; readonly reason: string };

/** The bot cannot start without its store. */
export class StoreUnavailable extends Error {
  constructor(readonly failure: StoreFailure) {
    super(`The store is unavailable: ${failure.type}`);
  }
}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface Store {
  readonly db: Db;
  /** For the queue, which brings its own SQL. */
  readonly pool: Pool;
  /** What a connection outside the pool needs. */
  readonly connection: PoolConfig;
  close(): Promise<void>;
}

/** Nothing we ask takes so long; a connection that went silent is not waited for. */
const queryTimeoutMs = 8000;

const closeMs = 2000;

const int8: number = parsers.builtins.INT8;
const parserOf = parsers.getTypeParser as (oid: number, format?: string) => unknown;

/** The numbers that come as 64 bits are counts of ours and stay far below 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : (parserOf(oid, format) as (text: string) => unknown),
};

/** Opens the database and brings its tables up to date; several instances may start at once. */
export async function openStore(source: StoreSource, log?: Log): Promise<Result<Store, StoreFailure>> {
  if (source.type === 'url') return connect(source);
  const server = await startEmbeddedServer(source.folder, log);
  if (!server.ok) return server;
  const store = await connect({ url: server.value.url });
  if (!store.ok) {
    await server.value.stop();
    return store;
  }
  return ok({
    ...store.value,
    async close() {
      await store.value.close();
      await server.value.stop();
    },
  });
}

async function connect(address: DatabaseAddress): Promise<Result<Store, StoreFailure>> {
  // Migrations may take their time, and wait for those of another instance.
  const patient = poolOf(address);
  const problem = (await unreachable(patient)) ?? (await migrate(patient.db));
  await patient.close();
  return problem === undefined ? ok(poolOf(address, queryTimeoutMs)) : fail(problem);
}

/** Connections to a database, not yet tried; without `timeoutMs` a query may take as long as it wants. */
export function poolOf({ url, password }: DatabaseAddress, timeoutMs?: number): Store {
  const connection: PoolConfig = {
    // A URL handed on as it is would bring its own, empty password.
    ...toClientConfig(parse(url)),
    ...(password && { password }),
    types,
    application_name: 'autopilot-teams-bot',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(timeoutMs !== undefined && { query_timeout: timeoutMs, statement_timeout: timeoutMs }),
  };
  const pool = new Pool({ ...connection, max: 12 });
  // A connection that breaks while idle is replaced by the pool; whoever needs one hears of it then.
  pool.on('error', () => undefined);
  // One that breaks between two statements of a transaction would otherwise end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, connection, close: () => closeWithin(db, pool) };
}

/** A connection whose query hangs is not waited for: the process is about to end. */
async function closeWithin(db: Db, pool: Pool): Promise<void> {
  const late = setTimeout(closeMs, 'late', { ref: false });
  if ((await Promise.race([db.destroy(), late])) !== 'late') return;
  for (const client of clientsOf(pool)) client.connection.stream.destroy();
}

/** pg tells nobody which connections a pool has. */
function clientsOf(pool: Pool): readonly { readonly connection: { readonly stream: Socket } }[] {
  return (pool as unknown as { _clients: { connection: { stream: Socket } }[] })._clients;
}

export async function unreachable({ pool, connection }: Store): Promise<StoreFailure | undefined> {
  try {
    await pool.query('select 1');
    return undefined;
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const host = `${connection.host ?? ''}:${connection.port ?? 5432}`;
    return { type: 'database-unreachable', host, reason: message || (code ?? 'no answer') };
  }
}

async function migrate(db: Db): Promise<StoreFailure | undefined> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return undefined;
  return { type: 'migration-failed', reason: error instanceof Error ? error.message : JSON.stringify(error) };
}
