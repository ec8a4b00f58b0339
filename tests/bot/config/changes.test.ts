import { readConfig } from '../../../bot/config';
import { tellProblems } from '../../../bot/start-up';
import { usualRules } from '../../../services/changes/rules';

const one = '11111111-2222-3333-4444-aaaaaaaaaaaa';
const two = '11111111-2222-3333-4444-bbbbbbbbbbbb';

function rulesOf(environment: Record<string, string>) {
  const reading = readConfig(environment, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config.changes;
}

function problemsOf(environment: Record<string, string>) {
  const reading = readConfig(environment, false);
  return reading.ok ? [] : reading.problems;
}

it('leaves changes as they usually are when nothing is said', () => {
  expect(rulesOf({ TAG_APPROVERS: ' ', CHANGE_UNDO_HOURS: '', APPROVALS_CONVERSATION: ' ' })).toEqual(
    usualRules,
  );
});

it('reads everything that can be said about changes', () => {
  expect(
    rulesOf({
      APPROVALS_CONVERSATION: ' 19:4a95F7@thread.tacv2 ',
      CHANGE_AUTO_APPROVE: 'Admin, first-tag;admin',
      CHANGE_TWO_APPROVERS_ABOVE: '50',
      TAG_APPROVERS: `UK-=${one.toUpperCase()}|${two}`,
      CHANGE_REMIND_HOURS: '4',
      CHANGE_EXPIRE_HOURS: '8',
      CHANGE_PROVE_MINUTES: '30',
      CHANGE_UNDO_HOURS: '0',
    }),
  ).toEqual({
    approvalsConversation: '19:4a95F7@thread.tacv2',
    autoApprove: ['first-tag', 'admin'],
    twoApproversAbove: 50,
    approvers: [{ prefix: 'UK-', groups: [one, two] }],
    remindAfterHours: 4,
    expireAfterHours: 8,
    proveWithinMinutes: 30,
    undoWithinHours: 0,
  });
});

describe('the conversation for approvals', () => {
  it.each([
    '19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2',
    '19:JW2zU-_Sv1@thread.tacv2;messageid=1714986465974',
    '19:meeting_Mg/42==@thread.v2',
    '19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.skype',
  ])('may be %s', (id) => {
    expect(rulesOf({ APPROVALS_CONVERSATION: id }).approvalsConversation).toBe(id);
  });

  it.each([
    ['the name of a channel', 'Autopilot approvals'],
    ['a personal chat', 'a:1-demo-personal-chat'],
    ['a chat of two people', '19:one_two@unq.gbl.spaces'],
    ['a link', 'https://teams.microsoft.com/l/channel/19%3A4a95%40thread.tacv2/Approvals'],
    ['an id as it stands in a link', '19%3A4a95%40thread.tacv2'],
    ['an id with more behind it', '19:4a95@thread.tacv2/../19:other@thread.v2'],
    ['two of them', '19:one@thread.tacv2, 19:two@thread.tacv2'],
    ['a thread without message', '19:4a95@thread.tacv2;messageid='],
  ])('is not %s', (_title, value) => {
    expect(problemsOf({ APPROVALS_CONVERSATION: value })).toEqual([
      { variable: 'APPROVALS_CONVERSATION', problem: 'not-a-conversation', value },
    ]);
  });
});

describe('approvers of tags', () => {
  it('may be named for several beginnings, with spaces and line ends between', () => {
    expect(
      rulesOf({ TAG_APPROVERS: ` UK- = ${one} | ${two} ,\nDE Corp=${two};uk-=${two}|${two},` }).approvers,
    ).toEqual([
      { prefix: 'UK-', groups: [one, two] },
      { prefix: 'DE Corp', groups: [two] },
      { prefix: 'uk-', groups: [two] },
    ]);
  });

  it.each([
    ['a group by name', 'UK-=UK admins'],
    ['no group', 'UK-'],
    ['an empty group', 'UK-='],
    ['a group left out', `UK-=${one}|`],
    ['no beginning', `=${one}`],
    ['a wildcard, which no tag begins with', `UK-*=${one}`],
    ['a pattern', `^UK=${one}`],
    ['the order of other settings', `${one}=UK-`],
    ['two beginnings in one', `UK-=DE-=${one}`],
  ])('are not %s', (_title, value) => {
    expect(problemsOf({ TAG_APPROVERS: `FR-=${two}, ${value}` })).toEqual([
      { variable: 'TAG_APPROVERS', problem: 'not-tag-approvers', value },
    ]);
  });
});

describe('numbers', () => {
  it.each([
    ['CHANGE_TWO_APPROVERS_ABOVE', 1, 500],
    ['CHANGE_REMIND_HOURS', 1, 720],
    ['CHANGE_EXPIRE_HOURS', 1, 720],
    ['CHANGE_PROVE_MINUTES', 1, 10_080],
    ['CHANGE_UNDO_HOURS', 0, 720],
  ])('of %s are whole, from %d to %d', (variable, least, most) => {
    for (const value of [String(least - 1), String(most + 1), '1.5', '1e1', 'never', '24h', '٣']) {
      expect(problemsOf({ [variable]: value })).toEqual([
        { variable, problem: 'not-a-number', value, limits: { least, most } },
      ]);
    }
  });

  it.each([
    ['CHANGE_TWO_APPROVERS_ABOVE', 'twoApproversAbove', [1, 500]],
    ['CHANGE_REMIND_HOURS', 'remindAfterHours', [1, 71]],
    ['CHANGE_EXPIRE_HOURS', 'expireAfterHours', [25, 720]],
    ['CHANGE_PROVE_MINUTES', 'proveWithinMinutes', [1, 10_080]],
    ['CHANGE_UNDO_HOURS', 'undoWithinHours', [0, 720]],
  ] as const)('of %s are taken up to their limits', (variable, rule, values) => {
    for (const value of values) expect(rulesOf({ [variable]: String(value) })[rule]).toBe(value);
  });
});

it.each([
  ['both said', { CHANGE_REMIND_HOURS: '8', CHANGE_EXPIRE_HOURS: '8' }, '8'],
  ['one as usual', { CHANGE_EXPIRE_HOURS: '12' }, '24'],
  ['the other as usual', { CHANGE_REMIND_HOURS: '72' }, '72'],
])('reminds before a request expires: %s', (_title, environment, value) => {
  expect(problemsOf(environment)).toEqual([
    { variable: 'CHANGE_REMIND_HOURS', problem: 'reminder-too-late', value },
  ]);
});

it('does not compare hours that cannot be read', () => {
  expect(problemsOf({ CHANGE_REMIND_HOURS: '80', CHANGE_EXPIRE_HOURS: 'x' })).toMatchObject([
    { variable: 'CHANGE_EXPIRE_HOURS' },
  ]);
});

it('knows no rule of another name, not even of a member of every object', () => {
  expect(problemsOf({ CHANGE_AUTO_APPROVE: 'admin, everybody constructor' })).toEqual([
    { variable: 'CHANGE_AUTO_APPROVE', problem: 'not-an-auto-rule', value: 'everybody' },
    { variable: 'CHANGE_AUTO_APPROVE', problem: 'not-an-auto-rule', value: 'constructor' },
  ]);
});

it('tells every problem in one go, each with what would be right', () => {
  const written: string[] = [];
  const write = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  tellProblems(
    problemsOf({
      APPROVALS_CONVERSATION: 'Approvals',
      CHANGE_AUTO_APPROVE: 'all',
      CHANGE_TWO_APPROVERS_ABOVE: '0',
      TAG_APPROVERS: 'UK-*=x',
      CHANGE_EXPIRE_HOURS: '2',
      PORT: 'x',
    }),
  );
  write.mockRestore();
  process.exitCode = undefined;

  const lines = written.join('').trimEnd().split('\n');
  expect(lines).toHaveLength(7);
  for (const text of [
    '19:…@thread.tacv2',
    '“all”',
    'from 1 to 500; “0”',
    '“UK-*=x”',
    'CHANGE_EXPIRE_HOURS',
    'PORT',
  ]) {
    expect(lines.filter((line) => line.includes(text))).toHaveLength(1);
  }
  expect(written.join('')).not.toContain('{{');
});
