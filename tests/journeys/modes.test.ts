import { createKnowledge } from '../../services/knowledge/knowledge';
import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, type Turn } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const employee = personWith('employee');
const modes = createKnowledge().modes();
const mode = (id: string) => modes.find((each) => each.id === id)!;

let house: House;

beforeAll(async () => {
  house = await openHouse({ devices: 20 });
});
afterAll(() => house.stop());

const shown = (turn: Turn) => cardOf(turn.replies[0]);
const pressedCard = ({ body }: Turn) => (body as { value: object }).value;
/** What a person reads: backslashes before marks gone. */
const read = (card: unknown) => textsOf(card).replace(/\\(?=[!-/:-@[-`{-~])|\u2060/g, '');
const opened = (card: unknown) =>
  buttonsOf(card, 'modes.open').map(({ data }) => (data as { id?: string }).id);

interface Row {
  readonly cells: readonly unknown[];
  readonly style?: string;
}

function rowsOf(card: unknown): readonly Row[] {
  const { body } = card as { body: readonly { type: string; rows?: readonly Row[] }[] };
  return body.find(({ type }) => type === 'Table')?.rows ?? [];
}

/** The names in the first column, the headings left out. */
const namesOf = (card: unknown) =>
  rowsOf(card)
    .slice(1)
    .map(({ cells }) => read(cells[0]).split('\n')[0]);

describe('comparing', () => {
  it.each([
    'which deployment modes are there?',
    'compare the modes',
    'modes',
    'Quels sont les modes de déploiement',
  ])('“%s” shows the four modes and device preparation beside each other', async (text) => {
    const card = shown(await house.teams.say(employee, text));

    expect(namesOf(card)).toEqual(modes.map(({ name }) => name));
    expect(opened(card)).toEqual(modes.map(({ id }) => id));
    expect(new Set(rowsOf(card).map(({ cells }) => cells.length))).toEqual(new Set([2]));
  });

  it('leaves out no mode, names what decides between them, and cuts nothing off', async () => {
    const text = read(shown(await house.teams.say(sofie, 'compare the modes')));

    for (const { bestFor, whoConfigures, adminPresent, prerequisites } of modes) {
      for (const each of [bestFor, whoConfigures, adminPresent, ...prerequisites.slice(0, 3)]) {
        expect(text).toContain(each);
      }
    }
    expect(text).not.toContain('…');
  });

  it.each([
    ['compare user-driven and self-deploying', ['user-driven', 'self-deploying']],
    ['white glove vs user-driven, which is faster', ['user-driven', 'pre-provisioning']],
    ['pre-provisoning vs self-deploying', ['self-deploying', 'pre-provisioning']],
  ])('“%s” shows just those two', async (text, ids) => {
    const card = shown(await house.teams.say(sofie, text));

    expect(namesOf(card)).toEqual(ids.map((id) => mode(id).name));
    expect(opened(card)).toEqual(ids);
  });
});

describe('which one for', () => {
  it.each([
    ['which mode for kiosks?', 'self-deploying'],
    ['which mode is right for a conference room?', 'self-deploying'],
    ['which mode fits meeting rooms', 'self-deploying'],
    ['which mode is best for shared devices?', 'self-deploying'],
    ['digital signage, which deployment mode would that be', 'self-deploying'],
    ['which mode works without a user', 'self-deploying'],
    ['which mode is best for home workers', 'user-driven'],
    ['which mode do I need for remote workers', 'user-driven'],
    ['which deployment mode for a new starter', 'user-driven'],
    ['which mode for many heavy apps', 'pre-provisioning'],
    ['best mode for executives who want no waiting', 'pre-provisioning'],
    ['which mode for a large roll-out', 'pre-provisioning'],
    ['which deployment mode for existing machines from ConfigMgr', 'existing-devices'],
    ['we have old Windows 10 machines, which deployment mode fits them?', 'existing-devices'],
    ['which deployment mode without hardware hash', 'device-preparation'],
    ['which deployment mode for devices bought in a shop', 'device-preparation'],
  ])('“%s” marks %s, on top and with the reason', async (text, id) => {
    const turn = await house.teams.say(sofie, text);
    const card = shown(turn);
    const { name, bestFor } = mode(id);

    expect(namesOf(card)[0]).toBe(`✔ ${name}`);
    expect(rowsOf(card).map(({ style }) => style)).toEqual([
      undefined,
      'good',
      ...rowsOf(card)
        .slice(2)
        .map(() => 'default'),
    ]);
    expect(read(card)).toContain(`${name} fits “`);
    expect(read(card)).toContain(`Best for: ${bestFor}.`);
    expect(turn.replies[0]?.summary).toContain(`${name} fits`);
  });

  it('marks none when nothing is told of a use', async () => {
    const card = shown(await house.teams.say(sofie, 'which deployment modes are there?'));

    expect(read(card)).not.toMatch(/✔|fits/);
  });
});

describe('one mode', () => {
  it.each([
    ['self-deploying requirements', 'self-deploying'],
    ['WHAT IS WHITE GLOVE', 'pre-provisioning'],
    ['tell me the pros and cons of user-driven mode', 'user-driven'],
    ['autopilot for existing devices', 'existing-devices'],
  ])('“%s” shows it with its steps and what it needs', async (text, id) => {
    const card = shown(await house.teams.say(sofie, text));
    const { name, steps, prerequisites, notFor } = mode(id);

    expect(read(card).split('\n')[0]).toBe(name);
    for (const each of [...steps, ...prerequisites, notFor]) expect(read(card)).toContain(each);
    expect(rowsOf(card)).toEqual([]);
  });

  it('needs TPM 2.0 for self-deploying, and says so', async () => {
    expect(read(shown(await house.teams.say(sofie, 'does self-deploying need tpm 2.0')))).toContain(
      'TPM 2.0',
    );
  });
});

describe('the buttons', () => {
  it.each(modes.map(({ id }) => id))('open %s, its notion, and lead back to all', async (id) => {
    const one = pressedCard(await house.teams.press(employee, 'modes.open', { id }));
    const [more] = buttonsOf(one, 'concept.open');
    const [all] = buttonsOf(one, 'modes.open');

    expect(read(one).split('\n')[0]).toBe(mode(id).name);
    expect(more?.data).toEqual({ id });
    expect(read(pressedCard(await house.teams.press(employee, 'concept.open', more!.data)))).toContain(
      'See also',
    );
    expect(namesOf(pressedCard(await house.teams.press(employee, 'modes.open', all!.data)))).toHaveLength(5);
  });

  it.each([[{ id: 'kiosk' }], [{ id: 3 }], ['x'], [null]])('take nothing forged: %j', async (data) => {
    const turn = await house.teams.press(sofie, 'modes.open', data);

    expect(JSON.stringify(turn.body)).toContain('I no longer know this button');
  });
});

it('shows nothing of what was written', async () => {
  const turn = await house.teams.say(
    sofie,
    'which mode for **kiosks** [x](https://x.example) <at>Anna</at> ${title}?',
  );

  expect(namesOf(shown(turn))[0]).toContain('Self-deploying');
  expect(JSON.stringify(turn.replies)).not.toMatch(/x\.example|<at>|\$\{/);
});
