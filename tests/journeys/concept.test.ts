import { readLibrary } from '../../services/knowledge/library';
import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const admin = personWith('admin');
const employee = personWith('employee');
const { notions } = readLibrary();
const notion = (id: string) => notions.find((each) => each.id === id)!;

let house: House;

beforeAll(async () => {
  house = await openHouse({ devices: 20 });
});
afterAll(() => house.stop());

const shown = (turn: Turn) => cardOf(turn.replies[0]);
const pressedCard = ({ body }: Turn) => (body as { value: object }).value;
const titleOf = (card: unknown) => (card as { body: { text: string }[] }).body[0]?.text;
const leadOf = (card: unknown) => (card as { body: { text: string }[] }).body[1]?.text;
/** What a person reads: backslashes before marks gone. */
const plain = (text: string) => text.replace(/\\(?=[!-/:-@[-`{-~])|\u2060/g, '');

interface Part {
  readonly id?: string;
  readonly type?: string;
  readonly isVisible?: boolean;
  readonly targetElements?: readonly string[];
}

function partsOf(card: unknown): readonly Part[] {
  if (Array.isArray(card)) return card.flatMap(partsOf);
  if (typeof card !== 'object' || card === null) return [];
  return [card, ...Object.values(card).flatMap(partsOf)];
}

const partNamed = (card: unknown, id: string) => partsOf(card).find((part) => part.id === id);
const togglesOf = (card: unknown) =>
  partsOf(card).flatMap(({ type, targetElements = [] }) =>
    type === 'Action.ToggleVisibility' ? targetElements : [],
  );

describe('asking for a notion', () => {
  it.each([
    ['what is Autopilot?', 'autopilot'],
    ['explain how autopilot works', 'autopilot'],
    ['what are the five steps of Autopilot?', 'five-steps'],
    ['walk me through the Autopilot steps', 'five-steps'],
    ['explain the five layers', 'five-layers'],
    ['which layers does Autopilot consist of?', 'five-layers'],
    ['what is the ESP?', 'enrolment-status-page'],
    ['what exactly does the enrolment status page do?', 'enrolment-status-page'],
    ["what's a hardware hash?", 'hardware-hash'],
    ['what on earth is a hardware hash good for', 'hardware-hash'],
    ['how do I get the hardware hash of a laptop?', 'harvest-the-hash'],
    ['how do I harvest hashes from 20 old laptops?', 'harvest-the-hash'],
    ['can the vendor register the devices for us?', 'three-ways-of-registering'],
    ['what is a deployment profile', 'deployment-profile'],
    ['explain deployment profile', 'deployment-profile'],
    ["what's the purpose of a group tag", 'group-tag'],
    ['Was ist ein Group Tag?', 'group-tag'],
    ['what is oobe', 'oobe'],
    ['what is the out of box experience', 'oobe'],
    ['autopilot versus imaging with sccm, what is the idea', 'imaging-versus-autopilot'],
    ['why is autopilot better than imaging', 'imaging-versus-autopilot'],
  ])('“%s” is answered with %s', async (text, id) => {
    const card = shown(await house.teams.say(sofie, text));

    expect(titleOf(card)).toBe(notion(id).title);
    expect(plain(leadOf(card) ?? '')).toBe(notion(id).meaning.text);
  });

  it('shows the commands that get the hash, each in a font of its own', async () => {
    const card = shown(await house.teams.say(admin, 'how do I get the hardware hash of a laptop?'));
    const commands = partsOf(card)
      .filter((part) => 'fontType' in part && part.fontType === 'Monospace')
      .map((part) => plain((part as { text: string }).text));

    expect(commands).toEqual(
      expect.arrayContaining([
        'Install-Script -Name Get-WindowsAutopilotInfo -Force',
        String.raw`Get-WindowsAutopilotInfo -OutputFile C:\HWID\AutopilotHWID.csv -GroupTag UK-Corp-Laptop`,
        'Get-WindowsAutopilotInfo -Online -GroupTag UK-Corp-Laptop',
      ]),
    );
    expect(plain(textsOf(card))).toContain('Intune admin center › Devices › Enrollment');
  });

  it('says where it is known from, by name and folded away', async () => {
    const card = shown(await house.teams.say(sofie, 'what is the ESP?'));

    expect(partNamed(card, 'sources')).toMatchObject({ isVisible: false });
    expect(textsOf(partNamed(card, 'sources'))).toMatch(/[A-Z].{10,}/);
    expect(textsOf(partNamed(card, 'sources'))).not.toMatch(/^doc-/m);
    expect(togglesOf(card)).toEqual(['plain', 'sources']);
  });

  it('has as a narrow table what fits a phone, and row by row what does not', async () => {
    const layers = shown(await house.teams.say(admin, 'explain the five layers'));
    const settings = shown(await house.teams.press(admin, 'concept.open', { id: 'x' }));
    const opened = pressedCard(
      await house.teams.press(admin, 'concept.open', { id: 'esp-settings-recommended' }),
    );
    const tables = (card: unknown) => partsOf(card).filter(({ type }) => type === 'Table');

    expect(settings).toBeUndefined();
    expect(tables(layers)).toHaveLength(1);
    expect(tables(opened)).toHaveLength(0);
    for (const [heading] of notion('esp-settings-recommended').table!.rows) {
      expect(plain(textsOf(opened))).toContain(heading);
    }
  });

  it('tells openly where sources disagree', async () => {
    const card = shown(await house.teams.say(sofie, 'what is Autopilot?'));

    expect(textsOf(card)).toContain('Where sources disagree');
  });
});

describe('an employee', () => {
  it.each(['what is Autopilot?', 'what is the ESP?', 'what is a hardware hash?'])(
    'is told in everyday words first: “%s”',
    async (text) => {
      const card = shown(await house.teams.say(employee, text));
      const asked = notions.find(({ title }) => title === titleOf(card))!;

      expect(plain(leadOf(card) ?? '')).toBe(asked.employee);
      expect(partNamed(card, 'detail')).toMatchObject({ isVisible: false });
      expect(plain(textsOf(partNamed(card, 'detail')))).toContain(asked.points[0]!.text);
      expect(togglesOf(card)).toEqual(['detail', 'sources']);
    },
  );

  it('keeps everyday words when another notion is opened on a card of the helpdesk', async () => {
    const card = shown(await house.teams.say(sofie, 'what is the ESP?'));
    const [button] = buttonsOf(card, 'concept.open');
    const { id } = button!.data as { id: string };

    const theirs = pressedCard(await house.teams.press(employee, 'concept.open', button!.data));

    expect(plain(leadOf(theirs) ?? '')).toBe(notion(id).employee);
  });
});

describe('going on from a card', () => {
  it.each(notions.map(({ id }) => id))('opens from %s each notion that is offered', async (id) => {
    const card = pressedCard(await house.teams.press(sofie, 'concept.open', { id }));
    const offered = buttonsOf(card, 'concept.open').map(({ data }) => (data as { id: string }).id);

    expect(titleOf(card)).toBe(plain(notion(id).title));
    expect(offered).not.toContain(id);
    expect(offered.length).toBeLessThanOrEqual(5);
    for (const other of offered) {
      const turn = await house.teams.press(sofie, 'concept.open', { id: other });
      expect(titleOf(pressedCard(turn))).toBe(notion(other).title);
    }
  });

  it('offers first the notion that was nearly meant', async () => {
    const card = shown(await house.teams.say(sofie, 'what is hybrid join and what is zero touch'));
    const [offered] = buttonsOf(card, 'concept.open');

    expect(titleOf(card)).toBe(notion('zero-touch').title);
    expect(notion('zero-touch').related).not.toContain('hybrid-join');
    expect(offered?.data).toEqual({ id: 'hybrid-join' });
  });

  it('changes the card on the screen of whoever presses, for nobody else', async () => {
    await house.teams.say(sofie, 'what is the ESP?');
    const { activityId } = house.teams.sent.at(-1)!;
    const before = house.teams.sent.length;

    const turn = await house.teams.press(admin, 'concept.open', { id: 'autopilot' }, activityId);

    expect(titleOf(pressedCard(turn))).toBe(notion('autopilot').title);
    expect(house.teams.sent.slice(before)).toEqual([]);
  });

  it.each([
    [{}],
    [{ id: '' }],
    [{ id: 7 }],
    [{ id: '__proto__' }],
    [{ id: 'x'.repeat(5000) }],
    ['x'],
    [null],
  ])('takes no forged notion: %j', async (data) => {
    const turn = await house.teams.press(sofie, 'concept.open', data);

    expect(turn.status).toBe(200);
    expect(JSON.stringify(turn.body)).toContain('I no longer know this button');
  });
});

describe('what is no notion', () => {
  const asking = (text: string) => house.teams.press(sofie, 'route.choose', { command: 'concept', text });

  it('remembers what was written when the command is chosen for it', async () => {
    expect(titleOf(shown(await asking('oobe')))).toBe(notion('oobe').title);
  });

  it('offers to explain a failure or screen, and goes on with it', async () => {
    const card = shown(await asking('stuck at identifying'));
    const [button] = buttonsOf(card, 'route.choose');

    expect(textsOf(card)).toContain('That is a failure or a screen');
    expect(button?.data).toEqual({ command: 'explain', text: 'stuck at identifying' });
    expect(wordsOf(await house.teams.press(sofie, 'route.choose', button!.data))).toMatch(/identifying/i);
  });

  it.each(['', 'concept', 'Explain a term', '0x', 'xyzzy', '**xyzzy** `_` <at>xyzzy</at>'])(
    'names notions that it knows when asked for “%s”',
    async (text) => {
      const turn = await asking(text);
      const card = shown(turn);

      expect(textsOf(card)).toContain('Tell me what to explain');
      expect(buttonsOf(card, 'concept.open')).toHaveLength(5);
      expect(JSON.stringify(turn.replies)).not.toContain('xyzzy');
    },
  );

  it('shows nothing of the markup around a notion', async () => {
    const turn = await house.teams.say(
      sofie,
      'what is the **enrolment status page** [x](https://x.example) <b>?</b>',
    );

    expect(titleOf(shown(turn))).toBe(notion('enrolment-status-page').title);
    expect(JSON.stringify(turn.replies)).not.toContain('x.example');
  });
});
