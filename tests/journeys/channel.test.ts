import people from '../../services/demo/people.json';
import { openHouse, personWith, type House } from '../support/house';
import { groupOf, rolesFromGroups } from '../support/role-groups';
import { withClient } from '../support/postgres/template';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person, type Turn } from '../support/teams-connector';

/** Where the bot's own messages go: chosen in the channel itself. */
const admin = personWith('admin');
const helpdesk = personWith('helpdesk');
const employee = personWith('employee');

const inChannel = (id: string, conversationType = 'channel') => ({
  conversation: { id, conversationType, tenantId: people.tenantId, isGroup: true, name: '' },
});
const thread = inChannel('19:desk@thread.tacv2;messageid=1740000000000');
const otherThread = inChannel('19:desk@thread.tacv2;messageid=1740000000001');
const elsewhere = inChannel('19:admins@thread.v2', 'groupChat');
const use = 'channel.use';
const stop = 'channel.stop';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const rows = <T>(query: string) =>
  withClient(house.databaseUrl, async (client) => (await client.query<object>(query)).rows as T[]);
const places = () =>
  rows<object>('select purpose, conversation_id, locale, rhythm from places order by purpose');
const audited = () =>
  rows<object>(
    "select actor_name, action, before, after, result from audit where command = 'channel' order by entry",
  );
/** What is recorded beyond these. */
const auditedAfter = async (before: readonly object[]) => (await audited()).slice(before.length);
const shown = (turn: Turn) => cardOf(turn.replies[0]);
const answered = (turn: Turn) => (turn.body as { readonly value: unknown }).value;
const press = (person: Person, verb: string, data: object, where: object = thread) =>
  house.teams.press(person, verb, data, 'card-1', where);

beforeEach(() => rows('delete from places'));

it('shows an administrator that nothing comes yet, with a button for each kind', async () => {
  const turn = await house.teams.say(admin, 'which messages come to this channel?', thread);

  expect(textsOf(shown(turn)).match(/No channel is chosen yet\./g)).toHaveLength(3);
  expect(buttonsOf(shown(turn), use).map(({ title, data }) => [title, data])).toEqual([
    ['Send here', { purpose: 'help' }],
    ['Send here', { purpose: 'alerts' }],
    ['Every day', { purpose: 'digest', rhythm: 'daily' }],
    ['Every week', { purpose: 'digest', rhythm: 'weekly' }],
  ]);
  expect(buttonsOf(shown(turn), stop)).toEqual([]);
});

it('is not shown to others', async () => {
  for (const person of [helpdesk, employee]) {
    expect(wordsOf(await house.teams.say(person, 'channel', thread))).toContain('is not open to you');
  }
  expect(wordsOf(await house.teams.say(helpdesk, 'help'))).not.toContain('What comes to a channel');
});

it('in a personal chat says where to ask, and chooses nothing there', async () => {
  const answer = await house.teams.say(admin, 'use this channel for help requests');
  expect(answer.replies[0]!.text).toContain('Go to the channel or group chat');

  const pressed = await press(admin, use, { purpose: 'help' }, {});
  expect(answered(pressed)).toContain('Go to the channel or group chat');
  expect(await places()).toEqual([]);
});

it('a press lets messages come to the whole channel, shows everybody, and is recorded', async () => {
  const [from, before] = [house.teams.sent.length, await audited()];
  const turn = await press(admin, use, { purpose: 'help' });

  expect(await places()).toEqual([
    { purpose: 'help', conversation_id: '19:desk@thread.tacv2', locale: 'en-GB', rhythm: null },
  ]);
  expect(textsOf(answered(turn))).toContain('They come here.');
  const edited = house.teams.sent.slice(from).find(({ method }) => method === 'PUT');
  expect(edited?.activityId).toBe('card-1');
  expect(textsOf(cardOf(edited?.activity))).toContain('They come here.');
  expect(await auditedAfter(before)).toEqual([
    {
      actor_name: admin.name,
      action: 'chosen',
      before: { purpose: 'help' },
      after: { purpose: 'help', conversation: '19:desk@thread.tacv2' },
      result: 'done',
    },
  ]);
  expect(textsOf(shown(await house.teams.say(admin, 'channel', otherThread)))).toContain('They come here.');
});

it('a second press on the same button changes and records nothing', async () => {
  await press(admin, use, { purpose: 'help' });
  const before = await audited();
  await press(admin, use, { purpose: 'help' });

  expect(await auditedAfter(before)).toEqual([]);
});

it('a digest comes daily or weekly, and another rhythm takes its place', async () => {
  await press(admin, use, { purpose: 'digest', rhythm: 'daily' });
  const weekly = answered(await press(admin, use, { purpose: 'digest', rhythm: 'weekly' }));

  expect(textsOf(weekly)).toContain('It comes here every week.');
  expect(buttonsOf(weekly, use).map(({ title }) => title)).toContain('Every day');
  expect(await places()).toContainEqual(expect.objectContaining({ purpose: 'digest', rhythm: 'weekly' }));
});

it('what goes to one place is moved to another, and an old card does not end it there', async () => {
  await press(admin, use, { purpose: 'help' });
  const moved = await press(admin, use, { purpose: 'help' }, elsewhere);
  expect(textsOf(answered(moved))).toContain('They come here.');

  const old = await press(admin, stop, { purpose: 'help' });
  expect(textsOf(answered(old))).toContain('Sent to another channel or chat.');
  expect(await places()).toContainEqual(
    expect.objectContaining({ purpose: 'help', conversation_id: '19:admins@thread.v2' }),
  );
});

it('is ended where it comes', async () => {
  await press(admin, use, { purpose: 'alerts' }, elsewhere);
  await press(admin, use, { purpose: 'help' }, elsewhere);
  const before = await audited();
  const turn = await press(admin, stop, { purpose: 'help' }, elsewhere);

  expect(textsOf(answered(turn))).toContain('No channel is chosen yet.');
  expect(await places()).toEqual([expect.objectContaining({ purpose: 'alerts' })]);
  expect(await auditedAfter(before)).toEqual([
    expect.objectContaining({
      action: 'left',
      before: { purpose: 'help', conversation: '19:admins@thread.v2' },
      after: { purpose: 'help' },
    }),
  ]);
});

it.each([helpdesk, employee])('$name presses in vain, which is recorded', async (person) => {
  const before = await audited();
  const turn = await press(person, use, { purpose: 'alerts' });

  expect(answered(turn)).toContain('is not open to you');
  expect(await places()).toEqual([]);
  expect(await auditedAfter(before)).toEqual([
    expect.objectContaining({ actor_name: person.name, action: 'refused', result: 'refused' }),
  ]);
});

it.each([
  ['no purpose', {}],
  ['an unknown purpose', { purpose: '__proto__' }],
  ['a digest without a rhythm', { purpose: 'digest' }],
  ['a digest every hour', { purpose: 'digest', rhythm: 'hourly' }],
  ['a list', { purpose: ['help'] }],
])('%s is not what its buttons send', async (_title, data) => {
  expect(answered(await press(admin, use, data))).toContain('no longer know this button');
  expect(await places()).toEqual([]);
});

describe('where roles come from groups', () => {
  let open: House;
  beforeAll(async () => {
    open = await openHouse({ environment: rolesFromGroups });
  });
  afterAll(() => open.stop());

  it('whoever lost theirs presses in vain at once, although they still saw the card', async () => {
    const said = await open.teams.say(admin, 'channel', thread);
    expect(wordsOf(said)).toContain('Help requests');
    open.tenant.directory.removeMember(groupOf.admin, admin.objectId);

    const turn = await open.teams.press(admin, use, { purpose: 'help' }, 'card-1', thread);

    expect(answered(turn)).toContain('is not open to you');
  });
});
