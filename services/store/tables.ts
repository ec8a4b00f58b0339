import type { ColumnType, Generated } from 'kysely';

/** An instant; written and read as a `Date`. */
type Instant = ColumnType<Date, Date | undefined, Date>;
/** Written as JSON text, read as the object. */
type Json = ColumnType<object, string, string>;
type OptionalJson = ColumnType<object | null, string | null | undefined, string | null>;

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
  readonly target_id: string | null;
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

export interface Tables {
  readonly bot_state: BotStateTable;
  readonly conversations: ConversationTable;
  readonly inbox: InboxTable;
  readonly job_runs: JobRunTable;
  readonly requests: RequestTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly outgoing: OutgoingTable;
  readonly deliveries: DeliveryTable;
}
