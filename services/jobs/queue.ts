import { setMaxListeners } from 'node:events';
import { sql } from 'kysely';
import PgBoss from 'pg-boss';
import type { Log } from '../log';
import { describeError } from '../redaction';
import { callOut, type Instance } from '../store/instance';
import type { Store, Tx } from '../store/store';
import type { JobKind, JobObserver, RunJob } from './job-kind';
import { bossDb, createJobTable, schema } from './job-table';
import { keepRecovering } from './recovery';
import { startWorker, type Worker } from './worker';

export type { JobKind, JobTry, RunJob } from './job-kind';

export interface QueueCount {
  readonly queue: string;
  readonly state: string;
  readonly jobs: number;
}

/**
 * Work that outlives the process. A job is tried at least once and may be tried again, so its work must bear being
 * begun twice; a job whose instance died is given to another within seconds, without losing a try.
 */
export interface Queue {
  /** With `tx`, the job exists only if that transaction is committed. */
  add<T extends object>(
    kind: JobKind<T>,
    data: T,
    options?: { readonly tx?: Tx; readonly afterSeconds?: number },
  ): Promise<void>;
  work<T extends object>(kind: JobKind<T>, run: RunJob<T>): Promise<void>;
  /** `cron` in UTC, five fields; once per due minute, whatever the number of instances. */
  every<T extends object>(kind: JobKind<T>, cron: string, data: T): Promise<void>;
  counts(): Promise<readonly QueueCount[]>;
  /** Rejects when jobs would not be worked on now. */
  check(): Promise<void>;
  /** Tells running jobs to end, lets them for `withinMs`, then gives them back. */
  stop(withinMs: number): Promise<void>;
}

/** A promise is kept also by a bot that was switched off for long; pg-boss would drop it after two weeks. */
const retentionMinutes = 365 * 24 * 60;
/** A database that does not answer must not hold up the stop; the jobs are then those of a dead instance. */
const giveBackWithinMs = 1000;

const preparing = 3_271_907;

export async function startQueue(
  store: Store,
  instance: Instance,
  log: Log,
  observe: JobObserver = () => undefined,
): Promise<Queue> {
  const boss = createBoss(store, log);
  await alone(store, () => boss.start());
  const table = createJobTable(boss, store.db, instance);
  const stopping = new AbortController();
  // Every kind of job listens.
  setMaxListeners(0, stopping.signal);
  const workers = new Map<string, Worker>();
  instance.onCall((name) => workers.get(name)?.wake());
  const recovery = keepRecovering(
    table,
    () => [...workers.values()].flatMap((worker) => worker.running()),
    log,
  );

  async function ready<T extends object>(kind: JobKind<T>): Promise<void> {
    if (kind.givenUp !== undefined) await ready(kind.givenUp);
    const options = {
      name: kind.name,
      retryLimit: kind.retries,
      retentionMinutes,
      ...(kind.givenUp && { deadLetter: kind.givenUp.name }),
    };
    await alone(store, async () => {
      await boss.createQueue(kind.name, options);
      await boss.updateQueue(kind.name, options);
    });
  }

  return {
    async add(kind, data, { tx, afterSeconds } = {}) {
      await boss.send(kind.name, data, {
        ...(tx && { db: bossDb(tx) }),
        ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
      });
      await callOut(tx ?? store.db, kind.name);
    },
    async work(kind, run) {
      await ready(kind);
      workers.set(kind.name, startWorker({ kind, run, table, stopping: stopping.signal, log, observe }));
    },
    async every(kind, cron, data) {
      await ready(kind);
      await boss.schedule(kind.name, cron, data, { tz: 'UTC' });
    },
    async counts() {
      const { rows } = await sql<QueueCount>`
        select name as queue, state::text, count(*)::integer as jobs
        from ${sql.table(`${schema}.job`)} group by name, state`.execute(store.db);
      return rows;
    },
    async check() {
      if (stopping.signal.aborted) throw new Error('The queue is stopped');
      await sql`select from ${sql.table(`${schema}.version`)}`.execute(store.db);
    },
    async stop(withinMs) {
      stopping.abort(new Error('The bot stops'));
      const all = [...workers.values()];
      const ended = Promise.all([recovery.stop(), ...all.map((worker) => worker.stop())]);
      await within(withinMs, ended);
      const givenBack = Promise.all(all.map((worker) => worker.giveBack())).catch((error: unknown) => {
        log.warn({ err: describeError(error) }, 'jobs not given back');
      });
      await within(giveBackWithinMs, givenBack);
      await boss.stop({ graceful: false });
    },
  };
}

/** pg-boss makes its schema, and a partition per queue; instances that do so at once refuse each other. */
function alone(store: Store, act: () => Promise<unknown>): Promise<void> {
  return store.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(preparing)})`.execute(tx);
    await act();
  });
}

function createBoss(store: Store, log: Log): PgBoss {
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => store.pool.query(text, values).catch(unlessUnheard(values)) },
    archiveCompletedAfterSeconds: 60 * 60,
    deleteAfterDays: 7,
    maintenanceIntervalSeconds: 300,
  });
  boss.on('error', (error) => {
    log.error({ err: describeError(error) }, 'queue trouble');
  });
  return boss;
}

/**
 * pg-boss 10 does not wait for the end of its own schedule's jobs: a rejection there would be nobody's and end the
 * process. Such a job expires and is done again.
 */
function unlessUnheard(values: readonly unknown[] | undefined) {
  return (error: unknown): { rows: unknown[] } => {
    const [queue, ids] = values ?? [];
    if (queue === '__pgboss__send-it' && Array.isArray(ids)) return { rows: [{ count: 0 }] };
    throw error;
  };
}

async function within(ms: number, ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resume) => {
    timer = setTimeout(resume, ms);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
