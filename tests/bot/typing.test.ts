import type { TurnContext } from 'botbuilder';
import { whileTyping } from '../../bot/typing';
import { openTestStore, type TestStore } from '../support/postgres/store';
import { TeamsConnector } from '../support/teams-connector';
import { until } from '../support/until';
import { person, startTestBot, tenantId, type TestBot } from './outgoing/test-bot';

let store: TestStore;
let bot: TestBot;
let teams: TeamsConnector;
beforeAll(async () => {
  store = await openTestStore();
  bot = await startTestBot(store);
  teams = await TeamsConnector.start(bot.url, tenantId);
});
afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await store.stop();
});
beforeEach(() => {
  teams.typing.length = 0;
  bot.failures.length = 0;
});

const chat = (id: string) => ({ conversation: { id, tenantId, conversationType: 'personal' } as never });
const shown = (times: number) => until(() => teams.typing.length >= times);
const turns = (turn: (context: TurnContext) => Promise<void>) => {
  bot.onTurn = (context) => whileTyping(context, () => turn(context));
};

it('is shown after a second, and again after four more, until the turn is over', async () => {
  const begun = performance.now();
  const after: number[] = [];
  turns(async (context) => {
    for (const times of [1, 2]) {
      await shown(times);
      after.push(performance.now() - begun);
    }
    await context.sendActivity('done');
  });

  const turn = await teams.say(person, 'hello', chat('long'));

  expect(turn.replies.map(({ text }) => text)).toEqual(['done']);
  expect(teams.typing).toEqual(['long', 'long']);
  expect(after[0]).toBeGreaterThanOrEqual(990);
  expect(after[1]! - after[0]!).toBeGreaterThanOrEqual(3900);
});

it('is not shown once the turn is over, however it ended', async () => {
  turns(() => Promise.resolve());
  await teams.say(person, 'hello', chat('short'));
  turns(() => Promise.reject(new Error('a bug')));
  await teams.say(person, 'hello', chat('failed'));
  turns(() => shown(1));
  await teams.say(person, 'hello', chat('long'));

  expect(teams.typing).toEqual(['long']);
  expect(bot.failures).toHaveLength(1);
});

it('waits anew after something was said', async () => {
  const said: number[] = [];
  turns(async (context) => {
    await context.sendActivity('a moment');
    said.push(performance.now());
    await shown(1);
    said.push(performance.now());
  });

  await teams.say(person, 'hello', chat('interim'));

  expect(said[1]! - said[0]!).toBeGreaterThanOrEqual(3900);
});
