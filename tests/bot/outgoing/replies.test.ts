import { TeamsInfo, type TurnContext } from 'botbuilder';
import type { OutgoingOutcome } from '../../../bot/outgoing/meter';
import { freePort } from '../../support/free-port';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { TeamsConnector, type Misbehaviour } from '../../support/teams-connector';
import { createFakeTime, person, startTestBot, tenantId, type TestBot } from './test-bot';

const card = 'card-1';
const time = createFakeTime();
const counted: OutgoingOutcome[] = [];
const calls: string[] = [];

let store: TestStore;
let bot: TestBot;
let teams: TeamsConnector;

beforeAll(async () => {
  store = await openTestStore();
  bot = await startTestBot(store, {
    clock: time.clock,
    pause: time.pause,
    timeoutMs: 300,
    meter: { count: (outcome) => counted.push(outcome) },
  });
  teams = await TeamsConnector.start(bot.url, tenantId);
  teams.onCall = ({ method }) => calls.push(method);
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await store.stop();
});

beforeEach(() => {
  teams.behave();
  time.pass(3_600_000);
  for (const list of [time.pauses, counted, calls, bot.failures]) list.length = 0;
});

type Act = (context: TurnContext) => Promise<unknown>;

const acts = {
  POST: (context) => context.sendActivity('answered'),
  PUT: (context) => context.updateActivity({ type: 'message', id: card, text: 'edited' }),
  DELETE: (context) => context.deleteActivity(card),
} satisfies Record<string, Act>;

type Method = keyof typeof acts;

async function turnThat(method: Method, how?: Omit<Misbehaviour, 'times'>, times = 1) {
  if (how !== undefined) teams.misbehave({ times, method, ...how });
  bot.onTurn = acts[method];
  const before = teams.sent.length;
  await teams.say(person, 'hello');
  return teams.sent.slice(before).map((sent) => sent.method);
}

const troubles = {
  'a 412': { status: 412 },
  'a 429': { status: 429 },
  'a 500': { status: 500 },
  'a 502': { status: 502 },
  'a 503': { status: 503 },
  'a 504': { status: 504 },
  'no answer in time': { delayMs: 1000, status: 200 },
  'an answer that never ends': { breaksOff: 'within' },
  'a connection that breaks': { breaksOff: 'before' },
} satisfies Record<string, Omit<Misbehaviour, 'times'>>;

const surelyNotTaken = ['a 412', 'a 429'];

describe.each(Object.entries(troubles))('after %s', (title, how) => {
  it.each(['PUT', 'DELETE'] as const)('a %s is sent again', async (method) => {
    expect(await turnThat(method, how)).toEqual([method]);

    expect(calls).toEqual([method, method]);
    expect(bot.failures).toEqual([]);
  });

  const isRepeated = surelyNotTaken.includes(title);
  it(`a message is ${isRepeated ? 'sent again' : 'not sent again: it may have arrived'}`, async () => {
    expect(await turnThat('POST', how)).toEqual(isRepeated ? ['POST'] : []);

    expect(calls).toHaveLength(isRepeated ? 2 : 1);
    expect(bot.failures).toHaveLength(isRepeated ? 0 : 1);
  });
});

it('a message that Teams took before its answer got lost is shown once', async () => {
  expect(await turnThat('POST', { status: 502, takes: true })).toEqual(['POST']);
});

it.each([400, 401, 403, 404, 413])('what Teams refuses with %i is not sent again', async (status) => {
  for (const method of ['POST', 'PUT', 'DELETE'] as const) await turnThat(method, { status });

  expect(calls).toEqual(['POST', 'PUT', 'DELETE']);
  expect(bot.failures).toHaveLength(3);
});

it('nothing is tried without end', async () => {
  teams.misbehave({ times: 4, status: 429 });
  bot.onTurn = acts.PUT;
  await teams.say(person, 'hello');

  expect(calls).toHaveLength(4);
  expect(bot.failures).toEqual([expect.objectContaining({ statusCode: 429 })]);
});

it('the pauses grow', async () => {
  await turnThat('PUT', { status: 502 }, 3);

  const [first, second, third] = time.pauses;
  expect(time.pauses).toHaveLength(3);
  expect(first).toBeGreaterThanOrEqual(250);
  expect(first).toBeLessThanOrEqual(500);
  expect(second).toBeGreaterThanOrEqual(500);
  expect(third).toBeGreaterThanOrEqual(1000);
});

it('nobody connects where nobody listens, so the message is tried again and then given up', async () => {
  bot.onTurn = acts.POST;

  await teams.say(person, 'hello', { serviceUrl: `http://127.0.0.1:${await freePort()}` });

  expect(counted).toEqual(['not-sent', 'not-sent', 'not-sent', 'not-sent']);
  expect(bot.failures).toHaveLength(1);
});

describe('Retry-After', () => {
  it.each([
    ['in seconds', () => '5'],
    // A date has no fractions of a second.
    ['as a date', () => new Date(time.clock.now() + 6000).toUTCString()],
  ])('%s is waited for', async (_title, retryAfter) => {
    const began = time.clock.now();

    await turnThat('POST', { status: 429, headers: { 'Retry-After': retryAfter() } });

    expect(calls).toEqual(['POST', 'POST']);
    expect(time.clock.now() - began).toBeGreaterThanOrEqual(5000);
  });

  it('silences the whole conversation, and nobody is made to wait longer than a turn lasts', async () => {
    await turnThat('POST', { status: 429, headers: { 'Retry-After': '60' } });
    time.pass(10_000);
    expect(await turnThat('PUT')).toEqual([]);
    expect(calls).toEqual(['POST']);
    expect(bot.failures).toHaveLength(2);

    time.pass(40_000);
    expect(await turnThat('PUT')).toEqual(['PUT']);
    expect(time.pauses).toEqual([10_000]);
  });

  it('does not silence another conversation', async () => {
    await turnThat('POST', { status: 429, headers: { 'Retry-After': '60' } });

    const other = await teams.say(person, 'hello', { conversation: { id: 'other', tenantId } as never });

    expect(other.replies).toHaveLength(1);
  });

  it('of a year is not believed', async () => {
    await turnThat('POST', { status: 429, headers: { 'Retry-After': '31536000' } });
    time.pass(10 * 60_000);

    expect(await turnThat('POST')).toEqual(['POST']);
  });
});

it('a turn in trouble ends in time, however much it sends', async () => {
  teams.misbehave({ times: 40, status: 502 });
  const failed: unknown[] = [];
  bot.onTurn = async (context) => {
    for (let number = 0; number < 10; number += 1) {
      await acts.PUT(context).catch((error: unknown) => failed.push(error));
    }
  };
  const began = time.clock.now();

  await teams.say(person, 'hello');

  expect(failed).toHaveLength(10);
  expect(time.clock.now() - began).toBeLessThanOrEqual(15_000);
});

it('a button waits less: Teams forgets it sooner', async () => {
  teams.misbehave({ times: 1, status: 429, headers: { 'Retry-After': '10' } });
  bot.onTurn = acts.PUT;

  await teams.press(person, 'verb', {}, card);

  expect(calls).toEqual(['PUT']);
  expect(bot.failures).toHaveLength(1);
});

it('what only reads is bounded in time, and not repeated', async () => {
  teams.misbehave({ times: 1, method: 'GET', delayMs: 1000, status: 200 });
  bot.onTurn = (context) => TeamsInfo.getMember(context, person.id);

  await teams.say(person, 'hello');

  expect(calls).toEqual(['GET']);
  expect(bot.failures).toHaveLength(1);
});
