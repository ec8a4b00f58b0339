import { sql } from 'kysely';
import type { Tx } from './store';

/** A message promised to a conversation; `activity` is the bot framework's own and opaque here. */
export type PromisedMessage = {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly correlationId: string;
} & (
  | { readonly action: 'send'; readonly activity: object }
  | { readonly action: 'edit'; readonly targetId: string; readonly activity: object }
  | { readonly action: 'delete'; readonly targetId: string }
);

/** Keeps a message in the transaction that promises it; whatever happens to the process, it will be delivered. */
export type PromiseMessage = (tx: Tx, message: PromisedMessage) => Promise<void>;

/**
 * Stores it behind what the conversation was promised before; an edit takes the place of one of the same message that
 * still waits. True when it is a row of its own, so that somebody must be told to deliver it.
 */
export async function storePromised(tx: Tx, message: PromisedMessage): Promise<boolean> {
  const { revision } = await tx
    .insertInto('outgoing')
    .values({
      tenant_id: message.tenantId,
      conversation_id: message.conversationId,
      action: message.action,
      target_id: message.action === 'send' ? null : message.targetId,
      activity: message.action === 'delete' ? null : JSON.stringify(message.activity),
      correlation_id: message.correlationId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'conversation_id', 'target_id'])
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
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision === 1;
}
