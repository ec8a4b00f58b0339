import { CompiledQuery, sql } from 'kysely';
import PgBoss from 'pg-boss';
import type { z } from 'zod';
import type { Log } from '../log';
import { isRunning, type Instance } from '../store/instance';
import type { Store, Tx } from '../store/store';

/** A kind of work: what it is told, how often it is tried and when a try counts as lost. */
export interface JobKind<T extends object> {
  readonly name: string;
  readonly shape: z.ZodType<T>;
  /** Tries after the first one. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
  readonly triesEndAfterSeconds: number;
  /** Told the same when the last try failed. */
  readonly givenUp?: JobKind<T>;
}

export interface JobTry {
  readonly jobId: string;
  /** 1 for the first. */
  readonly number: number;
  /** Aborted when the bot stops: what is not finished then is given back and tried again. */
  readonly signal: AbortSignal;
}

export interface QueueCount {
  readonly queue: string;
  readonly state: string;
  readonly jobs: number;
}

/**
 * Work that outlives the process. A job is tried at least once and may be tried again, so its work must bear being
 * begun twice; a job whose instance died is given to another within seconds.
 */
export interface Queue {
  /** With `tx`, the job exists only if that transaction is committed. */
  add<T extends object>(
    kind: JobKind<T>,
    data: T,
    options?: { readonly tx?: Tx; readonly afterSeconds?: number },
  ): Promise<void>;
  work<T extends object>(kind: JobKind<T>, run: (data: T, attempt: JobTry) => Promise<void>): Promise<void>;
  /** `cron` in UTC, five fields. */
  every<T extends object>(kind: JobKind<T>, cron: string, data: T): Promise<void>;
  counts(): Promise<readonly QueueCount[]>;
  isRunning(): boolean;
  /** Lets running jobs finish for `withinMs`, then gives them back. */
  stop(withinMs: number): Promise<void>;
}

const schema = 'pgboss';
const pollSeconds = 0.5;
const recoverMs = 2000;
const workersPerKind = 4;

export async function startQueue(store: Store, instance: Instance, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => store.pool.query(text, values) },
    archiveCompletedAfterSeconds: 60 * 60,
    deleteAfterDays: 7,
    maintenanceIntervalSeconds: 300,
  });
  boss.on('error', (error) => {
    log.error({ err: { message: error.message } }, 'queue trouble');
  });
  await boss.start();

  const stopping = new AbortController();
  const workers = new Map<string, string[]>();
  let running = true;

  async function ready<T extends object>(kind: JobKind<T>): Promise<void> {
    if (kind.givenUp !== undefined) await ready(kind.givenUp);
    const options = {
      name: kind.name,
      retryLimit: kind.retries,
      retryDelay: kind.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: kind.triesEndAfterSeconds,
      ...(kind.givenUp && { deadLetter: kind.givenUp.name }),
    };
    await boss.createQueue(kind.name, options);
    await boss.updateQueue(kind.name, options);
  }

  async function runOne<T extends object>(
    kind: JobKind<T>,
    job: PgBoss.JobWithMetadata<T>,
    run: (data: T, attempt: JobTry) => Promise<void>,
  ): Promise<void> {
    const number = job.retryCount + 1;
    await store.db
      .insertInto('job_runs')
      .values({ job_id: job.id, instance: instance.id })
      .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ instance: instance.id }))
      .execute();
    log.info({ queue: kind.name, job: job.id, try: number }, 'job begun');
    try {
      await run(kind.shape.parse(job.data), { jobId: job.id, number, signal: stopping.signal });
      log.info({ queue: kind.name, job: job.id, try: number }, 'job done');
    } catch (error) {
      log.error({ queue: kind.name, job: job.id, try: number, err: describe(error) }, 'job failed');
      throw new Error('job failed', { cause: error });
    } finally {
      await store.db.deleteFrom('job_runs').where('job_id', '=', job.id).execute();
    }
  }

  /** Gives back what an instance was working on when it died. */
  async function recover(): Promise<void> {
    const { rows } = await sql<{ id: string; name: string }>`
      select job.id, job.name from ${sql.table(`${schema}.job`)} as job
      left join job_runs on job_runs.job_id = job.id
      where job.state = 'active' and case
        when job_runs.instance is null then job.started_on < now() - interval '10 seconds'
        else not ${isRunning(sql.ref('job_runs.instance'))} end`.execute(store.db);
    for (const { id, name } of rows) {
      log.warn({ queue: name, job: id }, 'job of a dead instance given back');
      await boss.fail(name, id, { reason: 'its instance died' });
    }
  }

  const recovering = setInterval(() => void recover().catch(warn), recoverMs);
  recovering.unref();
  const warn = (error: unknown) => {
    log.warn({ err: describe(error) }, 'queue not looked after');
  };
  await recover();

  return {
    async add(kind, data, { tx, afterSeconds } = {}) {
      const db = tx && {
        executeSql: async (text: string, values: unknown[]) => ({
          rows: [...(await tx.executeQuery(CompiledQuery.raw(text, values))).rows],
        }),
      };
      await boss.send(kind.name, data, {
        ...(db && { db }),
        ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
      });
      // The job is seen only once its transaction is committed; the worker looks again by itself soon after.
      setImmediate(() => {
        for (const id of workers.get(kind.name) ?? []) boss.notifyWorker(id);
      });
    },
    async work(kind, run) {
      await ready(kind);
      const options = { includeMetadata: true, pollingIntervalSeconds: pollSeconds } as const;
      const ids = await Promise.all(
        Array.from({ length: workersPerKind }, () =>
          boss.work<Parameters<typeof run>[0]>(kind.name, options, async ([job]) => {
            if (job !== undefined) await runOne(kind, job, run);
          }),
        ),
      );
      workers.set(kind.name, ids);
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
    isRunning: () => running,
    async stop(withinMs) {
      running = false;
      clearInterval(recovering);
      stopping.abort();
      await boss.stop({ graceful: true, wait: true, timeout: withinMs });
    },
  };
}

function describe(error: unknown): object {
  return error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : {};
}
