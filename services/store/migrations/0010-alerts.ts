import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table failure_clusters (
    cluster_id bigint generated always as identity primary key,
    tenant_id text not null,
    cause_key text not null,
    episode integer not null,
    cause jsonb not null,
    sample text not null,
    told integer not null,
    began_at timestamptz not null,
    last_failed_at timestamptz not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    unique (tenant_id, cause_key, episode)
  )`,
  sql`create index failure_clusters_by_age on failure_clusters (last_failed_at)`,
  sql`create table failure_cluster_devices (
    cluster_id bigint not null references failure_clusters on delete cascade,
    serial_key text not null,
    serial text not null,
    group_tag text,
    failed_at timestamptz not null,
    primary key (cluster_id, serial_key)
  )`,
  sql`create table failure_cluster_cards (
    cluster_id bigint not null references failure_clusters on delete cascade,
    conversation_id text not null,
    outgoing_id bigint not null,
    primary key (cluster_id, outgoing_id)
  )`,
  sql`create table failure_mutes (
    tenant_id text not null,
    cause_key text not null,
    muted_by text not null,
    muted_until timestamptz not null,
    primary key (tenant_id, cause_key)
  )`,
  sql`create table digests_sent (
    tenant_id text not null,
    period text not null,
    sent_at timestamptz not null,
    primary key (tenant_id, period)
  )`,
];

export const alerts: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
