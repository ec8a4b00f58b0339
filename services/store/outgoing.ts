import { sql } from 'kysely';
import type { Tx } from './store';

interface Place {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly correlationId: string;
}

/** A message for a conversation; `activity` is the bot framework's own and opaque here. */
export type AddressedMessage = Place &
  (
    | { readonly action: 'send'; readonly activity: object }
    | { readonly action: 'edit'; readonly targetId: string; readonly activity: object }
    | { readonly action: 'delete'; readonly targetId: string }
  );

/** A message promised to a conversation. `sentAs`: the number of the promise whose message is edited once it was sent. */
export type PromisedMessage =
  | AddressedMessage
  | (Place & { readonly action: 'edit'; readonly sentAs: number; readonly activity: object });

/**
 * Keeps a message in the transaction that promises it; whatever happens to the process, it will be delivered. Gives
 * the number of the promise: that of an earlier one when an edit takes its place.
 */
export type PromiseMessage = (tx: Tx, message: PromisedMessage) => Promise<number>;

interface Stored {
  readonly id: number;
  /** False when it took the place of one for which somebody was told already. */
  readonly isNew: boolean;
}

/**
 * Stores it behind what the conversation was promised before; an edit takes the place of one of the same message that
 * still waits. For a row of its own somebody must be told to deliver it.
 */
export async function storePromised(tx: Tx, message: PromisedMessage): Promise<Stored> {
  const { outgoing_id: id, revision } = await tx
    .insertInto('outgoing')
    .values({
      tenant_id: message.tenantId,
      conversation_id: message.conversationId,
      action: message.action,
      ...targetColumns(message),
      activity: message.action === 'delete' ? null : JSON.stringify(message.activity),
      correlation_id: message.correlationId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'conversation_id', 'sentAs' in message ? 'sent_as' : 'target_id'])
        .where('action', '=', sql.lit('edit'))
        .where('state', '=', sql.lit('waiting'))
        .doUpdateSet((eb) => ({
          activity: eb.ref('excluded.activity'),
          correlation_id: eb.ref('excluded.correlation_id'),
          revision: eb('outgoing.revision', '+', 1),
          attempts: 0,
          changed_at: sql<Date>`now()`,
        })),
    )
    .returning(['outgoing_id', 'revision'])
    .executeTakeFirstOrThrow();
  return { id, isNew: revision === 1 };
}

/** The columns that say which message is meant; none for a new one. */
export function targetColumns(message: PromisedMessage) {
  if (message.action === 'send') return {};
  return 'sentAs' in message ? { sent_as: message.sentAs } : { target_id: message.targetId };
}
