import people from '../../services/demo/people.json';
import { openHouse, personWith, type House } from '../support/house';
import { cardOf, textsOf, wordsOf, type Person } from '../support/teams-connector';

/** Where several people read, whoever asked is named with the answer. */
const helpdesk = personWith('helpdesk');
const inChannel = {
  conversation: {
    id: '19:desk@thread.tacv2;messageid=1',
    conversationType: 'channel',
    tenantId: people.tenantId,
    isGroup: true,
    name: '',
  },
};
const inGroupChat = {
  conversation: { ...inChannel.conversation, id: '19:desk@thread.v2', conversationType: 'groupChat' },
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const mentionOf = ({ id, name }: Person, shown = name) => ({
  type: 'mention',
  text: `<at>${shown}</at>`,
  mentioned: { id, name: shown },
});

it.each([
  ['a channel', inChannel],
  ['a group chat', inGroupChat],
])('a text in %s begins with the name', async (_title, where) => {
  const { replies } = await house.teams.say(helpdesk, 'status', where);

  expect(replies).toHaveLength(1);
  expect(replies[0]!.text).toMatch(new RegExp(`^<at>${helpdesk.name}</at> Which serial number`));
  expect(replies[0]!.entities).toEqual([mentionOf(helpdesk)]);
});

it('a card has the name above it', async () => {
  const { replies } = await house.teams.say(helpdesk, 'status 5CG4217QHX', inChannel);

  expect(replies[0]!.text).toBe(`<at>${helpdesk.name}</at>`);
  expect(replies[0]!.entities).toEqual([mentionOf(helpdesk)]);
  expect(textsOf(cardOf(replies[0]))).toContain('UK-Corp-Laptop');
});

it('is in the first of several messages only', async () => {
  const silent = { status: 503 };
  house.tenant.faults.set({ match: { path: /memberOf|checkMemberGroups/ }, ...silent });
  const { replies } = await house.teams.say(helpdesk, 'help', inChannel);
  house.tenant.faults.clear();

  expect(replies.flatMap(({ entities = [] }) => entities)).toEqual([mentionOf(helpdesk)]);
  expect(replies[0]!.entities).toHaveLength(1);
});

it('is in no personal chat', async () => {
  for (const text of ['status', '5CG4217QHX', 'help']) {
    const { replies } = await house.teams.say(helpdesk, text);
    expect(replies.flatMap(({ entities = [] }) => entities)).toEqual([]);
    expect(JSON.stringify(replies)).not.toContain('<at>');
  }
});

it('is not in the answer to a button', async () => {
  const turn = await house.teams.press(
    helpdesk,
    'route.choose',
    { command: 'status', text: '5CG4217QHX' },
    undefined,
    inChannel,
  );

  expect(wordsOf(turn)).toContain('UK-Corp-Laptop');
  expect(turn.replies.flatMap(({ entities = [] }) => entities)).toEqual([]);
});

it.each([
  ['markup', '</at><b>Boss</b><at>Everybody', '‹/at›‹b›Boss‹/b›‹at›Everybody'],
  ['markdown', '**Sofie** [x](https://evil.example)', '∗∗Sofie∗∗ (x)(https://evil.example)'],
  ['a backslash at its end', 'Sofie\\', 'Sofie'],
  ['several lines', 'Sofie\nBrandt', 'Sofie Brandt'],
])('shows a name with %s as text, the same in both places', async (_title, name, shown) => {
  const { replies } = await house.teams.say({ ...helpdesk, name }, 'status', inChannel);

  expect(replies[0]!.text!.startsWith(`<at>${shown}</at> `)).toBe(true);
  expect(replies[0]!.entities).toEqual([mentionOf(helpdesk, shown)]);
});

it('names nobody whose name Teams does not tell', async () => {
  const { replies } = await house.teams.say({ ...helpdesk, name: '' }, 'status', inChannel);

  expect(replies[0]!.text).toMatch(/^Which serial number/);
  expect(replies[0]!.entities ?? []).toEqual([]);
});
