import { sql } from 'kysely';
import type { Clock } from '../../clock';
import type { Queue } from '../../jobs/queue';
import { everyMinute, keepRound } from '../../jobs/round';
import type { Db } from '../../store/store';
import type { ImportQueue } from '../import-queue';
import type { Imports } from './imports';

/** Three batches of Graph's; as many writes as the budget gives in a quarter of a minute. */
const recordsInOneGo = 60;
const goesInOneRun = 3;
/** A record that cannot be removed for so long is left to the administrators. */
const triedForMs = 7 * 24 * 3600 * 1000;

const round = { name: 'import-list', cron: everyMinute, endsAfterSeconds: 120 };

/**
 * Records stay in Intune's import list until they are deleted. Those that this bot put there go when their import is
 * settled, or its request has ended otherwise; nobody waits for that, and no other records are touched.
 */
export function createTidying(db: Db, queue: ImportQueue, clock: Clock): Imports['tidy'] {
  return async (signal) => {
    for (let go = 0; go < goesInOneRun && !signal.aborted; go += 1) {
      const { rows } = await sql<{ record_id: string }>`
        select r.record_id from import_rows r
        join imports i using (import_id)
        join requests q using (request_id)
        where r.record_id is not null and i.created_at > ${new Date(clock.now() - triedForMs)}
          and (i.settled_at is not null or q.state in ('done', 'failed', 'refused'))
        order by random() limit ${recordsInOneGo}`.execute(db);
      if (rows.length === 0) return false;
      const removed = await queue.remove(rows.map(({ record_id: id }) => id));
      const gone = removed.filter((each) => each.gone).map(({ id }) => id);
      if (gone.length === 0) return true;
      await db.updateTable('import_rows').set({ record_id: null }).where('record_id', 'in', gone).execute();
    }
    return true;
  };
}

export async function keepImportListTidy(queue: Queue, imports: Pick<Imports, 'tidy'>): Promise<void> {
  await keepRound(queue, round, async (_, { signal }) => {
    await imports.tidy(signal);
  });
}
