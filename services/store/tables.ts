import type { ColumnType, Generated } from 'kysely';
import type { AlertTables } from './alert-tables';
import type { ChangeTables } from './change-tables';
import type { HelpTables } from './help-tables';
import type { WatchTables } from './watch-tables';

/** An instant; written and read as a `Date`. */
export type Instant = ColumnType<Date, Date | undefined, Date>;
/** Written as JSON text, read as the object. */
export type Json = ColumnType<object, string, string>;
export type OptionalJson = ColumnType<object | null, string | null | undefined, string | null>;

/** What a conversation remembers between two messages: `Storage` of the bot framework. */
interface BotStateTable {
  readonly key: string;
  readonly value: Json;
  readonly etag: number;
  readonly changed_at: Instant;
}

/** Where to reach a conversation without being spoken to first. */
interface ConversationTable {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly scope: 'personal' | 'groupChat' | 'channel';
  /** The person of a personal chat. */
  readonly person_id: string | null;
  readonly reference: Json;
  readonly changed_at: Instant;
  /** Since when Teams refuses what is sent there: the bot was blocked or removed. */
  readonly refused_at: ColumnType<Date | null, undefined, Date | null>;
}

/** Which channel an organisation wants messages of a kind in. */
interface PlaceTable {
  readonly tenant_id: string;
  readonly purpose: string;
  readonly conversation_id: string;
  readonly locale: string;
  readonly rhythm: 'daily' | 'weekly' | null;
}

/** Conversations that the bot introduced itself to. */
interface WelcomeTable {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly welcomed_at: ColumnType<Date, undefined, never>;
}

/** Activities that arrived; `finished_at` is empty while one is being answered by `instance`. */
interface InboxTable {
  readonly conversation_id: string;
  readonly activity_id: string;
  /** Same person, same words: how a repetition under another id is known. */
  readonly fingerprint: string;
  readonly instance: number;
  readonly received_at: Instant;
  readonly finished_at: ColumnType<Date | null, Date | undefined, Date | null>;
}

/** Which instance works on a job of the queue; 0 after one died of it. */
interface JobRunTable {
  readonly job_id: string;
  readonly instance: number;
  readonly deaths: Generated<number>;
}

/** What a person confirmed and the bot promised to do. */
interface RequestTable {
  readonly request_id: Generated<number>;
  readonly command: string;
  readonly tenant_id: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly conversation_id: string;
  /** The message that shows the request, once it was sent. */
  readonly card_id: ColumnType<string | null, string | undefined, string>;
  readonly locale: string;
  readonly correlation_id: string;
  readonly payload: Json;
  /** The sentences that were confirmed. */
  readonly effects: ColumnType<readonly string[], string, string>;
  readonly state: string;
  /** Counts the transitions; an action names the revision it was offered at. */
  readonly revision: number;
  /** Counts the jobs that long work is done in. */
  readonly step: Generated<number>;
  /** How far the work had come when it last said so. */
  readonly checkpoint: OptionalJson;
  readonly outcome: OptionalJson;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

/** What was done, by whom; rows are added and never changed. */
interface AuditTable {
  readonly entry: number;
  readonly recorded_at: Instant;
  readonly tenant_id: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly role: string;
  readonly conversation_id: string;
  readonly command: string;
  readonly action: string;
  readonly request_id: number | null;
  /** Upper case; empty when the action is about no device. */
  readonly serial: string;
  readonly before: OptionalJson;
  readonly after: OptionalJson;
  readonly approval: OptionalJson;
  readonly result: string;
  readonly correlation_id: string;
  readonly seal: string;
}

/** The last entry of the audit, so that one cut off at the end is missed. One row. */
interface AuditHeadTable {
  readonly is_head: Generated<boolean>;
  readonly entry: number;
  readonly seal: string;
}

/** Messages promised to a conversation, in order. `sending`: the call has begun and its end is not noted yet. */
interface OutgoingTable {
  readonly outgoing_id: Generated<number>;
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly action: 'send' | 'edit' | 'delete';
  /** The message to edit or delete. */
  readonly target_id: ColumnType<string | null, string | undefined, string>;
  /** The row that sends the message to edit, in place of its id. */
  readonly sent_as: ColumnType<number | null, number | undefined, never>;
  readonly activity: OptionalJson;
  readonly state: Generated<'waiting' | 'sending' | 'sent' | 'unsure' | 'failed'>;
  /** Counts the contents: a later edit takes the place of one that waits. */
  readonly revision: Generated<number>;
  /** Tries that came to nothing. */
  readonly attempts: Generated<number>;
  readonly due_at: Instant;
  /** Teams' id of the message that was sent. */
  readonly message_id: ColumnType<string | null, string | undefined, string | null>;
  readonly correlation_id: string;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

/** Which instance delivers to a conversation right now. */
interface DeliveryTable {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly instance: number;
  readonly taken_at: Instant;
}

/** A file that somebody wants to be imported, and how far that has come. */
interface ImportTable {
  readonly import_id: Generated<number>;
  readonly tenant_id: string;
  /** Empty until it is offered. */
  readonly request_id: ColumnType<number | null, undefined, number>;
  readonly person_id: string;
  readonly person_name: string;
  readonly kind: string;
  readonly file_name: string;
  readonly format: string;
  readonly ignored_columns: ColumnType<readonly string[], string, string>;
  readonly phase: string;
  /** Of type ImportChoices. */
  readonly choices: Json;
  /** Whether it was read which devices are registered already. */
  readonly is_checked: Generated<boolean>;
  /** Group tags to choose from. */
  readonly tags: ColumnType<readonly string[], string | undefined, string>;
  /** Ids of records that others had in Intune's import list for the same serial numbers. */
  readonly foreign_records: ColumnType<readonly string[], string | undefined, string>;
  /** How many rows go into the next request to Graph. */
  readonly chunk_size: Generated<number>;
  /** More were refused. */
  readonly chunk_limit: Generated<number>;
  /** Since rows were last sent, long enough for those of which nobody heard to show. */
  readonly has_waited: Generated<boolean>;
  /** Look-ups in this phase that brought nothing new. */
  readonly waits: Generated<number>;
  /** Of type `{failure, since, tries, nextTryAt}`. */
  readonly trouble: OptionalJson;
  readonly stopped_by: ColumnType<string | null, undefined, string>;
  /** Since when this phase waits, and when everything was settled. */
  readonly phase_since: Instant;
  readonly begun_at: ColumnType<Date | null, undefined, Date>;
  readonly settled_at: ColumnType<Date | null, undefined, Date>;
  readonly ended_at: ColumnType<Date | null, undefined, Date>;
  readonly synced_at: ColumnType<Date | null, undefined, Date>;
  readonly created_at: Instant;
}

/** One row of such a file. */
interface ImportRowTable {
  readonly import_id: number;
  readonly line: number;
  readonly serial: string;
  /** As serials are compared. */
  readonly serial_key: string;
  readonly tag: string;
  readonly assigned_user: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly has_tpm: boolean | null;
  /** Removed a week after the import's end. */
  readonly hash: ColumnType<string | null, string | null, string | null>;
  readonly verdict: string;
  readonly findings: ColumnType<readonly object[], string, string>;
  readonly state: string;
  readonly reason: ColumnType<string | null, undefined, string | null>;
  readonly error_name: ColumnType<string | null, undefined, string | null>;
  readonly error_code: ColumnType<number | null, undefined, number | null>;
  readonly found_tag: ColumnType<string | null, string | null | undefined, string | null>;
  /** Of our record in Intune's import list; empty again when it was removed there. */
  readonly record_id: ColumnType<string | null, undefined, string | null>;
  readonly registration_id: ColumnType<string | null, undefined, string | null>;
  /** How often it was handed to Graph. */
  readonly sends: Generated<number>;
  readonly is_audited: Generated<boolean>;
}

/** Which import has a serial number in hand: nobody else's registers it meanwhile. */
interface ImportClaimTable {
  readonly tenant_id: string;
  readonly serial_key: string;
  readonly import_id: number;
}

/** What people said of explanations; a person counts once a day for each. */
interface VerdictTable {
  readonly tenant_id: string;
  readonly about: string;
  readonly person_id: string;
  readonly given_on: ColumnType<Date, undefined, never>;
  readonly helped: boolean;
}

/** Until when the writes that Intune takes are spoken for, by the database's clock. One row. */
interface WriteBudgetTable {
  readonly is_budget: Generated<boolean>;
  readonly taken_until: Instant;
}

export interface Tables extends AlertTables, ChangeTables, HelpTables, WatchTables {
  readonly bot_state: BotStateTable;
  readonly conversations: ConversationTable;
  readonly inbox: InboxTable;
  readonly job_runs: JobRunTable;
  readonly requests: RequestTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly outgoing: OutgoingTable;
  readonly deliveries: DeliveryTable;
  readonly imports: ImportTable;
  readonly import_rows: ImportRowTable;
  readonly import_claims: ImportClaimTable;
  readonly write_budget: WriteBudgetTable;
  readonly verdicts: VerdictTable;
  readonly places: PlaceTable;
  readonly welcomes: WelcomeTable;
}
