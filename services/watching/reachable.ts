import { sql } from 'kysely';

/** SQL that is true of a row of `watches` unless Teams refuses what is sent there, since the bot was blocked. */
export const reachable = sql<boolean>`not exists (select from conversations
  where conversations.tenant_id = watches.tenant_id and conversations.conversation_id = watches.conversation_id
  and conversations.refused_at is not null)`;
