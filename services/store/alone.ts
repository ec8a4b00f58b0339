import { sql } from 'kysely';
import type { Db } from './store';

/** Does something that nobody else does at this moment, in whatever instance; skips it while somebody does. */
export async function alone(db: Db, name: string, act: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`.execute(tx);
    if (rows[0]?.mine === true) await act();
  });
}
