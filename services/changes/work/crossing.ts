import { sql } from 'kysely';
import type { Db, Tx } from '../../store/store';

/** How other changes of the same devices stand. */
export interface Crossing {
  /** One of them writes just now. */
  readonly isBusy: boolean;
  /** Another text as soon as one of them moved. */
  readonly mark: string;
}

export async function crossingOf(db: Db, id: number): Promise<Crossing> {
  const { rows } = await sql<{ busy: boolean; mark: string }>`
    select coalesce(bool_or(state = 'applying'), false) as busy,
      coalesce(string_agg(change_id || ':' || revision, ',' order by change_id), '') as mark
    from changes where change_id in (
      select theirs.change_id from change_devices mine
      join change_devices theirs using (registration_id)
      where mine.change_id = ${id} and theirs.change_id <> ${id})`.execute(db);
  return { isBusy: rows[0]?.busy ?? false, mark: rows[0]?.mark ?? '' };
}

/**
 * Whether another change writes to one of these devices, or moved since they were read. Changes that begin at the same
 * moment ask one after the other.
 */
export async function isCrossed(tx: Tx, id: number, before: Crossing): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('changes begin to write', 0))`.execute(tx);
  const now = await crossingOf(tx, id);
  return now.isBusy || now.mark !== before.mark;
}
