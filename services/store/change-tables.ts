import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json, OptionalJson } from './tables';

/** A change that somebody asks for, from the draft to its proof; of type Change. */
interface ChangeTable {
  readonly change_id: Generated<number>;
  readonly tenant_id: string;
  readonly kind: string;
  readonly state: string;
  /** Counts the transitions. */
  readonly revision: Generated<number>;
  readonly requester_id: string;
  readonly requester_name: string;
  readonly requester_role: string;
  readonly conversation_id: string;
  readonly scope: string;
  readonly locale: string;
  readonly correlation_id: string;
  readonly request_id: ColumnType<number | null, undefined, number>;
  readonly wish: OptionalJson;
  readonly prospect: OptionalJson;
  readonly effects: ColumnType<readonly string[], string, string>;
  readonly total: number;
  readonly approvals_needed: Generated<number>;
  readonly approvals: ColumnType<readonly object[], string | undefined, string>;
  readonly auto_rule: ColumnType<string | null, string | undefined, string | null>;
  readonly reason: ColumnType<string | null, undefined, string | null>;
  readonly by_id: ColumnType<string | null, undefined, string | null>;
  readonly by_name: ColumnType<string | null, undefined, string | null>;
  readonly undoes: ColumnType<number | null, number | undefined, never>;
  /** Counts the jobs that it is carried out in. */
  readonly step: Generated<number>;
  /** Look-ups that brought nothing new. */
  readonly waits: Generated<number>;
  /** Of type `{failure, since, tries, nextTryAt}`. */
  readonly trouble: OptionalJson;
  readonly expires_at: ColumnType<Date | null, Date | undefined, Date>;
  readonly reminded_at: ColumnType<Date | null, Date | undefined, Date | null>;
  readonly applied_at: ColumnType<Date | null, undefined, Date>;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

/** One device of a change. */
interface ChangeDeviceTable {
  readonly change_id: number;
  readonly position: number;
  readonly registration_id: string;
  readonly serial: string;
  readonly before: Json;
  readonly after: Json;
  readonly state: string;
  /** Names of the writes that ended well. */
  readonly written: ColumnType<readonly string[], string | undefined, string>;
  /** How often a write was sent. */
  readonly sends: Generated<number>;
  readonly reason: ColumnType<string | null, undefined, string | null>;
  readonly detail: ColumnType<string | null, undefined, string | null>;
}

/** Every transition of a change; rows are added and never changed. */
interface ChangeEventTable {
  readonly change_id: number;
  readonly revision: number;
  readonly at: Instant;
  readonly event: string;
  readonly state: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly note: OptionalJson;
}

/** Where a change is shown: on the message that was sent, or the one that was promised. */
interface ChangeCardTable {
  readonly change_id: number;
  readonly conversation_id: string;
  readonly outgoing_id: number | null;
  readonly message_id: ColumnType<string | null, string | undefined, string>;
}

export interface ChangeTables {
  readonly changes: ChangeTable;
  readonly change_devices: ChangeDeviceTable;
  readonly change_events: ChangeEventTable;
  readonly change_cards: ChangeCardTable;
}
