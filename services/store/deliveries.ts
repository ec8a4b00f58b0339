import { sql, type Selectable } from 'kysely';
import { columnsOf, createTurns, type ConversationKey, type DeliveryTurns } from './delivery-turns';
import type { Instance } from './instance';
import { removeOldDeliveries } from './old-deliveries';
import { targetColumns, type AddressedMessage, type PromisedMessage } from './outgoing';
import type { Db, Tx } from './store';
import type { Tables } from './tables';

/** A promised message on its way. */
export interface Delivery {
  readonly id: number;
  /** Changes when a later edit takes its place. */
  readonly revision: number;
  /** Tries that came to nothing. */
  readonly attempts: number;
  readonly isDue: boolean;
  readonly message: PromisedMessage;
}

interface Postponement {
  readonly seconds: number;
  /** What `Delivery.attempts` becomes. */
  readonly attempts: number;
}

/** Takes promised messages to their end, in order; for whoever has the conversation's turn. */
export interface Deliveries extends DeliveryTurns {
  isDue(key: ConversationKey): Promise<boolean>;
  /**
   * Puts in order what somebody who died had begun: an edit or a deletion waits again, a message of which nobody knows
   * whether Teams took it is `unsure`; those are given back.
   */
  tidy(key: ConversationKey): Promise<readonly Delivery[]>;
  first(key: ConversationKey): Promise<Delivery | undefined>;
  /** With the id of the message it edits, which was promised before it; undefined when that is not known to be there. */
  addressed(message: PromisedMessage): Promise<AddressedMessage | undefined>;
  /** False when it is not as it was read any more, or the conversation is not this instance's. */
  begin(delivery: Delivery): Promise<boolean>;
  end(delivery: Delivery, state: 'sent' | 'unsure' | 'failed', messageId?: string): Promise<void>;
  /** It waits again; a later edit of the same message takes its place. */
  postpone(tx: Tx, delivery: Delivery, pause: Postponement): Promise<void>;
  /** Conversations in which something is due and has been for a while. */
  overdue(): Promise<readonly ConversationKey[]>;
  /** Removes what came to its end some time ago. */
  removeOld(): Promise<void>;
}

const overlooked = sql`interval '1 minute'`;
const changedNow = { changed_at: sql<Date>`now()` };

export function createDeliveries(db: Db, instance: Instance): Deliveries {
  const waiting = (key: ConversationKey) =>
    db
      .selectFrom('outgoing')
      .selectAll()
      .select(sql<boolean>`due_at <= now()`.as('is_due'))
      .where((eb) => eb.and(columnsOf(key)))
      .where('state', '=', 'waiting')
      .orderBy('outgoing_id')
      .limit(1)
      .executeTakeFirst();

  return {
    ...createTurns(db, instance),
    async isDue(key) {
      return (await waiting(key))?.is_due === true;
    },
    tidy: (key) => db.transaction().execute((tx) => tidyBegun(tx, key)),
    async first(key) {
      const row = await waiting(key);
      return row && deliveryOf(row, row.is_due);
    },
    addressed: (message) => addressed(db, message),
    begin: (delivery) => begin(db, instance, delivery),
    async end({ id, revision }, state, messageId) {
      await db
        .updateTable('outgoing')
        .set({ state, ...(messageId !== undefined && { message_id: messageId }), ...changedNow })
        .where('outgoing_id', '=', id)
        .where('revision', '=', revision)
        .execute();
    },
    postpone,
    async overdue() {
      const rows = await db
        .selectFrom('outgoing')
        .select(['tenant_id as tenantId', 'conversation_id as conversationId'])
        .distinct()
        .where('state', 'in', ['waiting', 'sending'])
        .where(sql<boolean>`greatest(due_at, changed_at) < now() - ${overlooked}`)
        .execute();
      return rows;
    },
    removeOld: () => removeOldDeliveries(db),
  };
}

async function addressed(db: Db, message: PromisedMessage): Promise<AddressedMessage | undefined> {
  if (!('sentAs' in message)) return message;
  const { sentAs, ...edit } = message;
  const row = await db
    .selectFrom('outgoing')
    .select('message_id')
    .where((eb) => eb.and(columnsOf(message)))
    .where('outgoing_id', '=', sentAs)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  const targetId = row?.message_id ?? undefined;
  return targetId === undefined ? undefined : { ...edit, targetId };
}

async function begin(db: Db, instance: Instance, { id, revision }: Delivery): Promise<boolean> {
  const begun = await db
    .updateTable('outgoing')
    .set({ state: 'sending', ...changedNow })
    .where('outgoing_id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('deliveries')
          .whereRef('deliveries.tenant_id', '=', 'outgoing.tenant_id')
          .whereRef('deliveries.conversation_id', '=', 'outgoing.conversation_id')
          .where('deliveries.instance', '=', instance.id),
      ),
    )
    .executeTakeFirst();
  return begun.numUpdatedRows === 1n;
}

async function tidyBegun(tx: Tx, key: ConversationKey): Promise<readonly Delivery[]> {
  const rows = await tx
    .selectFrom('outgoing')
    .selectAll()
    .where((eb) => eb.and(columnsOf(key)))
    .where('state', '=', 'sending')
    .orderBy('outgoing_id')
    .execute();
  const begun = rows.map((row) => deliveryOf(row, false));
  for (const delivery of begun) {
    if (delivery.message.action !== 'send')
      await postpone(tx, delivery, { seconds: 0, attempts: delivery.attempts + 1 });
  }
  const unsure = begun.filter(({ message }) => message.action === 'send');
  if (unsure.length > 0) {
    const ids = unsure.map(({ id }) => id);
    await tx
      .updateTable('outgoing')
      .set({ state: 'unsure', ...changedNow })
      .where('outgoing_id', 'in', ids)
      .execute();
  }
  return unsure;
}

async function postpone(
  tx: Tx,
  { id, message }: Delivery,
  { seconds, attempts }: Postponement,
): Promise<void> {
  const due_at = sql<Date>`now() + make_interval(secs => ${seconds})`;
  if (message.action === 'edit') {
    const later = await tx
      .updateTable('outgoing')
      .set({ due_at })
      .where((eb) => eb.and({ ...columnsOf(message), ...targetColumns(message), action: 'edit' }))
      .where('state', '=', 'waiting')
      .where('outgoing_id', '<>', id)
      .executeTakeFirst();
    if (later.numUpdatedRows > 0n) {
      await tx.deleteFrom('outgoing').where('outgoing_id', '=', id).execute();
      return;
    }
  }
  await tx
    .updateTable('outgoing')
    .set({ state: 'waiting', attempts, due_at, ...changedNow })
    .where('outgoing_id', '=', id)
    .execute();
}

function deliveryOf(row: Selectable<Tables['outgoing']>, isDue: boolean): Delivery {
  const { outgoing_id: id, revision, attempts, action, target_id: targetId, sent_as: sentAs, activity } = row;
  const common = {
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    correlationId: row.correlation_id,
    action,
    ...(targetId !== null && { targetId }),
    ...(sentAs !== null && { sentAs }),
    ...(activity !== null && { activity }),
  };
  // The table's own check says which action has which of them.
  return { id, revision, attempts, isDue, message: common as PromisedMessage };
}
