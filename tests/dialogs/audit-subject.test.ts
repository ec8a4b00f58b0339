import { createRecognizer } from '../../bot/recognizer/recognizer';
import { commands } from '../../dialogs';
import { answeredSubject, mayAskAbout, subjectOf } from '../../dialogs/audit-subject';
import { noSlots } from '../../dialogs/slots';
import { roles, type Actor } from '../../services/people/actor';

const recognizer = createRecognizer(commands);
const subject = (text: string) => subjectOf(text, recognizer.slotsFor(text, 'audit'));
const answered = (text: string) => answeredSubject(text, recognizer.slotsFor(text, 'audit'));

describe('whose history a sentence asks for', () => {
  it.each([
    ['audit PF4K7X2N', ['PF4K7X2N']],
    ['who changed the tag of 5CG4217QHX?', ['5CG4217QHX']],
    ['who removed the user Liam Carter from PF4K7X2N', ['PF4K7X2N']],
    ['what did anna do to PF4K7X2N', ['PF4K7X2N']],
    ['history of 5CG4217QHX and PF4K7X2N', ['5CG4217QHX', 'PF4K7X2N']],
  ])('%s', (text, serials) => {
    expect(subject(text)).toEqual({ type: 'devices', serials });
  });

  it.each([
    'audit me',
    'audit of me',
    'what did I change?',
    'what have I changed last week',
    'audit of my own changes',
    'show my history',
    'what was changed by me',
    'Me',
  ])('%s', (text) => {
    expect(subject(text)).toEqual({ type: 'self' });
  });

  it.each([
    ['what did anna change?', 'anna'],
    ['What has Anna Lindqvist done since Monday', 'Anna Lindqvist'],
    ['audit Anna Lindqvist', 'Anna Lindqvist'],
    ['audit anna', 'anna'],
    ['audit of Chloé Martin, please', 'Chloé Martin'],
    ['audit Nobody Atall', 'Nobody Atall'],
    ['audit Andrés Nothing', 'Andrés Nothing'],
    ['changes by jürgen wolf this month', 'jürgen wolf'],
    ["what did O'Brien register last week?", "O'Brien"],
    ['/audit user= sofie.brandt', 'sofie.brandt'],
    ['history of marcus.okafor@contoso.example', 'marcus.okafor@contoso.example'],
    ['actions taken by Lindqvist in the past month', 'Lindqvist'],
    ["Anna's changes", 'Anna'],
    ['Anna’s changes', 'Anna'],
    ["show me all of Anna's recent changes", 'Anna'],
    ["Marcus Okafor's audit", 'Marcus Okafor'],
    ["what are Marcus Okafor's latest actions?", 'Marcus Okafor'],
    ["James' history", 'James'],
    ['show me everything Anna did', 'Anna'],
    ['everything that Marcus Okafor has changed this week', 'Marcus Okafor'],
    ['changes Anna made yesterday', 'Anna'],
    ['actions Chloé Martin took last month', 'Chloé Martin'],
    ['show me what anna did', 'anna'],
  ])('%s', (text, name) => {
    expect(subject(text)).toEqual({ type: 'named', name });
  });

  it.each([
    'audit',
    'audit log',
    'audit trail?',
    'change history',
    'list of all changes last month',
    'what was changed yesterday',
    'who approved request 144?',
    'history of the device',
    'what did they change',
    'audit log entries of last week',
    "today's changes",
    "last week's audit",
    "the device's history",
    "Intune's audit log",
    "Monday's changes",
    'everything that was changed',
    'everything that was done yesterday',
    'changes made yesterday',
    'changes that were made last week',
    'show me what they did',
    'audit none',
    'audit of nobody',
    '',
    `audit ${'a '.repeat(500)}`,
    'audit <script>alert(1)</script>',
    "audit '; drop table audit; --",
  ])('nobody is named in: %s', (text) => {
    expect(subject(text)).toBeUndefined();
  });
});

it.each([
  ['PF4K7X2N', { type: 'devices', serials: ['PF4K7X2N'] }],
  ['Anna Lindqvist', { type: 'named', name: 'Anna Lindqvist' }],
  ['anna', { type: 'named', name: 'anna' }],
  ['me', { type: 'self' }],
  ['myself please', { type: 'self' }],
  ['???', undefined],
  ['the last one', undefined],
  ["Anna's", { type: 'named', name: 'Anna' }],
  ['none', undefined],
  ['Nobody', undefined],
  ['nobody.', undefined],
  ['nothing, thanks', undefined],
  ['no one', undefined],
  ['no-one', undefined],
])('takes “%s” as an answer to the question whose history is meant', (text, expected) => {
  expect(answered(text)).toEqual(expected);
});

const places = ['', 'audit ', 'Anna ', 'changes by ', "Anna's changes "];
const fillings = [
  ',',
  '"',
  "'",
  '’',
  '.',
  '?',
  ' ',
  '\n',
  '\u00A0',
  '. ',
  "'s ",
  'a',
  'a ',
  'changes by ',
  'show me ',
  'did ',
];

it.each(places.flatMap((place) => fillings.map((filling) => [place, filling] as const)))(
  'does not get lost in %j followed by a hundred thousand %j',
  (place, filling) => {
    const text = place + filling.repeat(100_000 / filling.length);
    for (const long of [text, `${text}x`, `${text} changed`]) {
      const begun = performance.now();
      subjectOf(long, noSlots);
      answeredSubject(long, noSlots);
      expect(performance.now() - begun).toBeLessThan(5000);
    }
  },
);

it('finds a name behind a hundred thousand spaces', () => {
  expect(subject(`${' '.repeat(100_000)}audit Anna Lindqvist`)).toEqual({
    type: 'named',
    name: 'Anna Lindqvist',
  });
});

it('lets others’ doings be seen by administrators only, and one’s own by oneself', () => {
  const actor = (role: Actor['role'], id = 'own'): Actor => ({ id, tenantId: 't', name: 'n', role });
  const may = (who: Actor) => [
    mayAskAbout(who, { type: 'devices', serials: ['A1'] }),
    mayAskAbout(who, { type: 'person', personId: 'own' }),
    mayAskAbout(who, { type: 'person', personId: 'other' }),
    mayAskAbout(who, { type: 'person', personId: '' }),
  ];

  expect(roles.map((role) => may(actor(role)))).toEqual([
    [false, false, false, false],
    [true, true, false, false],
    [true, true, true, true],
  ]);
  expect(may(actor('helpdesk', ''))).toEqual([true, false, false, false]);
});
