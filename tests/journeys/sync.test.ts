import people from '../../services/demo/people.json';
import { openHouse, personWith, type House } from '../support/house';
import { withClient } from '../support/postgres/template';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person } from '../support/teams-connector';
import { until } from '../support/until';

const admin = personWith('admin');
const otherAdmin: Person = {
  id: '29:1-demo-marcus-okafor',
  name: 'Marcus Okafor',
  objectId: '0c9e4b6d-82f3-47a5-b1c4-7f60d2e8a935',
};
const helpdesk = personWith('helpdesk');
const hour = 60 * 60_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => {
  house.tenant.faults.clear();
  house.wait(hour);
});

interface Offer {
  readonly cardId: string;
  readonly confirm: {
    readonly verb: string;
    readonly data: { readonly id: number; readonly revision: number };
  };
  readonly withdraw: { readonly verb: string; readonly data: unknown };
}

/** The same words in a group chat instead of the personal one. */
const group = {
  conversation: {
    id: '19:group@thread.v2',
    name: '',
    conversationType: 'groupChat',
    tenantId: people.tenantId,
    isGroup: true,
  },
};

async function offer(where: object = {}): Promise<Offer> {
  const before = house.teams.sent.length;
  await house.teams.say(admin, 'sync autopilot now', where);
  const { activityId, activity } = house.teams.sent
    .slice(before)
    .find((sent) => buttonsOf(cardOf(sent.activity), 'sync.confirm').length > 0)!;
  const [confirm] = buttonsOf(cardOf(activity), 'sync.confirm');
  const [withdraw] = buttonsOf(cardOf(activity), 'sync.withdraw');
  return { cardId: activityId, confirm: confirm as Offer['confirm'], withdraw: withdraw! };
}

const cardNow = ({ cardId }: Offer) => textsOf(cardOf(house.teams.shown(cardId)));
const press = ({ cardId }: Offer, button: { verb: string; data: unknown }, person = admin) =>
  house.teams.press(person, button.verb, button.data, cardId);
const posts = () =>
  house.tenant.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/sync'));

async function auditOf({ confirm }: Offer): Promise<string[]> {
  return withClient(house.databaseUrl, async (client) => {
    const { rows } = await client.query<Record<'action' | 'result' | 'actor_name' | 'role', string>>(
      'select action, result, actor_name, role from audit where request_id = $1 order by entry',
      [confirm.data.id],
    );
    return rows.map(({ action, result, actor_name, role }) => `${actor_name} (${role}) ${action} ${result}`);
  });
}

it('shows what would happen, and does it only after the button', async () => {
  const started = posts().length;
  const asked = await offer();
  expect(cardNow(asked)).toContain('for the whole tenant');
  expect(cardNow(asked)).toContain('Nothing has been done yet');
  expect(posts()).toHaveLength(started);

  const pressed = await press(asked, asked.confirm);

  expect(JSON.stringify(pressed.body)).toContain('Confirmed. I am on it');
  await until(() => cardNow(asked).includes('The sync was started'));
  expect(posts()).toHaveLength(started + 1);
  expect(buttonsOf(cardOf(house.teams.shown(asked.cardId)), 'sync.confirm')).toEqual([]);
  expect(await auditOf(asked)).toEqual([
    'Anna Lindqvist (admin) requested done',
    'Anna Lindqvist (admin) applied done',
  ]);
});

it.each(['yes', 'Yes please', 'yep', 'ok', 'sure'])('takes a typed “%s” for the button', async (text) => {
  const asked = await offer();

  await house.teams.say(admin, text);

  await until(() => cardNow(asked).includes('The sync was started'));
});

it.each(['no', 'nope', 'no thanks', 'cancel', 'help', "where's 5CG4217QHX?"])(
  'takes the offer back after “%s”',
  async (text) => {
    const started = posts().length;
    const asked = await offer();

    await house.teams.say(admin, text);
    const late = await press(asked, asked.confirm);

    await until(() => cardNow(asked).includes('Cancelled. Nothing was changed.'));
    expect(JSON.stringify(late.body)).toContain('Cancelled. Nothing was changed.');
    expect(posts()).toHaveLength(started);
    expect(await auditOf(asked)).toEqual([]);
  },
);

it.each([
  'ok wait',
  'ok no',
  'yes or no?',
  "i don't agree",
  'ok but later',
  'is that ok for the users',
  '1',
  'first',
  'what is sure',
  'yes sync 7XK2QY3',
])('does not take “%s” for a yes', async (text) => {
  const started = posts().length;
  const asked = await offer();

  await house.teams.say(admin, text);
  await house.teams.say(admin, 'no');

  await until(() => cardNow(asked).includes('Cancelled'));
  expect(posts()).toHaveLength(started);
});

it('answers a serial while it waits for a yes or a no', async () => {
  await offer();

  const turn = await house.teams.say(admin, '7XK2QY3');

  expect(wordsOf(turn)).toContain('Needs help');
});

it('takes the card that was pressed for its own when nobody heard that it arrived', async () => {
  const before = house.teams.sent.length;
  house.teams.misbehave({ times: 1, status: 502, takes: true });
  await house.teams.say(admin, 'sync');
  const sent = house.teams.sent
    .slice(before)
    .find(({ activity }) => buttonsOf(cardOf(activity), 'sync.confirm').length > 0)!;
  const [confirm] = buttonsOf(cardOf(sent.activity), 'sync.confirm');

  await house.teams.press(admin, confirm!.verb, confirm!.data, sent.activityId);

  await until(() => textsOf(cardOf(house.teams.shown(sent.activityId))).includes('The sync was started'));
  const cards = house.teams.sent
    .slice(before)
    .filter(({ method, activity }) => method === 'POST' && cardOf(activity) !== undefined);
  expect(cards).toHaveLength(1);
});

it('asks with the card and nothing else', async () => {
  const before = house.teams.sent.length;

  await house.teams.say(admin, 'sync');

  expect(house.teams.sent.slice(before).filter(({ method }) => method === 'POST')).toHaveLength(1);
  await house.teams.say(admin, 'no');
});

it('asks again for a yes or a no when the answer is neither', async () => {
  const asked = await offer();

  const turn = await house.teams.say(admin, 'hmm hmm');

  expect(wordsOf(turn)).toContain('write yes or no');
  await house.teams.say(admin, 'no');
  await until(() => cardNow(asked).includes('Cancelled'));
});

it('leaves no question open once the button was pressed', async () => {
  const asked = await offer();
  await press(asked, asked.confirm);
  await until(() => cardNow(asked).includes('The sync was started'));

  const next = await house.teams.say(admin, '5CG4217QHX');

  expect(wordsOf(next)).not.toContain('yes or no');
  expect(wordsOf(next)).toContain('5CG4217QHX');
});

it('Cancel on the card ends it for good', async () => {
  const started = posts().length;
  const asked = await offer();

  await press(asked, asked.withdraw);
  await press(asked, asked.confirm);

  await until(() => cardNow(asked).includes('Cancelled'));
  expect(posts()).toHaveLength(started);
});

it('a press that Teams delivers again is told that it arrived', async () => {
  const asked = await offer();
  const activity = house.teams.pressing(admin, asked.confirm.verb, asked.confirm.data, asked.cardId);

  const turns = await Promise.all([1, 2, 3].map(() => house.teams.deliver(activity)));

  const told = turns.map(({ body }) =>
    JSON.stringify(body).includes('I have had this one already') ? 'again' : 'first',
  );
  expect(told.sort()).toEqual(['again', 'again', 'first']);
  await until(() => cardNow(asked).includes('The sync was started'));
});

it('an old card does not take back the offer that is open now', async () => {
  const old = await offer();
  await house.teams.say(admin, 'no');
  const asked = await offer();

  await press(old, old.confirm);
  await house.teams.say(admin, 'yes');

  await until(() => cardNow(asked).includes('The sync was started'));
});

it('two presses at once take effect once', async () => {
  const started = posts().length;
  const asked = await offer();

  await Promise.all(Array.from({ length: 10 }, () => press(asked, asked.confirm)));
  await until(() => cardNow(asked).includes('The sync was started'));

  expect(posts()).toHaveLength(started + 1);
  expect(await auditOf(asked)).toHaveLength(2);
});

it.each([
  ['another admin', otherAdmin, 'Only Anna Lindqvist'],
  ['the helpdesk', helpdesk, 'not open to you'],
])('in a group it is not confirmed by %s', async (_title, person, answer) => {
  const started = posts().length;
  const asked = await offer(group);

  const turn = await house.teams.press(person, asked.confirm.verb, asked.confirm.data, asked.cardId, group);

  expect(JSON.stringify(turn.body)).toContain(answer);
  expect(posts()).toHaveLength(started);
  await house.teams.say(admin, 'no', group);
});

it.each([
  ['no number', { id: 'x', revision: 1 }],
  ['a number nobody gave', { id: 999_999, revision: 1 }],
  ['nothing', {}],
  ['SQL', { id: "1' or 1=1", revision: 1 }],
  ['a number beyond all', { id: Number.MAX_SAFE_INTEGER, revision: 2_147_483_647 }],
])('a forged button with %s changes nothing', async (_title, data) => {
  const started = posts().length;

  const turn = await house.teams.press(admin, 'sync.confirm', data);

  expect(turn.status).toBe(200);
  expect(JSON.stringify(turn.body)).toContain('Nothing was changed');
  expect(posts()).toHaveLength(started);
});

it('a forged revision changes nothing', async () => {
  const asked = await offer();
  const started = posts().length;

  await press(asked, {
    ...asked.confirm,
    data: { ...asked.confirm.data, revision: Number.MAX_SAFE_INTEGER },
  });

  expect(cardNow(asked)).toContain('Nothing has been done yet');
  expect(posts()).toHaveLength(started);
  await house.teams.say(admin, 'no');
});

it('is not confirmed from another conversation', async () => {
  const started = posts().length;
  const asked = await offer();

  const turn = await house.teams.press(admin, asked.confirm.verb, asked.confirm.data, asked.cardId, group);

  expect(JSON.stringify(turn.body)).toContain('no longer know this button');
  expect(posts()).toHaveLength(started);
  await house.teams.say(admin, 'no');
});

it('an offer more than an hour old is not done any more', async () => {
  const started = posts().length;
  const asked = await offer();
  house.wait(hour + 1);

  await press(asked, asked.confirm);

  await until(() => cardNow(asked).includes('offered more than an hour ago'));
  expect(posts()).toHaveLength(started);
});

it('says when the next one is possible instead of offering one too soon', async () => {
  const asked = await offer();
  await press(asked, asked.confirm);
  await until(() => cardNow(asked).includes('The sync was started'));
  house.wait(4 * 60_000);

  const turn = await house.teams.say(admin, 'sync');

  expect(wordsOf(turn)).toContain('A sync was started 4 min ago');
  expect(wordsOf(turn)).toContain('in 6 min');
});

it('a sync that somebody else started meanwhile is not started again', async () => {
  const asked = await offer();
  await fetch(`${house.tenant.url}/beta/deviceManagement/windowsAutopilotSettings/sync`, {
    method: 'POST',
    headers: { authorization: 'Bearer somebody-else' },
  });
  const started = posts().length;

  await press(asked, asked.confirm);
  await until(() => cardNow(asked).includes('I did not start another one'));

  expect(posts()).toHaveLength(started);
  expect((await auditOf(asked)).at(-1)).toBe('Anna Lindqvist (admin) applied refused');
});

it('when Graph refuses, the card says so and what to do', async () => {
  const asked = await offer();
  house.tenant.faults.set({ match: { method: 'POST', path: /sync$/ }, status: 403 });

  await press(asked, asked.confirm);

  await until(() => cardNow(asked).includes('Not done.'));
  expect((await auditOf(asked)).at(-1)).toBe('Anna Lindqvist (admin) applied failed');
});

it.each([
  ['that did not arrive is tried again', { dropConnection: true }, 2],
  ['whose answer got lost is not repeated: it looks first', { losesAnswer: true }, 1],
])('a start %s', async (_title, trouble, times) => {
  const started = posts().length;
  const asked = await offer();
  house.tenant.faults.set({ match: { method: 'POST', path: /sync$/ }, ...trouble, times: 1 });

  await press(asked, asked.confirm);

  await until(() => cardNow(asked).includes('The sync was started'));
  expect(posts()).toHaveLength(started + times);
});

it('when Graph is away, says so at once and offers nothing', async () => {
  house.tenant.faults.set({ match: { path: /windowsAutopilotSettings/ }, status: 403 });

  const turn = await house.teams.say(admin, 'sync');

  expect(wordsOf(turn)).toContain('Nothing was changed');
  expect(buttonsOf(cardOf(turn.replies[0]), 'sync.confirm')).toEqual([]);
});

it.each([['helpdesk'], ['employee']])('is not for the %s', async (role) => {
  const turn = await house.teams.say(personWith(role), 'sync');

  expect(wordsOf(turn)).toContain('not open to you');
});
