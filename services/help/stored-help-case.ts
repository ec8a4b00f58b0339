import { sql } from 'kysely';
import type { Db } from '../store/store';
import type { HelpCase, HelpEntry, HelpFacts, HelpState, TriedThing } from './help-case';

/** A card shows these. */
const mostEntries = 5;
/** What nobody knows the end of is not sent again, and may be nowhere. */
export const notArrived = ['failed', 'unsure'] as const;

/** A case as its row says, with what was said in it last. */
export async function storedHelpCase(db: Db, id: number): Promise<HelpCase | undefined> {
  const row = await casesIn(db).where('case_id', '=', id).executeTakeFirst();
  return row && caseOf(row, await newestEntries(db, id));
}

function casesIn(db: Db) {
  return db
    .selectFrom('help_cases')
    .leftJoin('outgoing', 'outgoing.outgoing_id', 'help_cases.channel_outgoing_id')
    .selectAll('help_cases')
    .select(['outgoing.state as sending', 'outgoing.message_id as channel_message_id']);
}

async function newestEntries(db: Db, id: number) {
  const rows = await db
    .selectFrom('help_entries')
    .select(['side', 'author', 'text', 'at'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('case_id', '=', id)
    .orderBy('entry_id', 'desc')
    .limit(mostEntries)
    .execute();
  const entries = rows.map(({ side, author, text, at }) => ({
    side: side as HelpEntry['side'],
    author,
    text,
    at: at.getTime(),
  }));
  return { entries: entries.reverse(), earlierEntries: (rows[0]?.total ?? 0) - rows.length };
}

type Row = Awaited<ReturnType<ReturnType<typeof casesIn>['executeTakeFirstOrThrow']>>;

function caseOf(row: Row, said: Pick<HelpCase, 'entries' | 'earlierEntries'>): HelpCase {
  return {
    id: row.case_id,
    tenantId: row.tenant_id,
    state: row.state as HelpState,
    revision: row.revision,
    person: { id: row.person_id, name: row.person_name },
    conversationId: row.conversation_id,
    ...(row.message_id !== null && { messageId: row.message_id }),
    locale: row.locale,
    registrationId: row.registration_id,
    ...(row.facts !== null && { facts: row.facts as HelpFacts }),
    tried: row.tried as readonly TriedThing[],
    said: row.said,
    ...(row.helper_id !== null && { helper: { id: row.helper_id, name: row.helper_name ?? '' } }),
    channel: channelOf(row),
    ...said,
    correlationId: row.correlation_id,
    createdAt: row.created_at.getTime(),
    changedAt: row.changed_at.getTime(),
  };
}

function channelOf(row: Row): HelpCase['channel'] {
  return {
    conversationId: row.channel_id,
    locale: row.channel_locale,
    ...(row.channel_outgoing_id !== null && { sentAs: row.channel_outgoing_id }),
    ...(row.channel_message_id !== null && { messageId: row.channel_message_id }),
    hasFailed: row.undelivered_at !== null || notArrived.some((state) => state === row.sending),
  };
}
