import { sql } from 'kysely';
import { channelOf } from '../store/conversations';
import type { Db, Tx } from '../store/store';

/** A conversation in which a change is shown, and the message there: the one that was sent, or the one promised. */
interface ChangePlace {
  readonly conversationId: string;
  readonly messageId?: string;
  /** Number of the promised message. */
  readonly sentAs?: number;
}

export interface ChangePlaces {
  of(id: number, db?: Db): Promise<readonly ChangePlace[]>;
  /** The card on which a change was confirmed goes on as its own. */
  addConfirmed(tx: Tx, id: number): Promise<void>;
  /** The first message of a conversation counts. */
  add(tx: Tx, id: number, place: ChangePlace): Promise<void>;
  /** Teams' id of the message with the card there, once it is known. */
  messageIn(tx: Tx, id: number, conversationId: string): Promise<string | undefined>;
  /** Whether the card of a change stands there, or elsewhere in the same channel: who reads one reads all of it. */
  isShownIn(id: number, conversationId: string): Promise<boolean>;
}

export function createChangePlaces(db: Db): ChangePlaces {
  return {
    async of(id, within = db) {
      const rows = await within
        .selectFrom('change_cards')
        .select(['conversation_id', 'message_id', 'outgoing_id'])
        .where('change_id', '=', id)
        .execute();
      return rows.map(({ conversation_id: conversationId, message_id: messageId, outgoing_id: sentAs }) => ({
        conversationId,
        ...(messageId !== null && { messageId }),
        ...(sentAs !== null && { sentAs }),
      }));
    },
    async addConfirmed(tx, id) {
      await tx
        .insertInto('change_cards')
        .columns(['change_id', 'conversation_id', 'message_id'])
        .expression((eb) =>
          eb
            .selectFrom('changes')
            .innerJoin('requests', 'requests.request_id', 'changes.request_id')
            .select(['change_id', 'requests.conversation_id', 'requests.card_id'])
            .where('change_id', '=', id)
            .where('requests.card_id', 'is not', null),
        )
        .onConflict((conflict) => conflict.columns(['change_id', 'conversation_id']).doNothing())
        .execute();
    },
    async add(tx, id, { conversationId, messageId, sentAs }) {
      await tx
        .insertInto('change_cards')
        .values({
          change_id: id,
          conversation_id: conversationId,
          outgoing_id: sentAs ?? null,
          ...(messageId !== undefined && { message_id: messageId }),
        })
        .onConflict((conflict) => conflict.columns(['change_id', 'conversation_id']).doNothing())
        .execute();
    },
    async messageIn(tx, id, conversationId) {
      const row = await tx
        .selectFrom('change_cards')
        .leftJoin('outgoing', 'outgoing.outgoing_id', 'change_cards.outgoing_id')
        .select((eb) => eb.fn.coalesce('change_cards.message_id', 'outgoing.message_id').as('known'))
        .where('change_id', '=', id)
        .where('change_cards.conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row?.known ?? undefined;
    },
    async isShownIn(id, conversationId) {
      const row = await db
        .selectFrom('change_cards')
        .select('change_id')
        .where('change_id', '=', id)
        .where(sql`split_part(conversation_id, ';messageid=', 1)`, '=', channelOf(conversationId))
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
