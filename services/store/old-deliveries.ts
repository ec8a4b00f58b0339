import { sql } from 'kysely';
import type { Db } from './store';

const kept = sql`case when state <> 'sent' then interval '7 days' when action = 'send' then interval '90 days'
  else interval '1 day' end`;

/**
 * Removes what came to its end: delivered messages after a day, the others after a week. Of a new message that was
 * delivered only the content goes; which one it became is known for 90 days, so that it can be edited.
 */
export async function removeOldDeliveries(db: Db): Promise<void> {
  await db
    .deleteFrom('outgoing')
    .where('state', 'in', ['sent', 'unsure', 'failed'])
    .where(sql<boolean>`changed_at < now() - ${kept}`)
    .execute();
  await db
    .updateTable('outgoing')
    .set({ activity: '{}' })
    .where('state', '=', 'sent')
    .where('action', '=', 'send')
    .where(sql<boolean>`changed_at < now() - interval '1 day' and activity <> '{}'`)
    .execute();
}
