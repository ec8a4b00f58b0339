import { sql, type Migration } from 'kysely';

const statements = [
  sql`alter table outgoing add column sent_as bigint`,
  sql`alter table outgoing drop constraint outgoing_check`,
  sql`alter table outgoing add constraint outgoing_targets check (
    num_nonnulls(target_id, sent_as) = case action when 'send' then 0 else 1 end
    and (sent_as is null or action = 'edit')
    and (action = 'delete') = (activity is null)
  )`,
  sql`create unique index outgoing_one_edit_of_promised on outgoing (tenant_id, conversation_id, sent_as)
    where action = 'edit' and state = 'waiting'`,
];

export const outgoingTargets: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
