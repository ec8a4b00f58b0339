import type { Socket } from 'node:net';
import { Client } from 'pg';
import { sql, type RawBuilder } from 'kysely';
import type { Log } from '../log';
import { endClient } from './end-client';
import type { Db, Store } from './store';

/** The namespace of the locks by which running instances are known. */
const instanceLocks = 3_271_906;

const calls = 'autopilot_calls';
const reconnectMs = 500;
const pingMs = 5000;

/** This run of the bot among those that share the database. */
export interface Instance {
  readonly id: number;
  /** Told each name that any instance called out, its own calls included; a call may get lost. */
  onCall(listener: (name: string) => void): void;
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
  const listeners: ((name: string) => void)[] = [];

  const hold = async (): Promise<void> => {
    const next = new Client({ ...store.connection, query_timeout: pingMs });
    next.on('error', () => undefined);
    next.on('notification', ({ payload = '' }) => {
      for (const listener of listeners) listener(payload);
    });
    try {
      await next.connect();
      await next.query(noticeQuietDeaths);
      await next.query('select pg_advisory_lock($1, $2)', [instanceLocks, id]);
      await next.query(`listen ${calls}`);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    if (isStopped()) return next.end();
    const pinging = keepPinging(next);
    next.once('end', () => {
      clearInterval(pinging);
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
    onCall: (listener) => void listeners.push(listener),
    async stop() {
      stopped = true;
      await endClient(client);
    },
  };
}

/** The server lets go of the lock within half a minute when this machine or the network is gone without a word. */
const noticeQuietDeaths =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/** Something between here and there may drop an idle connection without telling this side. */
function keepPinging(client: Client): NodeJS.Timeout {
  return setInterval(() => {
    client.query('select 1').catch(() => {
      (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    });
  }, pingMs).unref();
}

/** Wakes whoever waits for this name; within a transaction, once that is committed. */
export async function callOut(db: Db, name: string): Promise<void> {
  await sql`select pg_notify(${calls}, ${name})`.execute(db);
}

/** SQL that is true while instance `id` lives. */
export function isRunning(id: RawBuilder<unknown>) {
  return sql<boolean>`exists (
    select from pg_locks
    where locktype = 'advisory' and classid = ${sql.lit(instanceLocks)} and objid = ${id}::oid and granted
      and database = (select oid from pg_database where datname = current_database())
  )`;
}
