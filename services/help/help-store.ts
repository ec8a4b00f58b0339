import { sql } from 'kysely';
import { canonicalJson, storableText } from '../audit/canonical-json';
import type { Clock } from '../clock';
import type { Db, Tx } from '../store/store';
import type { HelpCase, HelpEntry, HelpFacts, HelpState } from './help-case';
import { notArrived, storedHelpCase } from './stored-help-case';

export interface NewHelpCase extends Pick<
  HelpCase,
  'tenantId' | 'person' | 'conversationId' | 'locale' | 'tried' | 'said' | 'correlationId'
> {
  readonly registrationId: string;
  readonly messageId?: string | undefined;
  readonly facts?: HelpFacts | undefined;
  readonly channel: { readonly conversationId: string; readonly locale: string };
}

/** What an act changes. */
interface HelpMove {
  readonly to: HelpState;
  readonly helper?: HelpCase['person'];
  readonly entry?: Pick<HelpEntry, 'side' | 'author' | 'text'>;
}

/** Cases as they lie in the database. */
export interface HelpStore {
  create(tx: Tx, wish: NewHelpCase): Promise<number>;
  find(id: number, db?: Db): Promise<HelpCase | undefined>;
  /** Nobody else moves it until the transaction ends. */
  lock(tx: Tx, id: number): Promise<HelpCase | undefined>;
  move(tx: Tx, helpCase: HelpCase, move: HelpMove): Promise<void>;
  /** Ids of open cases whose card did not arrive, as far as is known, and of which nobody was told. */
  undelivered(): Promise<readonly number[]>;
  noteUndelivered(tx: Tx, id: number): Promise<void>;
  sentAs(tx: Tx, id: number, outgoingId: number): Promise<void>;
  /** Of a person, those that are not closed, by registration id; nobody opens one more until the transaction ends. */
  openOf(tx: Tx, person: Pick<HelpCase, 'tenantId'> & { readonly id: string }): Promise<readonly OpenCase[]>;
}

interface OpenCase {
  readonly id: number;
  readonly registrationId: string;
}

export function createHelpStore(db: Db, clock: Clock): HelpStore {
  const now = () => new Date(clock.now());

  return {
    find: (id, within = db) => storedHelpCase(within, id),
    async create(tx, wish) {
      const { person, channel, facts, messageId } = wish;
      const { case_id: id } = await tx
        .insertInto('help_cases')
        .values({
          tenant_id: wish.tenantId,
          state: 'open',
          person_id: person.id,
          person_name: storableText(person.name),
          conversation_id: wish.conversationId,
          ...(messageId !== undefined && { message_id: messageId }),
          locale: wish.locale,
          registration_id: wish.registrationId,
          facts: facts && canonicalJson(facts),
          tried: canonicalJson(wish.tried),
          said: storableText(wish.said),
          channel_id: channel.conversationId,
          channel_locale: channel.locale,
          correlation_id: wish.correlationId,
          created_at: now(),
          changed_at: now(),
        })
        .returning('case_id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async lock(tx, id) {
      const row = await tx
        .selectFrom('help_cases')
        .select('case_id')
        .where('case_id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row && storedHelpCase(tx, id);
    },
    async move(tx, { id, revision }, { to, helper, entry }) {
      await tx
        .updateTable('help_cases')
        .set({
          state: to,
          revision: revision + 1,
          changed_at: now(),
          ...(helper && { helper_id: helper.id, helper_name: storableText(helper.name) }),
        })
        .where('case_id', '=', id)
        .execute();
      if (entry === undefined) return;
      const [author, text] = [storableText(entry.author), storableText(entry.text)];
      await tx
        .insertInto('help_entries')
        .values({ case_id: id, side: entry.side, author, text, at: now() })
        .execute();
    },
    async undelivered() {
      const rows = await db
        .selectFrom('help_cases')
        .innerJoin('outgoing', 'outgoing.outgoing_id', 'help_cases.channel_outgoing_id')
        .select('case_id')
        .where('help_cases.state', '<>', 'closed')
        .where('undelivered_at', 'is', null)
        .where('outgoing.state', 'in', [...notArrived])
        .execute();
      return rows.map(({ case_id: id }) => id);
    },
    async noteUndelivered(tx, id) {
      await tx.updateTable('help_cases').set({ undelivered_at: now() }).where('case_id', '=', id).execute();
    },
    async sentAs(tx, id, outgoingId) {
      await tx
        .updateTable('help_cases')
        .set({ channel_outgoing_id: outgoingId })
        .where('case_id', '=', id)
        .execute();
    },
    async openOf(tx, { tenantId, id: personId }) {
      const key = `help cases of ${tenantId} ${personId}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
      const rows = await tx
        .selectFrom('help_cases')
        .select(['case_id', 'registration_id'])
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .where('state', '<>', 'closed')
        .execute();
      return rows.map(({ case_id: id, registration_id: registrationId }) => ({ id, registrationId }));
    },
  };
}
