import { createConversations, type KnownConversation } from '../../../services/store/conversations';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

const chat: KnownConversation = {
  tenantId: 't',
  conversationId: 'a:1',
  scope: 'personal',
  personId: 'p',
  reference: { serviceUrl: 'http://one', bot: { id: '28:bot' } },
};

it('knows a conversation by tenant and id, with its latest reference', async () => {
  const conversations = createConversations(test.store.db);
  await conversations.remember(chat);
  await conversations.remember({ ...chat, reference: { serviceUrl: 'http://two' } });
  await conversations.remember({ ...chat, tenantId: 'other', scope: 'channel' });

  expect(await conversations.find('t', 'a:1')).toEqual({ ...chat, reference: { serviceUrl: 'http://two' } });
  expect(await conversations.find('t', 'a:2')).toBeUndefined();
});

it('does not write what it knows already', async () => {
  const conversations = createConversations(test.store.db);
  await conversations.remember(chat);
  const changedAt = async () =>
    (await test.store.db.selectFrom('conversations').select('changed_at').execute()).map(
      ({ changed_at }) => changed_at,
    );
  const before = await changedAt();

  await conversations.remember(chat);

  expect(await changedAt()).toEqual(before);
});

it('knows the way to a channel of which it only heard a thread, and to its other threads', async () => {
  const conversations = createConversations(test.store.db);
  const channel = '19:near@thread.tacv2';
  const heard: KnownConversation = {
    tenantId: 't',
    conversationId: `${channel};messageid=1`,
    scope: 'channel',
    reference: { serviceUrl: 'http://one' },
  };
  await conversations.remember(heard);

  expect(await conversations.find('t', channel)).toBeUndefined();
  expect(await conversations.findNear('t', channel)).toEqual(heard);
  expect(await conversations.findNear('t', `${channel};messageid=2`)).toEqual(heard);
  expect(await conversations.findNear('t', '19:near@thread.v2')).toBeUndefined();
  expect(await conversations.findNear('other', channel)).toBeUndefined();

  const whole = { ...heard, conversationId: channel, reference: { serviceUrl: 'http://two' } };
  await conversations.remember(whole);
  expect(await conversations.findNear('t', channel)).toEqual(whole);
});

it('of a channel, all threads are refused together, and reached together', async () => {
  const conversations = createConversations(test.store.db);
  const channel = '19:shut@thread.tacv2';
  const threadOf = (id: number): KnownConversation => ({
    tenantId: 't',
    conversationId: `${channel};messageid=${id}`,
    scope: 'channel',
    reference: { serviceUrl: 'http://one' },
  });
  const isRefused = (id: string) => conversations.isRefused('t', id);
  await conversations.remember(threadOf(1));
  await conversations.remember(threadOf(2));

  await conversations.refused('t', `${channel};messageid=1`);
  for (const id of [channel, `${channel};messageid=2`, `${channel};messageid=3`]) {
    expect(await isRefused(id)).toBe(true);
  }
  expect(await isRefused('19:near@thread.tacv2')).toBe(false);
  expect(await conversations.isRefused('other', channel)).toBe(false);

  await conversations.remember(threadOf(2));
  expect(await isRefused(`${channel};messageid=1`)).toBe(false);
});

it('a personal chat that refuses is known until it is heard of again', async () => {
  const conversations = createConversations(test.store.db);
  await conversations.remember(chat);
  await conversations.refused('t', 'a:1');
  expect(await conversations.isRefused('t', 'a:1')).toBe(true);

  await conversations.remember(chat);
  expect(await conversations.isRefused('t', 'a:1')).toBe(false);
  expect(await conversations.isRefused('t', 'a:never')).toBe(false);
});
