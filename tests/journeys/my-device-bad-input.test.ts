import people from '../../services/demo/people.json';
import type { StagedDevice } from '../../services/demo/showcase';
import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, wordsOf, type Person } from '../support/teams-connector';

const chloe = personNamed('Chloé Martin');
const liam = personWith('employee');
const marcus = personNamed('Marcus Okafor');
const robin: Person = { id: '29:guest', name: 'Robin Keller', objectId: people.guests[0]!.entraObjectId };
const addressOf = ({ name }: Person) => people.people.find((person) => person.name === name)!.upn;

const question = 'is my laptop ready?';

function personNamed(name: string): Person {
  const { entraObjectId, teamsId } = people.people.find((person) => person.name === name)!;
  return { id: teamsId, name, objectId: entraObjectId };
}

function device(serial: string, rest: Partial<StagedDevice>): StagedDevice {
  return { serial, model: 'Latitude 7450', groupTag: 'UK-Corp-Laptop', outcome: 'ready', ...rest };
}

const staged: readonly StagedDevice[] = [
  // Assigned to Liam, set up by Chloé: hers until it is reset.
  device('SWAP0001', {
    owner: addressOf(liam),
    primaryUser: addressOf(chloe),
    startedMinutesAgo: 50_000,
  }),
  device('KIOSK001', {
    model: 'OptiPlex 7020',
    groupTag: 'UK-Kiosk-Desktop',
    owner: addressOf(marcus),
    startedMinutesAgo: 300,
  }),
  ...Array.from({ length: 12 }, (_, at) =>
    device(`MANY00${at + 10}`, { owner: addressOf(marcus), startedMinutesAgo: 10_000 * (at + 1) }),
  ),
];

describe('a question about one’s own device', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ tenant: { staged } });
  });
  afterAll(() => house.stop());
  afterEach(() => {
    house.tenant.faults.clear();
  });

  const ask = async (person: Person, text = question) => {
    const turn = await house.teams.say(person, text);
    return { turn, card: cardOf(turn.replies[0]), words: wordsOf(turn).replaceAll('\\', '') };
  };

  it('tells a person without a device that none is known, and what to do', async () => {
    const anna = personNamed('Anna Lindqvist');
    expect((await ask(anna)).words).toMatch(/no device that is registered for you.*get help/s);
  });

  it('shows the newest of many devices and a line with a button for each other one', async () => {
    const { card, words } = await ask(marcus);
    expect(words).toMatch(/Your \d+ other devices/);
    expect(buttonsOf(card, 'my-device.show').length).toBeGreaterThanOrEqual(12);
    expect(words.indexOf('MANY0010')).toBeLessThan(words.indexOf('MANY0021'));
  });

  it('knows none of a guest’s devices and sends them to their own helpdesk', async () => {
    expect((await ask(robin)).words).toContain('belongs to another organisation');
  });

  it('knows nobody whom the directory does not know', async () => {
    const stranger = { id: '29:x', name: 'X', objectId: '00000000-1111-4222-8333-444444444444' };
    expect((await ask(stranger)).words).toContain('belongs to another organisation');
    expect((await ask({ ...stranger, objectId: 'not-an-id' })).words).toContain('another organisation');
  });

  it('tells whoever a device was assigned to nothing of the person who still has it', async () => {
    const { words } = await ask(liam);
    const { turn } = await ask(liam);
    const row = /.*SWAP0001.*/.exec(words)?.[0];
    expect(row).toContain('Not free yet');
    const [show] = buttonsOf(cardOf(turn.replies[0]), 'my-device.show').filter(
      ({ title }) => title === 'Show',
    );
    const pressed = await house.teams.press(liam, show!.verb, show!.data);
    expect(JSON.stringify(pressed.body)).toMatch(/has not been freed for you yet/);
    expect(JSON.stringify(pressed.body)).not.toMatch(/Chlo|Martin|Progress|began/);
  });

  it('shows such a device to the person who has it', async () => {
    expect((await ask(chloe)).words).toMatch(/SWAP0001.*Ready/);
  });

  it('answers an employee who types a serial number by their own devices only', async () => {
    expect((await ask(liam, "where's 5CG4217QHX?")).words).toMatch(
      /Ready[\s\S]*5CG4217QHX|5CG4217QHX[\s\S]*Ready/,
    );
    const foreign = await ask(liam, "where's PF4K7X2N?");
    const nobodys = await ask(liam, "where's PF4K7X2Q?");
    expect(foreign.words).toContain('only tell you about your own devices');
    expect(foreign.words).toBe(nobodys.words);
  });

  it('asks Graph for nothing but the person’s own devices when a serial number is somebody else’s', async () => {
    const before = house.tenant.requests().length;
    await ask(liam, "where's PF4K7X2N?");
    expect(JSON.stringify(house.tenant.requests().slice(before))).not.toContain('PF4K7X2N');
  });

  it('refuses a button that names somebody else’s device as one that names none', async () => {
    const idsOf = async (person: Person) =>
      buttonsOf((await ask(person)).card, 'my-device.show').map(({ data }) => (data as { id: string }).id);
    const his = await idsOf(liam);
    const id = (await idsOf(chloe)).find((each) => !his.includes(each));
    expect(id).toBeDefined();
    const pressed = await house.teams.press(liam, 'my-device.show', { id });
    const made = await house.teams.press(liam, 'my-device.show', {
      id: 'b1c7a3a0-0000-4000-8000-000000000009',
    });
    expect(JSON.stringify(pressed.body)).toContain('not among yours');
    expect(pressed.body).toEqual(made.body);
  });

  it.each([{}, { id: 5 }, { id: '' }, { id: 'x'.repeat(999) }, null])(
    'answers a button with the data %j as one that is too old',
    async (data) => {
      const { body, status } = await house.teams.press(liam, 'my-device.show', data);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).toMatch(/button/);
    },
  );

  it('does not take all devices for one’s own when the service ignores whose were asked for', async () => {
    const anyones = await fetch(`${house.tenant.url}/v1.0/deviceManagement/managedDevices?$top=50`, {
      headers: { authorization: 'Bearer any' },
    });
    house.tenant.faults.set({ match: { path: /managedDevices\?/ }, status: 200, body: await anyones.json() });
    expect((await ask(personNamed('Anna Lindqvist'))).words).toContain(
      'no device that is registered for you',
    );
  });

  it.each([
    ['the directory', /^\/users\/[^/]+\?/],
    ['the devices of the person', /^\/users\/[^/]+\/managedDevices/],
    ['the list of registrations', /windowsAutopilotDeviceIdentities\?\$top/],
  ])('says that it could not look when %s cannot be read', async (_, path) => {
    house.wait(20 * 60_000);
    house.tenant.faults.set({ match: { path }, status: 503 });
    const { words } = await ask(liam);
    expect(words).toMatch(/try again|in a (moment|minute)/i);
    expect(words).not.toContain('no device that is registered');
  });

  it('claims nothing of a device whose record cannot be read', async () => {
    house.tenant.faults.set({ match: { path: /managedDevices\?\$filter/ }, status: 503 });
    house.tenant.faults.set({ match: { path: /\/managedDevices\/[0-9a-f-]+\?/ }, status: 503 });
    const { words } = await ask(marcus);
    expect(words).not.toMatch(/^✔ Ready/m);
    expect(words).toContain('Unclear just now');
  });
});
