import { sql, type Kysely, type Migration } from 'kysely';

const statements = [
  sql`create table bot_state (
    key text primary key,
    value jsonb not null,
    etag bigint not null,
    changed_at timestamptz not null default now()
  )`,
  sql`create table conversations (
    tenant_id text not null,
    conversation_id text not null,
    scope text not null check (scope in ('personal', 'groupChat', 'channel')),
    person_id text,
    reference jsonb not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, conversation_id)
  )`,
  sql`create sequence instance_ids as integer cycle`,
  sql`create table inbox (
    conversation_id text not null,
    activity_id text not null,
    fingerprint text not null,
    instance integer not null,
    received_at timestamptz not null default now(),
    finished_at timestamptz,
    primary key (conversation_id, activity_id)
  )`,
  sql`create index inbox_repetitions on inbox (conversation_id, fingerprint)`,
  sql`create index inbox_age on inbox (received_at)`,
  sql`create table job_runs (
    job_id uuid primary key,
    instance integer not null,
    deaths integer not null default 0
  )`,
  sql`create table requests (
    request_id bigint generated always as identity primary key,
    command text not null,
    tenant_id text not null,
    person_id text not null,
    person_name text not null,
    conversation_id text not null,
    card_id text,
    locale text not null,
    correlation_id text not null,
    payload jsonb not null,
    effects jsonb not null,
    state text not null,
    revision integer not null default 1,
    checkpoint jsonb,
    outcome jsonb,
    created_at timestamptz not null,
    changed_at timestamptz not null
  )`,
  sql`create index requests_by_state on requests (state, changed_at)`,
  sql`create table audit (
    entry bigint primary key,
    recorded_at timestamptz not null,
    tenant_id text not null,
    actor_id text not null,
    actor_name text not null,
    role text not null,
    conversation_id text not null,
    command text not null,
    action text not null,
    request_id bigint,
    serial text not null,
    before jsonb,
    after jsonb,
    approval jsonb,
    result text not null,
    correlation_id text not null,
    seal text not null
  )`,
  sql`create index audit_of_serial on audit (serial, recorded_at desc, entry desc) where serial <> ''`,
  sql`create index audit_of_actor on audit (actor_id, recorded_at desc, entry desc)`,
  sql`create index audit_of_request on audit (request_id, entry) where request_id is not null`,
  sql`create table audit_head (
    is_head boolean primary key default true check (is_head),
    entry bigint not null,
    seal text not null
  )`,
  sql`insert into audit_head (entry, seal) values (0, '')`,
  sql`create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'The audit is append-only'; end $$`,
  sql`create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_audit_change()`,
  sql`create table outgoing (
    outgoing_id bigint generated always as identity primary key,
    tenant_id text not null,
    conversation_id text not null,
    action text not null check (action in ('send', 'edit', 'delete')),
    target_id text,
    activity jsonb,
    state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'unsure', 'failed')),
    revision integer not null default 1,
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    message_id text,
    correlation_id text not null,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    check ((action = 'send') = (target_id is null) and (action = 'delete') = (activity is null))
  )`,
  sql`create index outgoing_waiting on outgoing (tenant_id, conversation_id, outgoing_id)
    where state in ('waiting', 'sending')`,
  sql`create unique index outgoing_one_edit on outgoing (tenant_id, conversation_id, target_id)
    where action = 'edit' and state = 'waiting'`,
  sql`create index outgoing_age on outgoing (changed_at) where state in ('sent', 'unsure', 'failed')`,
  sql`create table deliveries (
    tenant_id text not null,
    conversation_id text not null,
    instance integer not null,
    taken_at timestamptz not null default now(),
    primary key (tenant_id, conversation_id)
  )`,
];

export const core: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await statement.execute(db);
  },
};
