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
