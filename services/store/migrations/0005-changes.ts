import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table changes (
    change_id bigint generated always as identity primary key,
    tenant_id text not null,
    kind text not null,
    state text not null,
    revision integer not null default 1,
    requester_id text not null,
    requester_name text not null,
    requester_role text not null,
    conversation_id text not null,
    scope text not null,
    locale text not null,
    correlation_id text not null,
    request_id bigint references requests on delete set null,
    wish jsonb,
    prospect jsonb,
    effects jsonb not null default '[]',
    total integer not null,
    approvals_needed integer not null default 1,
    approvals jsonb not null default '[]',
    auto_rule text,
    reason text,
    by_id text,
    by_name text,
    undoes bigint references changes on delete set null,
    step integer not null default 0,
    waits integer not null default 0,
    trouble jsonb,
    expires_at timestamptz,
    reminded_at timestamptz,
    applied_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null
  )`,
  sql`create index changes_by_state on changes (tenant_id, state, change_id)`,
  sql`create unique index changes_by_request on changes (request_id)`,
  sql`create index changes_by_undone on changes (undoes) where undoes is not null`,
  sql`create table change_devices (
    change_id bigint not null references changes on delete cascade,
    position integer not null,
    registration_id text not null,
    serial text not null,
    before jsonb not null,
    after jsonb not null,
    state text not null,
    written jsonb not null default '[]',
    sends integer not null default 0,
    reason text,
    detail text,
    primary key (change_id, position)
  )`,
  sql`create index change_devices_by_state on change_devices (change_id, state)`,
  sql`create index change_devices_by_registration on change_devices (registration_id)`,
  sql`create table change_events (
    change_id bigint not null references changes on delete cascade,
    revision integer not null,
    at timestamptz not null,
    event text not null,
    state text not null,
    actor_id text,
    actor_name text,
    note jsonb,
    primary key (change_id, revision)
  )`,
  sql`create table change_cards (
    change_id bigint not null references changes on delete cascade,
    conversation_id text not null,
    outgoing_id bigint,
    message_id text,
    primary key (change_id, conversation_id)
  )`,
];

export const changes: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
