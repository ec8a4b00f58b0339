import { sql } from 'kysely';
import { isRunning, type Instance } from './instance';
import type { Db } from './store';

export interface Arrival {
  readonly conversationId: string;
  readonly activityId: string;
  /** The same for a repetition that comes under another id; empty for what is never repeated so. */
  readonly fingerprint: string;
}

/**
 * Lets each activity be answered once, by one instance. Teams sends an activity again after 15 s without an answer,
 * with the same id, and a layer behind it once more with a new one (facts: Teams §9). An activity whose instance died
 * before it had finished is answered again.
 */
export interface Inbox {
  /** True when the caller is to answer it. */
  claim(arrival: Arrival): Promise<boolean>;
  /** `failed`: what the person says again is not a repetition, they were asked to. */
  finish(arrival: Arrival, outcome: 'answered' | 'failed'): Promise<void>;
}

/** Teams repeats only what took longer than this, and within a minute after. */
const slowTurn = sql`interval '10 seconds'`;
const repetitionsEnd = sql`interval '1 minute'`;
/** No turn takes so long; one that was never marked as finished does not keep its words for ever. */
const longestTurn = sql`interval '2 minutes'`;

/** How many of its own an instance remembers, so that most repetitions do not reach the database. */
const remembered = 5000;

export function createInbox(db: Db, instance: Instance): Inbox {
  const own = new Set<string>();
  return {
    async claim(arrival) {
      const key = `${arrival.conversationId}\n${arrival.activityId}`;
      if (own.has(key)) return false;
      own.add(key);
      const [oldest] = own;
      if (own.size > remembered && oldest !== undefined) own.delete(oldest);
      try {
        return await claimIn(db, instance, arrival);
      } catch (error) {
        own.delete(key);
        throw error;
      }
    },
    async finish({ conversationId, activityId }, outcome) {
      await db
        .updateTable('inbox')
        .set({ finished_at: sql<Date>`now()`, ...(outcome === 'failed' && { fingerprint: '' }) })
        .where('conversation_id', '=', conversationId)
        .where('activity_id', '=', activityId)
        .execute();
    },
  };
}

function claimIn(
  db: Db,
  instance: Instance,
  { conversationId, activityId, fingerprint }: Arrival,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const key = `${conversationId}\n${fingerprint || activityId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
    if (fingerprint !== '' && (await isRepetition(tx, { conversationId, activityId, fingerprint })))
      return false;
    const claimed = await tx
      .insertInto('inbox')
      .values({
        conversation_id: conversationId,
        activity_id: activityId,
        fingerprint,
        instance: instance.id,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['conversation_id', 'activity_id'])
          .doUpdateSet({ instance: instance.id, received_at: sql<Date>`now()` })
          .where('inbox.finished_at', 'is', null)
          .where(sql<boolean>`not ${isRunning(sql.ref('inbox.instance'))}`),
      )
      .returning('activity_id')
      .executeTakeFirst();
    return claimed !== undefined;
  });
}

async function isRepetition(tx: Db, { conversationId, activityId, fingerprint }: Arrival): Promise<boolean> {
  const twin = await tx
    .selectFrom('inbox as twin')
    .select('twin.activity_id')
    .where('twin.conversation_id', '=', conversationId)
    .where('twin.fingerprint', '=', fingerprint)
    .where('twin.activity_id', '<>', activityId)
    .where(
      sql<boolean>`case when twin.finished_at is null
        then twin.received_at > now() - ${longestTurn} and ${isRunning(sql.ref('twin.instance'))}
        else twin.finished_at - twin.received_at > ${slowTurn}
          and twin.finished_at > now() - ${repetitionsEnd} end`,
    )
    .executeTakeFirst();
  return twin !== undefined;
}
