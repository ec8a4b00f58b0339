import { randomUUID } from 'node:crypto';
import { withClient, withDatabase } from './template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of the test's own, with all tables. */
export async function createDatabase(): Promise<TestDatabase> {
  const template = process.env['TEST_TEMPLATE_URL'];
  if (template === undefined) throw new Error('The global set-up of the tests did not run');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = withDatabase(template, 'postgres');
  const source = new URL(template).pathname.slice(1);
  await withClient(server, (client) => client.query(`create database ${name} template ${source}`));
  return {
    url: withDatabase(template, name),
    async drop() {
      await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}
