import { Client } from 'pg';
import { sql, type RawBuilder } from 'kysely';
import type { Log } from '../log';
import type { Store } from './store';

/** The namespace of the locks by which running instances are known. */
export const instanceLocks = 3_271_906;

const reconnectMs = 500;

/** This run of the bot among those that share the database. */
export interface Instance {
  readonly id: number;
  stop(): Promise<void>;
}

/**
 * Takes a number of its own and holds a lock on it for as long as the process lives: the database lets go of it the
 * moment the process dies, so nobody needs a heartbeat or a clock to know whose work was left lying.
 */
export async function joinInstances(store: Store, log: Log): Promise<Instance> {
  const { rows } = await sql<{ id: number }>`select nextval('instance_ids')::integer as id`.execute(store.db);
  const id = rows[0]?.id ?? 0;
  let stopped = false;
  const isStopped = () => stopped;
  let client: Client | undefined;

  const hold = async (): Promise<void> => {
    const next = new Client(store.connection);
    next.on('error', () => undefined);
    try {
      await next.connect();
      await next.query('select pg_advisory_lock($1, $2)', [instanceLocks, id]);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    if (isStopped()) return next.end();
    next.once('end', () => {
      if (isStopped()) return;
      log.warn({ instance: id }, 'database connection lost');
      holdSoon();
    });
  };
  const holdSoon = () => {
    setTimeout(() => {
      if (!stopped) hold().catch(holdSoon);
    }, reconnectMs).unref();
  };

  await hold();
  return {
    id,
    async stop() {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}

/** SQL that is true while instance `id` lives. */
export function isRunning(id: RawBuilder<unknown>) {
  return sql<boolean>`exists (
    select from pg_locks
    where locktype = 'advisory' and classid = ${sql.lit(instanceLocks)} and objid = ${id}::oid and granted
      and database = (select oid from pg_database where datname = current_database())
  )`;
}
