import { sql, type Kysely, type Migration } from 'kysely';

const statements = [
  sql`create table write_budget (
    is_budget boolean primary key default true check (is_budget),
    taken_until timestamptz not null
  )`,
  sql`insert into write_budget (taken_until) values (now())`,
];

export const writeBudget: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await statement.execute(db);
  },
};
