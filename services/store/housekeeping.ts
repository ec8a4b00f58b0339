import { sql } from 'kysely';
import { z } from 'zod';
import type { JobKind, Queue } from '../jobs/queue';
import type { Db } from './store';

const kind: JobKind<object> = {
  name: 'housekeeping',
  shape: z.object({}),
  retries: 2,
  retryDelaySeconds: 60,
  triesEndAfterSeconds: 300,
};

/** Once a night, UTC. */
const nightly = '17 3 * * *';

/**
 * Removes what nobody will ask for again: activities, and files that were never offered, after a day; hardware hashes
 * a week after their import; drafts of changes that nobody confirmed after two days; dialogs that were left open,
 * offers that came to nothing and watches that ended after a month; imports and closed cases of people who asked for
 * help after a quarter of a year, and changes after a year.
 */
export async function keepHouse(db: Db, queue: Queue): Promise<void> {
  await queue.work(kind, () => tidyUp(db));
  await queue.every(kind, nightly, {});
}

export async function tidyUp(db: Db): Promise<void> {
  await tidyUpImports(db);
  await tidyUpChanges(db);
  await tidyUpWaiting(db);
  await db
    .deleteFrom('inbox')
    .where('received_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
  await db
    .deleteFrom('requests')
    .where('state', 'in', ['offered', 'withdrawn', 'expired'])
    .where('changed_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
  await db
    .deleteFrom('bot_state')
    .where('changed_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
}

async function tidyUpWaiting(db: Db): Promise<void> {
  await db
    .deleteFrom('watches')
    .where('state', '=', 'ended')
    .where('changed_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
  await db
    .deleteFrom('help_cases')
    .where('state', '=', 'closed')
    .where('changed_at', '<', sql<Date>`now() - interval '90 days'`)
    .execute();
}

async function tidyUpChanges(db: Db): Promise<void> {
  await db
    .deleteFrom('changes')
    .where((eb) =>
      eb.or([
        eb('changed_at', '<', sql<Date>`now() - interval '1 year'`),
        eb.and([eb('state', '=', 'draft'), eb('created_at', '<', sql<Date>`now() - interval '2 days'`)]),
      ]),
    )
    .execute();
}

async function tidyUpImports(db: Db): Promise<void> {
  const past = (age: '1 day' | '7 days' | '30 days' | '90 days') =>
    sql<Date>`now() - ${sql.lit(age)}::interval`;
  await db
    .deleteFrom('imports')
    .where((eb) =>
      eb.or([
        eb('created_at', '<', past('90 days')),
        eb.and([
          eb('created_at', '<', past('1 day')),
          eb.or([
            eb('request_id', 'is', null),
            eb('request_id', 'in', (query) =>
              query
                .selectFrom('requests')
                .select('request_id')
                .where('state', 'in', ['offered', 'withdrawn', 'expired']),
            ),
          ]),
        ]),
      ]),
    )
    .execute();
  await db
    .updateTable('import_rows')
    .set({ hash: null })
    .where('hash', 'is not', null)
    .where('import_id', 'in', (eb) =>
      eb
        .selectFrom('imports')
        .select('import_id')
        .where((or) => or.or([or('ended_at', '<', past('7 days')), or('created_at', '<', past('30 days'))])),
    )
    .execute();
}
