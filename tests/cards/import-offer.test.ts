import { renderCard } from '../../cards/card';
import { importOfferCard } from '../../cards/import-offer';
import { importRequest, importRow, importView, offerData, rowWith, someTags } from './support/import-states';
import { importEffects } from '../../cards/import-effects';
import { say } from './support/states';
import { actionsOf, nodesOf, textsOf } from './support/teams-client';

const cardOf = (...given: Parameters<typeof offerData>) =>
  renderCard(importOfferCard, offerData(...given)).attachment.content as object;
const inputOf = (card: object, id: string) => nodesOf(card).find((node) => node['id'] === id);
const effectsOf = (...given: Parameters<typeof importView>) => importEffects(say, importView(...given));

it('says in two seconds what the file would bring about', () => {
  const data = offerData({
    states: { ready: 480, here: 10, 'other-tag': 2, asked: 1, refused: 4 },
    verdicts: { ready: 460, repaired: 32, asked: 1, refused: 4 },
  });

  expect(data.counts.map(({ number, label }) => `${number} ${label}`)).toEqual([
    '480 to register',
    '32 repaired',
    '12 already here',
    '1 to decide',
    '4 refused',
  ]);
  expect(data.file).toBe('AutopilotHWID.csv · UTF-16LE, comma · 497 rows');
  expect(data.summary).toMatch(/^Register devices, AutopilotHWID\.csv: 480 to register, 32 repaired, /);
});

it.each([
  [{ ready: 11_200, here: 350, asked: 100, refused: 300 }, 2600, 'Small'],
  [{ ready: 1200, here: 350, refused: 300 }, 20, 'Default'],
  [{ ready: 480, here: 10, asked: 1, refused: 4 }, 32, 'Large'],
  [{ ready: 12_000 }, 0, 'Large'],
])('prints counts as large as a phone shows them side by side: %j', (states, repaired, size) => {
  const verdicts = { ready: 0, repaired, asked: 0, refused: 0 };

  expect(new Set(offerData({ states, verdicts }).counts.map((count) => count.size))).toEqual(new Set([size]));
});

it('confirms and withdraws with the request, and asks for rows with the import', () => {
  const buttons = offerData().buttons.map(({ verb, data, inputs }) => ({ verb, data, inputs }));

  expect(buttons).toEqual([
    { verb: 'register.confirm', data: { id: 144, revision: 1 }, inputs: 'auto' },
    { verb: 'register.withdraw', data: { id: 144, revision: 1 }, inputs: 'none' },
    { verb: 'register.rows', data: { id: 7, page: 0, onlyProblems: false }, inputs: 'none' },
  ]);
});

it.each([
  ['hashes', { ready: 497 }, 'Register 497 devices'],
  ['hashes', { ready: 1 }, 'Register 1 device'],
  ['hashes', { ready: 12_000 }, 'Register 12,000 devices'],
  ['hashes', { ready: 3, asked: 2 }, 'Register 3 devices and what is ticked'],
  ['hashes', { asked: 2 }, 'Register what is ticked'],
  ['identifiers', { ready: 25 }, 'Add 25 corporate identifiers'],
  ['identifiers', { asked: 1 }, 'Add what is ticked'],
] as const)('names the number on the button: %s %j', (kind, states, label) => {
  expect(offerData({ kind, states }).buttons[0]?.label).toBe(label);
});

it.each([
  [{}, 'Nothing to register: the file has no rows.'],
  [{ refused: 4 }, /^Nothing to register: no row of this file can be used/],
  [{ here: 4 }, 'Nothing to register: everything in this file is here already.'],
  [{ here: 4, refused: 1 }, /^Nothing to register: what could be used is here already/],
])('has no confirming button where nothing can be registered, and says why: %j', (states, why) => {
  const { buttons, effects, tagInputs, userInputs } = offerData({ states });

  expect(buttons.map(({ verb }) => verb)).toEqual(['register.withdraw', 'register.rows']);
  expect(effects[0]?.text).toMatch(why);
  expect([...tagInputs, ...userInputs]).toEqual([]);
});

describe('the group tag', () => {
  it("stays the file's unless another is chosen", () => {
    expect(inputOf(cardOf(), 'tag')).toMatchObject({
      type: 'Input.ChoiceSet',
      value: ' ',
      choices: [
        { title: "Keep the file's: UK-Corp-Laptop", value: ' ' },
        ...someTags.map((tag) => ({ title: tag, value: tag })),
      ],
    });
  });

  it.each([
    [[{ tag: '', count: 3 }], "Keep the file's: no group tag"],
    [[], "Keep the file's: no group tag"],
    [
      [
        { tag: 'A', count: 3 },
        { tag: '', count: 1 },
      ],
      "Keep the file's, mostly A",
    ],
  ])('names what the file has: %j', (tagsInFile, title) => {
    expect(offerData({ tagsInFile }).tagInputs[0]?.choices[0]).toEqual({ title, value: ' ' });
  });

  it('begins with the one that was asked for', () => {
    const [input] = offerData({ choices: { tag: 'UK-New', includeAsked: false } }).tagInputs;

    expect(input?.chosen).toBe('UK-New');
    expect(input?.choices.map(({ value }) => value)).toEqual([' ', 'UK-New', ...someTags]);
  });

  it('is no question without tags to choose from, or for identifiers', () => {
    expect(offerData({}, { tags: [] }).tagInputs).toEqual([]);
    expect(offerData({ kind: 'identifiers' }).tagInputs).toEqual([]);
  });

  it('says when there are more than fit', () => {
    const { tagInputs, notes } = offerData({}, { tags: Array.from({ length: 75 }, (_, n) => `T${n}`) });

    expect(tagInputs[0]?.choices).toHaveLength(61);
    expect(notes[0]?.text).toMatch(/^15 more group tags are allowed/);
  });
});

it.each([
  [{ ready: 1 }, 1],
  [{ asked: 1 }, 1],
  [{ ready: 2 }, 0],
  [{ ready: 1, asked: 1 }, 0],
])('asks for a user only where one device could be registered: %j', (states, inputs) => {
  expect(offerData({ states }).userInputs).toHaveLength(inputs);
  expect(offerData({ states }, { canChooseUser: false }).userInputs).toEqual([]);
});

it('registers questionable rows only when ticked, and insists where there is nothing else', () => {
  expect(inputOf(cardOf({ states: { ready: 4 } }), 'includeAsked')).toBeUndefined();
  expect(inputOf(cardOf({ states: { ready: 4, asked: 2 } }), 'includeAsked')).toMatchObject({
    title: 'Register the 2 questionable rows too',
    value: 'false',
    isRequired: false,
  });
  expect(inputOf(cardOf({ states: { asked: 2 } }), 'includeAsked')).toMatchObject({ isRequired: true });
});

it('checks inputs for confirming only, so that withdrawing is always possible', () => {
  const actions = actionsOf(cardOf({ states: { asked: 2 } }));

  expect(actions.map((action) => action['associatedInputs'])).toEqual(['auto', 'none', 'none']);
});

it('tells by the symbol which rows wait for a decision and which are refused', () => {
  const problems = [rowWith('serialDiffers'), rowWith('hashTruncated'), importRow({ state: 'other-tag' })];

  const { problems: shown } = offerData({ problems });

  expect(shown.map(({ symbol }) => symbol)).toEqual(['?', '✖', '!']);
});

it('names the first problems by row, with their mend, and counts the others', () => {
  const problems = [
    rowWith('hashTruncated', '', { line: 87 }),
    importRow({ line: 311, state: 'other-tag', foundTag: 'UK-Kiosk' }),
    ...Array.from({ length: 5 }, (_, n) => rowWith('badUser', 'ada', { line: 400 + n })),
  ];
  const data = offerData({ states: { ready: 3, refused: 30, 'other-tag': 1 }, problems });

  expect(data.problems).toHaveLength(5);
  expect(data.problems[0]).toEqual({
    symbol: '✖',
    colour: 'Attention',
    where: 'Row 87 · 5CG4217QHX',
    problem: 'The hash is cut off.',
    mend: 'Capture it again on the device, and send the file as it was written.',
  });
  expect(data.problems[1]?.problem).toBe(
    'Already here with another group tag, left as it is · It has the group tag UK-Kiosk; asked for was UK-Corp-Laptop.',
  );
  expect(data.problems[2]?.problem).toBe('“ada” is not the address of a user.');
  expect(data.moreProblems).toBe('and 26 more rows');
});

describe('what will happen', () => {
  it('says what is written, what is not, and that nothing is before the confirmation', () => {
    expect(effectsOf({ states: { ready: 497, here: 12, 'other-tag': 1, elsewhere: 2 } })).toEqual([
      "497 devices are registered with the file's group tag UK-Corp-Laptop, unless you choose another.",
      '12 are here already as the file says; nothing is done for them.',
      '1 is registered with another group tag and stays as it is. To change it, ask me to set the tag.',
      '2 are in another import that is under way, and are left to that.',
      'Nothing is written before you confirm.',
    ]);
  });

  it('says that it could not look at what is registered', () => {
    expect(effectsOf({ isChecked: false })).toContain(
      'What is registered already could not be read just now. I read it again before I write.',
    );
  });

  it('names the tags of the file, most frequent first', () => {
    const tagsInFile = ['A', 'B', '', 'D', 'E'].map((tag, n) => ({ tag, count: 1500 - n }));

    expect(effectsOf({ tagsInFile })[0]).toMatch(
      /: A \(1,500\) · B \(1,499\) · no group tag \(1,498\) and 2 more\.$/,
    );
  });

  it('knows identifiers from hardware hashes', () => {
    expect(effectsOf({ kind: 'identifiers', states: { ready: 25, asked: 1 } })).toEqual([
      'These are corporate identifiers (manufacturer, model, serial number), not hardware hashes: they are for Autopilot device preparation.',
      '25 corporate identifiers are added to Intune.',
      'The questionable row is added only if you tick it.',
      'Nothing is written before you confirm.',
    ]);
  });
});

it('says besides what was noted with the request', () => {
  const request = importRequest({ effects: ['The others wait.', 'Nothing is written before you confirm.'] });

  expect(
    offerData({}, { request })
      .effects.map(({ text }) => text)
      .slice(1),
  ).toEqual(['Nothing is written before you confirm.', 'The others wait.']);
});

it('shows a hostile file as text', () => {
  const card = cardOf({ fileName: '[click](https://evil.example).csv', ignoredColumns: ['*x*'] });

  expect(textsOf(card).join('\n')).toContain('[click](https://evil.example).csv');
  expect(JSON.stringify(card)).toContain('\\\\[click\\\\]');
});
