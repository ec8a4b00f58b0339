import { sql } from 'kysely';
import { isRunning, type Instance } from './instance';
import type { Db } from './store';

export interface ConversationKey {
  readonly tenantId: string;
  readonly conversationId: string;
}

/**
 * One instance at a time delivers to a conversation, so that order is kept: it holds a row, which counts only while
 * the instance lives.
 */
export interface DeliveryTurns {
  /** False while somebody has it: whoever does looks once more for what is due after letting go. */
  take(key: ConversationKey): Promise<boolean>;
  letGo(key: ConversationKey): Promise<void>;
}

/** No delivery lasts so long: whoever holds it could not let go. */
const heldTooLong = sql`interval '5 minutes'`;

export function createTurns(db: Db, instance: Instance): DeliveryTurns {
  const held = new Set<string>();
  const nameOf = ({ tenantId, conversationId }: ConversationKey) => `${tenantId}\n${conversationId}`;
  return {
    async take(key) {
      const name = nameOf(key);
      if (held.has(name)) return false;
      held.add(name);
      let taken = false;
      try {
        taken = await takeRow(db, instance, key);
      } finally {
        if (!taken) held.delete(name);
      }
      return taken;
    },
    async letGo(key) {
      const own = { ...columnsOf(key), instance: instance.id };
      try {
        await db
          .deleteFrom('deliveries')
          .where((eb) => eb.and(own))
          .execute();
      } finally {
        held.delete(nameOf(key));
      }
    },
  };
}

export function columnsOf({ tenantId, conversationId }: ConversationKey) {
  return { tenant_id: tenantId, conversation_id: conversationId };
}

/** Takes it from nobody, from the dead, and from itself: it may once have failed to let go. */
async function takeRow(db: Db, { id: instance }: Instance, key: ConversationKey): Promise<boolean> {
  const row = await db
    .insertInto('deliveries')
    .values({ ...columnsOf(key), instance })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'conversation_id'])
        .doUpdateSet({ instance, taken_at: sql<Date>`now()` })
        .where(
          sql<boolean>`deliveries.instance = ${instance} or not ${isRunning(sql.ref('deliveries.instance'))}
            or deliveries.taken_at < now() - ${heldTooLong}`,
        ),
    )
    .returning('instance')
    .executeTakeFirst();
  return row !== undefined;
}
