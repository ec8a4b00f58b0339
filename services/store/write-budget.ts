import { sql, type RawBuilder } from 'kysely';
import type { WriteBudget } from '../graph/write-budget';
import { fail, ok } from '../result';
import { isDatabaseAway } from './database-trouble';
import type { Db } from './store';

/** So many at once after a rest, and so many a second from then on. */
interface WriteRate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * At most 95 in any 20 s; Intune takes 100 (facts: graph §8.2). The rest is for requests that start apart and arrive
 * together.
 */
const intuneRate: WriteRate = { burst: 20, perSecond: 3.75 };

/** Nobody reserves further ahead; what lies beyond comes from a database clock that was set back. */
const longestWaitMs = 10 * 60 * 1000;

const databaseAwayMs = 2000;

/**
 * The write budget of all instances on one database. Every write moves one instant onwards by what it costs, and may
 * be sent when that instant is less than a burst ahead: first come, first served, in one statement. The time is the
 * database's, which all instances share.
 */
export function createWriteBudget(db: Db, { burst, perSecond }: WriteRate = intuneRate): WriteBudget {
  const costMs = 1000 / perSecond;
  const burstMs = burst * costMs;
  return {
    async reserve(writes, withinMs) {
      const neededMs = writes * costMs;
      const allowedMs = burstMs + Math.min(Math.max(withinMs, 0), longestWaitMs);
      try {
        const reserved = await db
          .updateTable('write_budget')
          .set({ taken_until: sql<Date>`${takenUntil} + ${ms(neededMs)}` })
          .where(sql<boolean>`${takenUntil} + ${ms(neededMs)} <= clock_timestamp() + ${ms(allowedMs)}`)
          .returning(aheadMs(sql`taken_until`).as('ahead'))
          .executeTakeFirst();
        if (reserved) return ok(Math.max(0, Math.ceil(reserved.ahead - burstMs)));
        const { ahead } = await db
          .selectFrom('write_budget')
          .select(aheadMs(takenUntil).as('ahead'))
          .executeTakeFirstOrThrow();
        return fail({ retryAfterMs: Math.max(0, Math.ceil(ahead + neededMs - burstMs)) });
      } catch (error) {
        if (isDatabaseAway(error)) return fail({ retryAfterMs: databaseAwayMs });
        throw error;
      }
    },
  };
}

/** From when the next write counts: now, unless more was taken already. */
const takenUntil = sql`case when taken_until <= clock_timestamp() + ${ms(2 * longestWaitMs)}
  then greatest(taken_until, clock_timestamp()) else clock_timestamp() end`;

function ms(value: number): RawBuilder<unknown> {
  return sql`${value}::float8 * interval '1 millisecond'`;
}

function aheadMs(instant: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(extract(epoch from ${instant} - clock_timestamp()) * 1000)::float8`;
}
