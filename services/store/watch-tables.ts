import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './tables';

/** What somebody wants to be told about, and where; of type Watch. */
interface WatchTable {
  readonly watch_id: Generated<number>;
  readonly tenant_id: string;
  readonly person_id: string;
  readonly person_name: string;
  /** Of the person, for a mention. */
  readonly teams_id: string;
  readonly conversation_id: string;
  readonly scope: string;
  readonly locale: string;
  /** IANA name. */
  readonly time_zone: string;
  readonly kind: string;
  /** As it is compared: a serial number or a group tag in upper case, the number of an import, or empty. */
  readonly subject: string;
  readonly correlation_id: string;
  readonly state: Generated<'active' | 'ended'>;
  readonly ended_because: ColumnType<string | null, undefined, string>;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

/** One device of a watch, as it was seen last. */
interface WatchDeviceTable {
  readonly watch_id: number;
  readonly registration_id: string;
  readonly serial: string;
  /** Stands for all that lists show of it; empty until it was seen in one. */
  readonly signature: string;
  /** Of type Situation. */
  readonly situation: Json;
  /** When it is read in detail again, whatever the lists show. */
  readonly look_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** When it was read in detail last. */
  readonly read_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** Something that happened to a device of a watch. `run` is the set-up that it belongs to: each is told once. */
interface WatchNewsTable {
  readonly watch_id: number;
  readonly registration_id: string;
  readonly event: string;
  readonly run: string;
  /** Of type NewsFacts. */
  readonly facts: Json;
  /** `passed-over`: something newer was told in its place. */
  readonly state: Generated<'waiting' | 'told' | 'passed-over'>;
  readonly found_at: Instant;
  readonly due_at: Instant;
  /** The promise that tells it. */
  readonly outgoing_id: ColumnType<number | null, undefined, number | null>;
  readonly sends: Generated<number>;
}

export interface WatchTables {
  readonly watches: WatchTable;
  readonly watch_devices: WatchDeviceTable;
  readonly watch_news: WatchNewsTable;
}
