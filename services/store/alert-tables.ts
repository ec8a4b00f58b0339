import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './tables';

/** Deployments that failed of one cause, without a quiet day between them. */
interface FailureClusterTable {
  readonly cluster_id: Generated<number>;
  readonly tenant_id: string;
  readonly cause_key: string;
  /** Counts how often the cause came back. */
  readonly episode: number;
  /** Of type FailureCause. */
  readonly cause: Json;
  /** How the report words one of the failures. */
  readonly sample: string;
  /** How many devices it was when it was last told in a message of its own. */
  readonly told: number;
  readonly began_at: Instant;
  readonly last_failed_at: Instant;
  readonly acknowledged_by: ColumnType<string | null, undefined, string>;
  readonly acknowledged_at: ColumnType<Date | null, undefined, Date>;
}

interface FailureClusterDeviceTable {
  readonly cluster_id: number;
  readonly serial_key: string;
  readonly serial: string;
  readonly group_tag: ColumnType<string | null, string | null, string | null>;
  readonly failed_at: Instant;
}

/** A message that shows a cluster, by the number of its promise. */
interface FailureClusterCardTable {
  readonly cluster_id: number;
  readonly conversation_id: string;
  readonly outgoing_id: number;
}

/** Causes of which an organisation wants to hear nothing for a while. */
interface FailureMuteTable {
  readonly tenant_id: string;
  readonly cause_key: string;
  readonly muted_by: string;
  readonly muted_until: Instant;
}

/** `period`: the day on which the digest was due. */
interface DigestSentTable {
  readonly tenant_id: string;
  readonly period: string;
  readonly sent_at: Instant;
}

export interface AlertTables {
  readonly failure_clusters: FailureClusterTable;
  readonly failure_cluster_devices: FailureClusterDeviceTable;
  readonly failure_cluster_cards: FailureClusterCardTable;
  readonly failure_mutes: FailureMuteTable;
  readonly digests_sent: DigestSentTable;
}
