import { openHouse, personWith, type House } from '../support/house';
import { groupId, rolesFromGroups } from '../support/role-groups';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const admin = personWith('admin');

const german = '5CG4180KSK';
const british = '5CG4217QHX';
/** One registration has a UK tag, one a German one, one none. */
const shared = 'Default string';
const outside =
  'This device is outside what you look after, which is devices whose group tag begins with: uk-, IE-.';

let house: House;
beforeAll(async () => {
  house = await openHouse({
    devices: 300,
    environment: {
      ...rolesFromGroups,
      ROLE_HELPDESK_GROUPS: `${groupId('Autopilot helpdesk UK')}=uk-|IE-`,
    },
  });
});
afterAll(() => house.stop());

function cardIn(turn: Turn): Record<string, unknown> {
  const card = cardOf(turn.replies[0]) ?? (turn.body as { value?: Record<string, unknown> }).value;
  if (card === undefined) throw new Error(`No card in ${JSON.stringify(turn)}`);
  return card;
}

/** Everything that left the bot in this turn. */
const everything = (turn: Turn) => JSON.stringify([turn.replies, turn.body]);

it('shows a device whose tag begins with one of the prefixes, whatever its case', async () => {
  expect(wordsOf(await house.teams.say(sofie, british))).toContain('UK-Corp-Laptop');
});

it('tells of another device one sentence, and nothing of the device', async () => {
  const turn = await house.teams.say(sofie, `status ${german}`);

  expect(turn.replies).toHaveLength(1);
  expect(turn.replies[0]!.text).toBe(outside);
  expect(everything(turn)).not.toMatch(/DE-Kiosk|EliteDesk|0x80180014|5CG4180KSK/);
});

it('does not ask Graph for the details of a device outside', async () => {
  const before = house.tenant.requests().length;
  await house.teams.say(sofie, german);

  const asked = house.tenant
    .requests()
    .slice(before)
    .flatMap(({ batch = [] }) => batch);
  expect(asked.map(({ path }) => path).filter((path) => /\$expand|\/devices\?/.test(path))).toEqual([]);
});

it.each(['status.refresh', 'status.open'])('refuses the same to a forged %s', async (verb) => {
  const turn = await house.teams.press(sofie, verb, { serial: german });

  expect((turn.body as { value: unknown }).value).toBe(outside);
  expect(everything(turn)).not.toMatch(/DE-Kiosk|EliteDesk/);
});

it('shows in a table what is inside, and of the rest that it is outside', async () => {
  const turn = await house.teams.say(sofie, `${british} ${german} 7XK2QY3`);
  const pressed = await house.teams.press(sofie, 'status.list', { serials: [british, german] });

  for (const card of [cardIn(turn), cardIn(pressed)]) {
    expect(textsOf(card)).toContain('UK-Corp-Laptop');
    expect(textsOf(card)).toContain('Outside');
    expect(textsOf(card)).toContain('uk-, IE-');
  }
  expect(everything(turn) + everything(pressed)).not.toMatch(/DE-Kiosk|EliteDesk|US-Corp|Latitude|0x80/);
});

it('offers as near misses only devices inside', async () => {
  const guesses = async (text: string) => {
    const card = cardIn(await house.teams.say(sofie, text));
    return buttonsOf(card, 'status.open').map(({ data }) => (data as { serial: string }).serial);
  };
  expect(await guesses('status 5CG4217QH')).toEqual([british]);
  expect(await guesses('status 5CG4180KS')).toEqual([]);
  const row = textsOf(cardIn(await house.teams.say(sofie, '5CG4180KS 5CG4217QH')));
  expect(row).toContain(british);
  expect(row).not.toContain(german);
});

it('shows of several registrations with one serial only those inside', async () => {
  const turn = await house.teams.press(sofie, 'status.open', { serial: shared });
  const all = await house.teams.press(admin, 'status.open', { serial: shared });

  expect(textsOf(cardIn(turn))).toContain('UK-Kiosk-Desktop');
  expect(everything(turn)).not.toMatch(/more registration|DE-Corp-Desktop|EliteDesk|no group tag/);
  expect(textsOf(cardIn(all))).toContain('2 more registrations have this serial number');
});

it('does not show the other registration when its id is forged', async () => {
  const all = cardIn(await house.teams.press(admin, 'status.open', { serial: shared }));
  const ids = buttonsOf(all, 'status.refresh').flatMap(({ data }) => (data as { id?: string }).id ?? []);
  expect(ids.length).toBeGreaterThan(1);

  for (const id of ids) {
    const turn = await house.teams.press(sofie, 'status.refresh', { serial: shared, id });
    expect(everything(turn)).not.toMatch(/DE-Corp-Desktop|EliteDesk 800/);
  }
});

it('counts a device without a tag as outside, also one that only Intune knows', async () => {
  expect((await house.teams.say(sofie, '5CG9153QGX')).replies[0]!.text).toBe(outside);

  house.tenant.faults.set({
    match: { path: /windowsAutopilotDeviceIdentities\?/ },
    status: 200,
    body: { value: [] },
  });
  const seen = wordsOf(await house.teams.say(admin, british));
  const hidden = wordsOf(await house.teams.say(sofie, british));
  house.tenant.faults.clear();

  expect(seen).toContain('Intune knows this serial number');
  expect(hidden).toContain(`${british} is not registered`);
  expect(hidden).not.toContain('Intune knows');
});

it('leaves an admin unlimited', async () => {
  expect(wordsOf(await house.teams.say(admin, german))).toContain('DE-Kiosk-Desktop');
});

it('says nothing at all while roles cannot be read', async () => {
  house.wait(5 * 60_000);
  house.tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 403 });
  const turn = await house.teams.say(sofie, british);
  house.tenant.faults.clear();

  expect(wordsOf(turn)).toContain('I could not read just now what you may do');
  expect(everything(turn)).not.toContain('UK-Corp-Laptop');
});
