import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table places (
    tenant_id text not null,
    purpose text not null,
    conversation_id text not null,
    locale text not null,
    rhythm text,
    primary key (tenant_id, purpose)
  )`,
  sql`create table welcomes (
    tenant_id text not null,
    conversation_id text not null,
    welcomed_at timestamptz not null default now(),
    primary key (tenant_id, conversation_id)
  )`,
  sql`alter table conversations add column refused_at timestamptz`,
];

export const places: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
