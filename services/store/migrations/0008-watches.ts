import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table watches (
    watch_id bigint generated always as identity primary key,
    tenant_id text not null,
    person_id text not null,
    person_name text not null,
    teams_id text not null,
    conversation_id text not null,
    scope text not null,
    locale text not null,
    time_zone text not null,
    kind text not null,
    subject text not null,
    correlation_id text not null,
    state text not null default 'active',
    ended_because text,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
  )`,
  sql`create unique index watches_once on watches (tenant_id, person_id, kind, subject) where state = 'active'`,
  sql`create table watch_devices (
    watch_id bigint not null references watches on delete cascade,
    registration_id text not null,
    serial text not null,
    signature text not null,
    situation jsonb not null,
    look_at timestamptz,
    read_at timestamptz,
    primary key (watch_id, registration_id)
  )`,
  sql`create table watch_news (
    watch_id bigint not null references watches on delete cascade,
    registration_id text not null,
    event text not null,
    run text not null,
    facts jsonb not null,
    state text not null default 'waiting',
    found_at timestamptz not null,
    due_at timestamptz not null,
    outgoing_id bigint,
    sends int not null default 0,
    primary key (watch_id, registration_id, event, run)
  )`,
  sql`create index watch_news_open on watch_news (due_at) where state = 'waiting'`,
];

export const watches: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
