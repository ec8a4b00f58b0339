import type { TurnContext } from 'botbuilder';
import { createSendWindows, teamsLimits } from '../../../bot/outgoing/send-limits';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { TeamsConnector } from '../../support/teams-connector';
import { createFakeTime, person, startTestBot, tenantId, type TestBot } from './test-bot';

let store: TestStore;
let bot: TestBot;
let teams: TeamsConnector;
let time: ReturnType<typeof createFakeTime>;
/** When each call arrived, by conversation. */
let arrivals: Map<string, number[]>;
const merged: string[] = [];

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.stop());

beforeEach(async () => {
  time = createFakeTime();
  arrivals = new Map();
  merged.length = 0;
  bot = await startTestBot(store, {
    clock: time.clock,
    pause: (ms) => time.pause(ms),
    meter: {
      count(outcome) {
        if (outcome === 'merged') merged.push(outcome);
      },
    },
  });
  teams = await TeamsConnector.start(bot.url, tenantId);
  teams.onCall = ({ path }) => {
    const conversation = path.split('/')[3]!;
    arrivals.set(conversation, [...(arrivals.get(conversation) ?? []), time.clock.now()]);
  };
});

afterEach(async () => {
  await teams.stop();
  await bot.stop();
});

const inConversation = (id: string) => ({ conversation: { id, tenantId } as never });
const textsSent = () => teams.sent.map(({ activity }) => activity.text);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The most calls that arrived in any stretch of time shorter than `withinMs`. */
function most(times: readonly number[], withinMs: number): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + withinMs).length));
}

function expectLimitsKept(conversation: string): void {
  for (const { calls, withinMs } of teamsLimits) {
    expect(most(arrivals.get(conversation)!, withinMs)).toBeLessThanOrEqual(calls);
  }
}

it('fifty messages at once arrive in order and never faster than Teams takes them', async () => {
  bot.onTurn = (context) =>
    Promise.all(numbers(50).map((number) => context.sendActivity(`number ${number}`)));

  await teams.say(person, 'hello', inConversation('busy'));

  expect(textsSent()).toEqual(numbers(50).map((number) => `number ${number}`));
  expectLimitsKept('busy');
  expect(most(arrivals.get('busy')!, 1000)).toBe(7);
  expect(bot.failures).toEqual([]);
});

it('many turns in one conversation keep the limits together', async () => {
  bot.onTurn = async (context) => {
    for (const part of numbers(6)) await context.sendActivity(`part ${part}`);
  };
  for (const number of numbers(25)) {
    await teams.say(person, `hello ${number}`, inConversation('long'));
    time.pass(2500);
  }

  expectLimitsKept('long');
  expect(most(arrivals.get('long')!, 30_000)).toBe(60);
  expect(bot.failures).toEqual([]);
});

it('the limit of an hour is kept too', () => {
  const windows = createSendWindows(teamsLimits);
  const sent: number[] = [];
  for (let now = 0; sent.length < 4000; now += windows.waitMs(now)) {
    if (windows.waitMs(now) > 0) continue;
    windows.record(now);
    sent.push(now);
  }

  for (const { calls, withinMs } of teamsLimits) {
    const tooClose = sent.filter((at, index) => at - (sent[index - calls] ?? -Infinity) < withinMs);
    expect(tooClose).toEqual([]);
  }
  expect(sent.filter((at) => at < 3_600_000)).toHaveLength(1800);
});

it('a clock that is set back does not silence a conversation', () => {
  const windows = createSendWindows(teamsLimits);
  for (const number of numbers(8)) windows.record(10_000_000 + number);

  expect(windows.waitMs(0)).toBeLessThanOrEqual(2000);
});

it('edits and deletions count like messages', async () => {
  bot.onTurn = async (context) => {
    for (const number of numbers(5)) {
      await context.sendActivity('one');
      await context.updateActivity({ type: 'message', id: `card ${number}`, text: 'two' });
      await context.deleteActivity(`card ${number}`);
    }
  };

  await teams.say(person, 'hello', inConversation('mixed'));

  expect(arrivals.get('mixed')).toHaveLength(15);
  expectLimitsKept('mixed');
});

it('the threads of a channel share its limits', async () => {
  bot.onTurn = (context) => Promise.all(numbers(5).map((number) => context.sendActivity(`number ${number}`)));

  await Promise.all(
    numbers(4).map((thread) =>
      teams.say(person, `hello ${thread}`, inConversation(`19:x@thread.tacv2;messageid=${thread}`)),
    ),
  );

  const all = [...arrivals.values()].flat().sort((a, b) => a - b);
  expect(all).toHaveLength(20);
  expect(most(all, 1000)).toBeLessThanOrEqual(7);
  expect(most(all, 2000)).toBeLessThanOrEqual(8);
});

it('a conversation in trouble does not hold another one up', async () => {
  teams.misbehave({ times: 1, conversationId: 'slow', delayMs: 700 });
  bot.onTurn = (context) => context.sendActivity(`to ${context.activity.conversation.id}`);

  const slow = teams.say(person, 'hello', inConversation('slow'));
  await teams.say(person, 'hello', inConversation('quick'));

  expect(textsSent()).toEqual(['to quick']);
  await slow;
  expect(textsSent()).toEqual(['to quick', 'to slow']);
});

it('what comes while a message waits for its repetition goes after it', async () => {
  teams.misbehave({ times: 1, status: 429 });
  bot.onTurn = (context) => Promise.all(['first', 'second'].map((text) => context.sendActivity(text)));

  await teams.say(person, 'hello', inConversation('ordered'));

  expect(textsSent()).toEqual(['first', 'second']);
});

describe('several edits of one card', () => {
  const edit = (context: TurnContext, text: string, id = 'card') =>
    context.updateActivity({ type: 'message', id, text });

  it('that wait at the same time become the last one, and everybody hears how that went', async () => {
    teams.misbehave({ times: 1, method: 'POST', delayMs: 100 });
    const outcomes: string[] = [];
    bot.onTurn = async (context) => {
      const first = context.sendActivity('in the way');
      const rest = ['10 %', '20 %', '30 %'].map((text) => edit(context, text));
      const ended = await Promise.allSettled([first, ...rest, edit(context, 'its own', 'other')]);
      outcomes.push(...ended.map(({ status }) => status));
    };

    await teams.say(person, 'hello', inConversation('edits'));

    expect(textsSent()).toEqual(['in the way', '30 %', 'its own']);
    expect(outcomes).toEqual(Array(5).fill('fulfilled'));
    expect(merged).toHaveLength(2);
  });

  it('whose first is refused become the last one', async () => {
    teams.misbehave({ times: 1, method: 'PUT', delayMs: 100, status: 502 });
    bot.onTurn = (context) => Promise.all(['10 %', '20 %', '30 %'].map((text) => edit(context, text)));

    await teams.say(person, 'hello', inConversation('refused edits'));

    expect(textsSent()).toEqual(['30 %']);
    expect(bot.failures).toEqual([]);
  });

  it('that fail, fail for everybody who waited', async () => {
    teams.misbehave({ times: 1, method: 'POST', delayMs: 100 });
    teams.misbehave({ times: 1, method: 'PUT', status: 403 });
    const outcomes: string[] = [];
    bot.onTurn = async (context) => {
      const first = context.sendActivity('in the way');
      const edits = await Promise.allSettled(['10 %', '20 %'].map((text) => edit(context, text)));
      outcomes.push(...edits.map(({ status }) => status));
      await first;
    };

    await teams.say(person, 'hello', inConversation('failing edits'));

    expect(outcomes).toEqual(['rejected', 'rejected']);
  });
});
