import { storeSentence } from '../../bot/start-up';
import { createMessages } from '../../cards/messages';
import type { StoreFailure } from '../../services/store/store';

const say = createMessages()('en');

const failures: Record<StoreFailure['type'], StoreFailure> = {
  'folder-in-use': { type: 'folder-in-use', folder: '/srv/bot' },
  'folder-unusable': { type: 'folder-unusable', folder: '/srv/bot', reason: 'EACCES: permission denied' },
  'folder-not-ours': { type: 'folder-not-ours', folder: '/srv/bot' },
  'folder-closed': { type: 'folder-closed', folder: '/root/bot', account: 'postgres', closed: '/root' },
  'other-version': { type: 'other-version', folder: '/srv/bot', found: '17', needed: '18' },
  'no-server': { type: 'no-server', platform: 'linux riscv64' },
  'server-failed': { type: 'server-failed', log: 'FATAL:  could not create any TCP/IP sockets' },
  'database-unreachable': { type: 'database-unreachable', host: 'db:5432', reason: 'connect ECONNREFUSED' },
  'migration-failed': { type: 'migration-failed', reason: 'permission denied for schema public' },
};

it.each(Object.values(failures))(
  'says of $type what happened, that nothing was lost, and what to do',
  (failure) => {
    const sentence = storeSentence(failure, say);

    for (const [name, detail] of Object.entries(failure)) {
      if (name !== 'type') expect(sentence).toContain(detail);
    }
    expect(sentence).toMatch(/^The bot did not start: .+ Nothing was (lost|changed)\. [A-Z].+\.$/);
    expect(sentence).not.toContain('{{');
  },
);

it('names no password, also when the database itself does', () => {
  const url = 'postgres://bot:hunter2-hunter2@db/bot';
  const reason = `invalid connection option in ${url} (password=hunter2-hunter2)`;

  const sentence = storeSentence({ type: 'database-unreachable', host: 'db:5432', reason }, say);

  expect(sentence).not.toContain('hunter2');
});

it.each(['getaddrinfo ENOTFOUND db', 'connect ECONNREFUSED', 'password authentication failed'])(
  'says nothing untrue of a database that answers “%s”',
  (reason) => {
    const sentence = storeSentence({ type: 'database-unreachable', host: 'db:5432', reason }, say);

    expect(sentence).toContain(`could not be reached or did not let the bot in (${reason})`);
  },
);
