import { createRecognizer } from '../../bot/recognizer/recognizer';
import { commands } from '../../dialogs';
import { answeredSubject, mayAskAbout, subjectOf } from '../../dialogs/audit-subject';
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
    ['changes by jürgen wolf this month', 'jürgen wolf'],
    ["what did O'Brien register last week?", "O'Brien"],
    ['/audit user= sofie.brandt', 'sofie.brandt'],
    ['history of marcus.okafor@contoso.example', 'marcus.okafor@contoso.example'],
    ['actions taken by Lindqvist in the past month', 'Lindqvist'],
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
])('takes “%s” as an answer to the question whose history is meant', (text, expected) => {
  expect(answered(text)).toEqual(expected);
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
