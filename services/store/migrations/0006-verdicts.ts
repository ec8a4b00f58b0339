import { sql, type Migration } from 'kysely';

const statements = [
  sql`create table verdicts (
    tenant_id text not null,
    about text not null,
    person_id text not null,
    given_on date not null default current_date,
    helped boolean not null,
    primary key (tenant_id, about, person_id, given_on)
  )`,
];

export const verdicts: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
