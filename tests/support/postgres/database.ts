import { randomUUID } from 'node:crypto';
import { withClient, withDatabase } from './template';

/** The URL of a database of the test's own, with all tables unless `empty`; the end of the test run removes it. */
export async function createDatabase({ empty = false } = {}): Promise<string> {
  const template = process.env['TEST_TEMPLATE_URL'];
  if (template === undefined) throw new Error('The global set-up of the tests did not run');
  const source = new URL(template).pathname.slice(1);
  const name = `${source}_${randomUUID().replaceAll('-', '')}`;
  await withClient(withDatabase(template, 'postgres'), (client) =>
    client.query(`create database ${name}${empty ? '' : ` template ${source}`}`),
  );
  return withDatabase(template, name);
}
