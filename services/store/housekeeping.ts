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
 * Removes what nobody will ask for again: activities after a day, dialogs that were left open and offers that came to
 * nothing after a month.
 */
export async function keepHouse(db: Db, queue: Queue): Promise<void> {
  await queue.work(kind, () => tidyUp(db));
  await queue.every(kind, nightly, {});
}

export async function tidyUp(db: Db): Promise<void> {
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
