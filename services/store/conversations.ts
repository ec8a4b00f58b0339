import { sql, type Selectable } from 'kysely';
import type { Db } from './store';
import type { Tables } from './tables';

export type Scope = 'personal' | 'groupChat' | 'channel';

/** How to reach a conversation later; `reference` is the bot framework's own and opaque here. */
export interface KnownConversation {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly scope: Scope;
  /** Entra object id of the person in a personal chat. */
  readonly personId?: string;
  readonly reference: object;
}

export interface Conversations {
  remember(conversation: KnownConversation): Promise<void>;
  find(tenantId: string, conversationId: string): Promise<KnownConversation | undefined>;
  /** The same, or else whatever was heard of last in the same channel: it is reached the same way. */
  findNear(tenantId: string, conversationId: string): Promise<KnownConversation | undefined>;
  /** The personal chat with somebody, by Entra object id. */
  personalWith(tenantId: string, personId: string): Promise<KnownConversation | undefined>;
  /** Teams takes nothing more for it: whoever is there blocked the bot or removed it. Of a channel, for all of it. */
  refused(tenantId: string, conversationId: string): Promise<void>;
  /** It was heard of again, or something arrived there. `remember` does so by itself. */
  reached(tenantId: string, conversationId: string): Promise<void>;
  isRefused(tenantId: string, conversationId: string): Promise<boolean>;
}

/** The channel of a thread; every other conversation is its own. */
export function channelOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '');
}

export function createConversations(db: Db): Conversations {
  return {
    async remember({ tenantId, conversationId, scope, personId, reference }) {
      await db
        .insertInto('conversations')
        .values({
          tenant_id: tenantId,
          conversation_id: conversationId,
          scope,
          person_id: personId ?? null,
          reference: JSON.stringify(reference),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'conversation_id'])
            .doUpdateSet((eb) => ({
              reference: eb.ref('excluded.reference'),
              person_id: eb.ref('excluded.person_id'),
              changed_at: sql<Date>`now()`,
            }))
            .where(sql<boolean>`conversations.reference is distinct from excluded.reference`),
        )
        .execute();
      await setRefused(db, { tenantId, conversationId, refused: false });
    },
    async find(tenantId, conversationId) {
      const row = await exactRow(db, tenantId, conversationId);
      return row && knownConversation(row);
    },
    async findNear(tenantId, conversationId) {
      const exact = await exactRow(db, tenantId, conversationId);
      const row = exact ?? (await latestRowIn(db, tenantId, channelOf(conversationId)));
      return row && knownConversation(row);
    },
    async personalWith(tenantId, personId) {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId.toLowerCase())
        .where('scope', '=', 'personal')
        .orderBy('changed_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && knownConversation(row);
    },
    refused: (tenantId, conversationId) => setRefused(db, { tenantId, conversationId, refused: true }),
    reached: (tenantId, conversationId) => setRefused(db, { tenantId, conversationId, refused: false }),
    async isRefused(tenantId, conversationId) {
      const exact = await exactRow(db, tenantId, conversationId);
      const row = exact ?? (await latestRowIn(db, tenantId, channelOf(conversationId)));
      return row?.refused_at != null;
    },
  };
}

/** The threads of a channel are refused and reached together. */
async function setRefused(
  db: Db,
  {
    tenantId,
    conversationId,
    refused,
  }: { readonly tenantId: string; readonly conversationId: string; readonly refused: boolean },
): Promise<void> {
  const mayBeChannel = conversationId.startsWith('19:');
  const column = mayBeChannel ? sql`split_part(conversation_id, ';messageid=', 1)` : sql`conversation_id`;
  await db
    .updateTable('conversations')
    .set({ refused_at: refused ? sql<Date>`now()` : null })
    .where('tenant_id', '=', tenantId)
    .where(column, '=', mayBeChannel ? channelOf(conversationId) : conversationId)
    .where('refused_at', refused ? 'is' : 'is not', null)
    .execute();
}

function exactRow(db: Db, tenantId: string, conversationId: string) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
}

function latestRowIn(db: Db, tenantId: string, channel: string) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(sql`split_part(conversation_id, ';messageid=', 1)`, '=', channel)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function knownConversation(row: Selectable<Tables['conversations']>): KnownConversation {
  const { tenant_id: tenantId, conversation_id: conversationId, person_id: personId, scope, reference } = row;
  return { tenantId, conversationId, scope, reference, ...(personId !== null && { personId }) };
}
