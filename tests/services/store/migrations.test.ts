import { randomUUID } from 'node:crypto';
import { openStore } from '../../../services/store/store';
import { migrations } from '../../../services/store/migrations';
import { withClient, withDatabase } from '../../support/postgres/template';

const server = withDatabase(process.env['TEST_TEMPLATE_URL'] ?? '', 'postgres');

it('several that start at once on an empty database make its tables once', async () => {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await withClient(server, (client) => client.query(`create database ${name}`));
  const url = withDatabase(server, name);

  const opened = await Promise.all(Array.from({ length: 5 }, () => openStore({ type: 'url', url })));

  expect(opened.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  const done = await withClient(url, (client) => client.query('select name from kysely_migration'));
  expect(done.rows).toEqual(Object.keys(migrations).map((migration) => ({ name: migration })));
  for (const each of opened) if (each.ok) await each.value.close();
  await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
});

it.each([
  ['nobody listens', 'postgres://bot:hush@127.0.0.1:1/autopilot', '127.0.0.1:1'],
  ['the password is wrong', withPassword('not-this-one'), new URL(server).host],
])('when %s it says where, and never the password', async (_title, url, host) => {
  const opened = await openStore({ type: 'url', url });

  expect(opened).toMatchObject({ ok: false, error: { type: 'database-unreachable', host } });
  expect(JSON.stringify(opened)).not.toMatch(/hush|not-this-one/);
});

function withPassword(password: string): string {
  const url = new URL(server);
  url.password = password;
  return url.href;
}

it('asks for the password anew at each connection when it is a token', async () => {
  const { password } = new URL(server);
  const url = withPassword('');
  let asked = 0;

  const opened = await openStore({
    type: 'url',
    url,
    password: () => {
      asked += 1;
      return Promise.resolve(decodeURIComponent(password));
    },
  });

  expect(opened.ok).toBe(true);
  expect(asked).toBeGreaterThan(0);
  if (opened.ok) await opened.value.close();
});
