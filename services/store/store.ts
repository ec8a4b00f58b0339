import type { TokenCredential } from '@azure/identity';
import { Kysely, Migrator, PostgresDialect, type Transaction } from 'kysely';
import { Pool, types as parsers, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Result } from '../result';
import { fail, ok } from '../result';
import { startEmbeddedServer, type EmbeddedFailure } from './embedded/server';
import { migrations } from './migrations';
import type { Tables } from './tables';

/** Where the data lies: a private server on a folder of ours, or any PostgreSQL by its URL. */
export type StoreSource =
  | { readonly type: 'embedded'; readonly folder: string }
  | {
      readonly type: 'url';
      readonly url: string;
      /** Signs in to Azure Database for PostgreSQL as the app itself instead of with a password. */
      readonly signIn?: TokenCredential;
    };

export type StoreFailure =
  | EmbeddedFailure
  | { readonly type: 'database-unreachable'; readonly host: string; readonly reason: string }
  | { readonly type: 'migration-failed'; readonly reason: string };

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

/** Azure's audience for every open-source database (learn.microsoft.com/azure/postgresql, Entra authentication). */
const entraScope = 'https://ossrdbms-aad.database.windows.net/.default';

const int8: number = parsers.builtins.INT8;
const parserOf = parsers.getTypeParser as (oid: number, format?: string) => unknown;

/** The numbers that come as 64 bits are counts of ours and stay far below 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : (parserOf(oid, format) as (text: string) => unknown),
};

/** Opens the database and brings its tables up to date; several instances may start at once. */
export async function openStore(source: StoreSource): Promise<Result<Store, StoreFailure>> {
  if (source.type === 'url') return connect(settingsOf(source));
  const server = await startEmbeddedServer(source.folder);
  if (!server.ok) return server;
  const store = await connect({ connectionString: server.value.url });
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

function settingsOf({ url, signIn }: Extract<StoreSource, { type: 'url' }>): PoolConfig {
  if (signIn === undefined) return { connectionString: url };
  const password = async () => {
    const token = await signIn.getToken(entraScope);
    if (token === null) throw new Error('No token was issued for the database');
    return token.token;
  };
  return { connectionString: url, password };
}

async function connect(settings: PoolConfig): Promise<Result<Store, StoreFailure>> {
  const connection: PoolConfig = {
    ...settings,
    types,
    application_name: 'autopilot-teams-bot',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const pool = new Pool({ ...connection, max: 12 });
  // A connection that breaks while idle is replaced by the pool; whoever needs one hears of it then.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = () => db.destroy();
  const problem = await prepare(db, pool, connection.connectionString ?? '');
  if (problem === undefined) return ok({ db, pool, connection, close });
  await close();
  return fail(problem);
}

async function prepare(db: Db, pool: Pool, url: string): Promise<StoreFailure | undefined> {
  try {
    await pool.query('select 1');
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { type: 'database-unreachable', host: hostOf(url), reason: message || (code ?? 'no answer') };
  }
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return undefined;
  return { type: 'migration-failed', reason: error instanceof Error ? error.message : JSON.stringify(error) };
}

/** Never the URL itself: it may carry a password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'DATABASE_URL';
}
