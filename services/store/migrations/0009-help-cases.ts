import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table help_cases (
    case_id bigint generated always as identity primary key,
    tenant_id text not null,
    state text not null,
    revision integer not null default 1,
    person_id text not null,
    person_name text not null,
    conversation_id text not null,
    message_id text,
    locale text not null,
    registration_id text not null,
    facts jsonb,
    tried jsonb not null default '[]',
    said text not null,
    helper_id text,
    helper_name text,
    channel_id text not null,
    channel_locale text not null,
    channel_outgoing_id bigint,
    undelivered_at timestamptz,
    correlation_id text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
  )`,
  sql`create unique index help_cases_open on help_cases (tenant_id, person_id, registration_id)
    where state <> 'closed'`,
  sql`create table help_entries (
    entry_id bigint generated always as identity primary key,
    case_id bigint not null references help_cases on delete cascade,
    side text not null,
    author text not null,
    text text not null,
    at timestamptz not null
  )`,
  sql`create index help_entries_by_case on help_entries (case_id, entry_id)`,
];

export const helpCases: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
