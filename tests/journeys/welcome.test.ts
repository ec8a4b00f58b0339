import type { Activity } from 'botbuilder';
import { randomUUID } from 'node:crypto';
import people from '../../services/demo/people.json';
import { openHouse, personWith, type House } from '../support/house';
import { withClient } from '../support/postgres/template';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person } from '../support/teams-connector';
import { until } from '../support/until';

/** The bot is installed, and Teams tells of it in its own ways. */
const admin = personWith('admin');
const helpdesk = personWith('helpdesk');
const employee = personWith('employee');
const bot = { id: '28:bot', name: 'Autopilot' };

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const conversation = (conversationType: string, id: string) => ({
  id,
  conversationType,
  tenantId: people.tenantId,
  isGroup: true,
  name: '',
});
const general = conversation('channel', '19:general@thread.tacv2');
const chosen = conversation('channel', '19:chosen@thread.tacv2');
const groupChat = conversation('groupChat', '19:colleagues@thread.v2');
const inTeam = { channelData: { tenant: { id: people.tenantId }, team: { id: '19:team@thread.tacv2' } } };

type Way = Partial<Activity>;
const added: Way = { type: 'installationUpdate', action: 'add' };
const removed: Way = { type: 'installationUpdate', action: 'remove' };
const joined: Way = { type: 'conversationUpdate', membersAdded: [bot] };
const left: Way = { type: 'conversationUpdate', membersRemoved: [bot] };

const tell = (person: Person, way: Way, where: Way = {}, botUrl?: string) =>
  house.teams.deliver(
    { ...house.teams.message(person, '', where), id: randomUUID(), ...way },
    {},
    ...(botUrl === undefined ? [] : [botUrl]),
  );

/** As if it had never been installed. */
beforeEach(async () => {
  await delivered();
  await withClient(house.databaseUrl, (client) => client.query('delete from welcomes'));
  house.teams.sent.length = 0;
});

const sentTo = (id: string) =>
  house.teams.sent.filter(({ activity }) => activity.conversation?.id === id).map(({ activity }) => activity);
const chatWith = (person: Person) => `a:${person.id}`;

/** Everything that was promised so far has arrived. */
async function delivered(): Promise<void> {
  const open = "select from outgoing where state in ('waiting', 'sending')";
  const count = () => withClient(house.databaseUrl, async (client) => (await client.query(open)).rowCount);
  await until(async () => (await count()) === 0);
}

/** Whether nothing is to be sent there. */
async function isRefused(id: string): Promise<boolean> {
  const query = 'select from conversations where conversation_id = $1 and refused_at is not null';
  const found = await withClient(house.databaseUrl, (client) => client.query(query, [id]));
  return found.rowCount === 1;
}

/** The card that was sent last. */
const greeting = (id: string) => cardOf(sentTo(id).at(-1));
const offeredOn = (card: unknown) =>
  buttonsOf(card, 'route.choose').map(({ data }) => (data as { readonly command: string }).command);

describe('in a personal chat', () => {
  it('it greets once, however often and in whichever way Teams tells of it', async () => {
    for (const way of [added, joined, added, joined]) await tell(employee, way);
    await Promise.all([tell(employee, added), tell(employee, joined)]);
    await delivered();

    expect(sentTo(chatWith(employee))).toHaveLength(1);
    expect(textsOf(greeting(chatWith(employee)))).toContain('Ask me whether your laptop is ready');
    expect(sentTo(chatWith(employee))[0]!.summary).toMatch(/^Hello, .+\.$/);
  });

  it('it does not greet again after a restart, an update of the app, or somebody else’s arrival', async () => {
    await tell(employee, added);
    const other = await house.startAnother();
    await tell(employee, added, {}, other);
    await tell(employee, { ...added, action: 'remove-upgrade' });
    await tell(employee, { ...added, action: 'add-upgrade' });
    await tell(helpdesk, { ...joined, membersAdded: [{ id: '29:new', name: 'New' }] });
    await delivered();

    expect(sentTo(chatWith(employee))).toHaveLength(1);
    expect(sentTo(chatWith(helpdesk))).toEqual([]);
  });

  it('it greets again whoever removed it and installed it again', async () => {
    await tell(employee, added);
    await delivered();
    await tell(employee, removed);
    expect(await isRefused(chatWith(employee))).toBe(true);
    await tell(employee, added);
    await delivered();

    expect(await isRefused(chatWith(employee))).toBe(false);

    expect(sentTo(chatWith(employee))).toHaveLength(2);
  });

  it('it offers what this person’s role comes for, and only what they may do', async () => {
    await tell(helpdesk, added);
    await tell(admin, joined);
    await tell(employee, added);
    await delivered();

    expect(offeredOn(greeting(chatWith(helpdesk)))).toEqual(['status', 'register', 'approvals']);
    expect(offeredOn(greeting(chatWith(admin)))).toEqual(['approvals', 'tags', 'channel']);
    const ofEmployee = offeredOn(greeting(chatWith(employee)));
    expect(ofEmployee.length).toBeGreaterThan(0);
    for (const command of ofEmployee) {
      expect(['my-device', 'watch', 'get-help', 'explain', 'help']).toContain(command);
    }
  });

  it('its buttons begin what they say', async () => {
    await tell(helpdesk, added);
    await delivered();
    const [status] = buttonsOf(greeting(chatWith(helpdesk)), 'route.choose');

    expect(status?.title).toBe('Where is a device?');
    const turn = await house.teams.press(helpdesk, 'route.choose', status?.data);
    expect(wordsOf(turn)).toContain('Which serial number?');
    expect(wordsOf(await house.teams.say(helpdesk, '5CG4217QHX'))).toContain('UK-Corp-Laptop');
  });

  it('it speaks to employees without the words of the trade', async () => {
    await tell(employee, added);
    await delivered();
    const words = textsOf(greeting(chatWith(employee)));

    expect(words).not.toMatch(/Autopilot|Intune|Entra|TPM|enrol|hash|profile|serial|ESP/i);
  });
});

describe('in a team', () => {
  it('it greets once, in whichever channel Teams tells of it first', async () => {
    await tell(admin, added, { ...inTeam, conversation: chosen });
    await tell(admin, joined, { ...inTeam, conversation: general });
    await delivered();

    expect(sentTo(chosen.id)).toHaveLength(1);
    expect(sentTo(general.id)).toEqual([]);
    expect(textsOf(greeting(chosen.id))).toContain('@Autopilot');
    expect(offeredOn(greeting(chosen.id))).toEqual(['help', 'channel']);
  });

  it('it leads administrators, and nobody else, to what comes to a channel', async () => {
    await tell(admin, added, { ...inTeam, conversation: chosen });
    await delivered();
    const [, channel] = buttonsOf(greeting(chosen.id), 'route.choose');
    const press = (person: Person) =>
      house.teams.press(person, 'route.choose', channel?.data, undefined, { conversation: chosen });

    expect(wordsOf(await press(admin))).toContain('Help requests');
    const refused = await press(employee);
    expect(refused.replies).toEqual([]);
    expect((refused.body as { value: string }).value).toContain('is not open to you');
  });

  it('it greets again after it was taken out', async () => {
    await tell(admin, joined, { ...inTeam, conversation: general });
    await delivered();
    await tell(admin, left, { ...inTeam, conversation: general });
    await tell(admin, joined, { ...inTeam, conversation: general });
    await delivered();

    expect(sentTo(general.id)).toHaveLength(2);
  });
});

it('in a group chat it says who reads along', async () => {
  await tell(employee, added, { conversation: groupChat });
  await tell(employee, joined, { conversation: groupChat });
  await delivered();

  expect(sentTo(groupChat.id)).toHaveLength(1);
  expect(textsOf(greeting(groupChat.id))).toContain('everybody in this chat');
});

it('is told in a language that nobody knows in English', async () => {
  const person = { id: '29:far', name: 'Far', objectId: '77777777-0000-4000-8000-000000000000' };
  await tell(person, { ...added, locale: 'xx-XX' });
  await delivered();

  expect(textsOf(greeting(chatWith(person)))).toContain('Hello, I help');
});
