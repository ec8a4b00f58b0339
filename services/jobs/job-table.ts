import { CompiledQuery, sql } from 'kysely';
import type PgBoss from 'pg-boss';
import { isRunning, type Instance } from '../store/instance';
import type { Db, Tx } from '../store/store';
import type { JobKind } from './job-kind';

export const schema = 'pgboss';
const jobs = sql.table(`${schema}.job`);

/** Beyond what a try may last: the try's own instance notices first. */
const expiryMarginSeconds = 60;
/** A job taken in a transaction whose end was never heard of is nobody's after this. */
const overlooked = sql`interval '10 seconds'`;
/** A job that takes its process down so often is itself the cause, and from then on each death costs it a try. */
const mostDeaths = 10;

export interface TakenJob {
  readonly id: string;
  readonly number: number;
  readonly data: unknown;
}

/** Who works on which job: every change of a job's state is one transaction with the note about its instance. */
export interface JobTable {
  /** Up to `most` jobs that are due; they belong to this instance from now on. */
  take(kind: JobKind<never>, most: number): Promise<readonly TakenJob[]>;
  isOurs(id: string): Promise<boolean>;
  /** All three are false when the job does not belong to this instance any more. */
  complete(queue: string, id: string): Promise<boolean>;
  fail(queue: string, id: string, reason: string): Promise<boolean>;
  /** Due again at once, and the try does not count. */
  giveBack(queue: string, id: string): Promise<boolean>;
  /** Jobs under way whose instance does not live, and those of this one that it does not know of. */
  abandoned(running: readonly string[]): Promise<readonly AbandonedJob[]>;
  /** False when another instance was quicker. */
  recover(job: AbandonedJob): Promise<boolean>;
}

interface AbandonedJob {
  readonly id: string;
  readonly queue: string;
  /** Null for a job of pg-boss's own. */
  readonly instance: number | null;
}

export function createJobTable(boss: PgBoss, db: Db, instance: Instance): JobTable {
  /** Does `act` if the job is this instance's, and it then is nobody's. */
  const end = (id: string, act: (tx: Tx) => Promise<unknown>) =>
    db.transaction().execute(async (tx) => {
      const own = await tx
        .deleteFrom('job_runs')
        .where('job_id', '=', id)
        .where('instance', '=', instance.id)
        .returning('job_id')
        .executeTakeFirst();
      if (own !== undefined) await act(tx);
      return own !== undefined;
    });

  return {
    take: (kind, most) =>
      db.transaction().execute(async (tx) => {
        const options = { includeMetadata: true, batchSize: most, db: bossDb(tx) } as const;
        const taken = await boss.fetch<object>(kind.name, options);
        if (taken.length === 0) return [];
        const ids = taken.map(({ id }) => id);
        await keepTo(tx, kind, ids);
        await tx
          .insertInto('job_runs')
          .values(ids.map((job_id) => ({ job_id, instance: instance.id })))
          .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ instance: instance.id }))
          .execute();
        return taken.map(({ id, retryCount, data }) => ({ id, number: retryCount + 1, data }));
      }),
    async isOurs(id) {
      const own = db.selectFrom('job_runs').select('job_id').where('job_id', '=', id);
      return (await own.where('instance', '=', instance.id).executeTakeFirst()) !== undefined;
    },
    complete: (queue, id) => end(id, (tx) => boss.complete(queue, id, {}, { db: bossDb(tx) })),
    fail: (queue, id, reason) => end(id, (tx) => boss.fail(queue, id, { reason }, { db: bossDb(tx) })),
    giveBack: (queue, id) => end(id, (tx) => dueAgain(tx, queue, id)),
    async abandoned(running) {
      const { rows } = await sql<AbandonedJob>`
        select job.id, job.name as queue, job_runs.instance from ${jobs} as job
        left join job_runs on job_runs.job_id = job.id
        where job.state = 'active' and case
          when job_runs.instance is null or job_runs.instance = ${instance.id}
            then job.started_on < now() - ${overlooked} and not job.id = any(${running})
          else not ${isRunning(sql.ref('job_runs.instance'))} end`.execute(db);
      return rows;
    },
    recover: ({ id, queue, instance: dead }) =>
      db.transaction().execute(async (tx) => {
        const noted = await sql<{ deaths: number }>`
          update job_runs set instance = 0, deaths = deaths + 1
          where job_id = ${id} and instance = ${dead} returning deaths`.execute(tx);
        if (dead !== null && noted.rows.length === 0) return false;
        if ((noted.rows[0]?.deaths ?? 0) <= mostDeaths) await dueAgain(tx, queue, id);
        else await boss.fail(queue, id, { reason: 'its instance died' }, { db: bossDb(tx) });
        return true;
      }),
  };
}

/** What pg-boss does with it, it does in `tx`. */
export function bossDb(tx: Tx): PgBoss.Db {
  return {
    executeSql: async (text: string, values: unknown[]) => ({
      rows: [...(await tx.executeQuery(CompiledQuery.raw(text, values))).rows],
    }),
  };
}

/** The limits are those of the code: a job may be older than it, or come from another queue that gave up. */
async function keepTo(tx: Tx, kind: JobKind<never>, ids: readonly string[]): Promise<void> {
  const expireIn = kind.triesEndAfterSeconds + expiryMarginSeconds;
  await sql`update ${jobs} set retry_limit = ${kind.retries}, retry_delay = ${kind.retryDelaySeconds},
    retry_backoff = true, expire_in = make_interval(secs => ${expireIn})
    where name = ${kind.name} and id = any(${ids})`.execute(tx);
}

/** pg-boss counts a try when it takes a job that was begun before; this one was not. */
async function dueAgain(tx: Tx, queue: string, id: string): Promise<void> {
  await sql`update ${jobs} set state = 'retry', started_on = null, start_after = now()
    where name = ${queue} and id = ${id} and state = 'active'`.execute(tx);
}
