import type { ColumnType, Generated } from 'kysely';
import type { Instant, OptionalJson } from './tables';

/** What an employee handed to the helpdesk; of type HelpCase. */
interface HelpCaseTable {
  readonly case_id: Generated<number>;
  readonly tenant_id: string;
  readonly state: string;
  /** Counts the transitions; a button names the revision it was offered at. */
  readonly revision: Generated<number>;
  readonly person_id: string;
  readonly person_name: string;
  /** Their personal chat. */
  readonly conversation_id: string;
  /** The message with their card. */
  readonly message_id: ColumnType<string | null, string | undefined, string>;
  readonly locale: string;
  /** Empty when it is about no device. */
  readonly registration_id: string;
  /** Of type HelpFacts: what was known when it was asked. */
  readonly facts: OptionalJson;
  readonly tried: ColumnType<readonly string[], string, never>;
  readonly said: string;
  readonly helper_id: ColumnType<string | null, undefined, string>;
  readonly helper_name: ColumnType<string | null, undefined, string>;
  readonly channel_id: string;
  readonly channel_locale: string;
  /** The promised message with the helpdesk's card. */
  readonly channel_outgoing_id: ColumnType<number | null, undefined, number>;
  /** When whoever asked was told that it did not arrive there. */
  readonly undelivered_at: ColumnType<Date | null, undefined, Date>;
  readonly correlation_id: string;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

/** What was said in a case; rows are added and never changed. */
interface HelpEntryTable {
  readonly entry_id: Generated<number>;
  readonly case_id: number;
  readonly side: string;
  readonly author: string;
  readonly text: string;
  readonly at: Instant;
}

export interface HelpTables {
  readonly help_cases: HelpCaseTable;
  readonly help_entries: HelpEntryTable;
}
