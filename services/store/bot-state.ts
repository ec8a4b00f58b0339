import { sql } from 'kysely';
import type { Db } from './store';

type Items = Record<string, unknown>;

/** Somebody else wrote the item since it was read. */
export class StateConflict extends Error {
  constructor(readonly key: string) {
    super(`The stored state ${key} was changed meanwhile`);
  }
}

/** What the bot framework calls a `Storage`: JSON objects by key, each with an `eTag`. */
export interface BotState {
  read(keys: readonly string[]): Promise<Items>;
  /** All or nothing. An item without `eTag`, or with `*`, overwrites; another must be the stored one's: `StateConflict`. */
  write(changes: Items): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

export function createBotState(db: Db): BotState {
  return {
    async read(keys) {
      if (keys.length === 0) return {};
      const rows = await db.selectFrom('bot_state').selectAll().where('key', 'in', keys).execute();
      return Object.fromEntries(rows.map(({ key, value, etag }) => [key, { ...value, eTag: String(etag) }]));
    },
    write: (changes) =>
      db.transaction().execute(async (tx) => {
        for (const [key, item] of Object.entries(changes)) await writeOne(tx, key, item as Items);
      }),
    async delete(keys) {
      if (keys.length > 0) await db.deleteFrom('bot_state').where('key', 'in', keys).execute();
    },
  };
}

async function writeOne(tx: Db, key: string, { eTag, ...item }: Items): Promise<void> {
  const value = JSON.stringify(item);
  if (eTag === undefined || eTag === '*') {
    await tx
      .insertInto('bot_state')
      .values({ key, value, etag: 1 })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          value,
          etag: eb('bot_state.etag', '+', 1),
          changed_at: sql<Date>`now()`,
        })),
      )
      .execute();
    return;
  }
  const changed = await tx
    .updateTable('bot_state')
    .set((eb) => ({ value, etag: eb('etag', '+', 1), changed_at: sql<Date>`now()` }))
    .where('key', '=', key)
    .where('etag', '=', Number(eTag))
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new StateConflict(key);
}
