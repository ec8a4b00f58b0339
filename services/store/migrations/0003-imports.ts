import { sql, type Migration } from 'kysely';

const statements = [
  sql`alter table requests add column step integer not null default 0`,
  sql`create table imports (
    import_id bigint generated always as identity primary key,
    tenant_id text not null,
    request_id bigint references requests on delete cascade,
    person_id text not null,
    person_name text not null,
    kind text not null,
    file_name text not null,
    format text not null,
    ignored_columns jsonb not null,
    phase text not null,
    choices jsonb not null,
    is_checked boolean not null default false,
    tags jsonb not null default '[]',
    foreign_records jsonb not null default '[]',
    chunk_size integer not null default 100,
    chunk_limit integer not null default 100,
    has_waited boolean not null default false,
    waits integer not null default 0,
    trouble jsonb,
    stopped_by text,
    phase_since timestamptz not null,
    begun_at timestamptz,
    settled_at timestamptz,
    ended_at timestamptz,
    synced_at timestamptz,
    created_at timestamptz not null
  )`,
  sql`create unique index imports_by_request on imports (request_id)`,
  sql`create index imports_by_person on imports (tenant_id, person_id, import_id)`,
  sql`create table import_rows (
    import_id bigint not null references imports on delete cascade,
    line integer not null,
    serial text not null,
    serial_key text not null,
    tag text not null,
    assigned_user text not null,
    manufacturer text not null,
    model text not null,
    has_tpm boolean,
    hash text,
    verdict text not null,
    findings jsonb not null,
    state text not null,
    reason text,
    error_name text,
    error_code integer,
    found_tag text,
    record_id text,
    registration_id text,
    sends integer not null default 0,
    is_audited boolean not null default false,
    primary key (import_id, line)
  )`,
  sql`create index import_rows_by_state on import_rows (import_id, state)`,
  sql`create index import_rows_by_serial on import_rows (serial_key)`,
  sql`create index import_rows_with_record on import_rows (record_id) where record_id is not null`,
  sql`create table import_claims (
    tenant_id text not null,
    serial_key text not null,
    import_id bigint not null references imports on delete cascade,
    primary key (tenant_id, serial_key)
  )`,
];

export const imports: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
