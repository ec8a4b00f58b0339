import { createConversations } from '../../../services/store/conversations';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { TeamsConnector, type Person } from '../../support/teams-connector';
import { person, startTestBot, tenantId, type TestBot } from './test-bot';

const other: Person = { id: '29:q', name: 'Q', objectId: 'BBBBBBBB-0000-0000-0000-000000000000' };

let store: TestStore;
let bot: TestBot;
let teams: TeamsConnector;

beforeAll(async () => {
  store = await openTestStore();
  bot = await startTestBot(store);
  teams = await TeamsConnector.start(bot.url, tenantId);
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await store.stop();
});

const find = (id: string) => createConversations(store.store.db).find(tenantId, id);
const at = (conversation: object) => ({ conversation: { tenantId, ...conversation } as never });

it('keeps the way to a personal chat and whose it is', async () => {
  await teams.say(other, 'hello', at({ id: 'chat', conversationType: 'personal' }));

  const known = (await find('chat'))!;
  expect(known).toMatchObject({ scope: 'personal', personId: other.objectId.toLowerCase() });
  expect(known.reference).toMatchObject({
    serviceUrl: teams.serviceUrl,
    conversation: { id: 'chat' },
    user: { id: other.id },
    bot: { id: '28:bot' },
  });
  expect(known.reference).not.toHaveProperty('activityId');
});

it.each([
  ['channel', { id: '19:a@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true }],
  ['groupChat', { id: '19:b@thread.v2', isGroup: true }],
])('of a %s keeps nothing about who spoke', async (scope, conversation) => {
  await teams.say(person, 'hello', at(conversation));
  const before = await find(conversation.id);
  await teams.say(other, 'hello', at(conversation));

  expect(before).toMatchObject({ scope });
  expect(before).not.toHaveProperty('personId');
  expect(before!.reference).not.toHaveProperty('user');
  expect(await find(conversation.id)).toEqual(before);
});

it('learns from every kind of activity, also when nobody said anything', async () => {
  const added = { ...teams.message(person, '', at({ id: 'new' })), type: 'installationUpdate' };
  await teams.deliver(added);
  await teams.press(person, 'verb', {}, undefined, at({ id: 'pressed' }));

  expect(await find('new')).toBeDefined();
  expect(await find('pressed')).toBeDefined();
});

it('follows a conversation to its new address', async () => {
  const moved = await TeamsConnector.start(bot.url, tenantId);
  await teams.say(person, 'hello', at({ id: 'moving' }));
  await moved.say(person, 'hello', at({ id: 'moving' }));
  const { serviceUrl } = moved;
  await moved.stop();

  expect((await find('moving'))!.reference).toMatchObject({ serviceUrl });
});

it('finds a conversation whichever way its tenant was spelt', async () => {
  await teams.say(person, 'hello', at({ id: 'spelt', tenantId: tenantId.toUpperCase() }));

  expect(await find('spelt')).toBeDefined();
});

it('learns nothing from what the door refused', async () => {
  await teams.say(person, 'hello', { ...at({ id: 'evil' }), serviceUrl: 'https://evil.example' });

  expect(await find('evil')).toBeUndefined();
});
