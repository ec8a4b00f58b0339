import { createTurnHandler } from '../../bot/adapter';
import { startServer, type RunningServer } from '../../bot/server';
import { withoutSignIn } from '../../bot/sign-in';
import { createLog } from '../../services/log';
import { TeamsConnector } from '../support/teams-connector';

const tenantId = '99999999-8888-7777-6666-555555555555';
const person = { id: '29:p', name: 'P', objectId: 'aaaaaaaa-0000-0000-0000-000000000000' };

let bot: RunningServer;
let teams: TeamsConnector;
const failures: unknown[] = [];

beforeAll(async () => {
  const onTurn = createTurnHandler({
    signIn: withoutSignIn(),
    tenants: [tenantId],
    loopbackOnly: true,
    outgoingTimeoutMs: 200,
    log: createLog('silent'),
    onTurn: async (context) => {
      await context.sendActivity('answered');
    },
    onFailure: (_context, error) => {
      failures.push(error);
      return Promise.resolve();
    },
  });
  bot = await startServer('127.0.0.1', 0, onTurn);
  teams = await TeamsConnector.start(`http://127.0.0.1:${bot.port}`, tenantId);
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
});

beforeEach(() => {
  failures.length = 0;
  teams.authorizations.length = 0;
});

it.each([429, 500, 502, 503, 504])(
  'a message that Teams refuses with %i is not sent again',
  async (status) => {
    teams.misbehave({ times: 1, status, headers: { 'Retry-After': '0' } });

    const turn = await teams.say(person, 'hello');

    expect(turn.replies).toEqual([]);
    expect(teams.authorizations).toHaveLength(1);
    expect(failures).toHaveLength(1);
  },
);

it('a message that Teams does not take is given up after the time-out', async () => {
  teams.misbehave({ times: 1, delayMs: 1500, status: 200 });
  const startedAt = performance.now();

  await teams.say(person, 'hello');

  expect(performance.now() - startedAt).toBeLessThan(1500);
  expect(failures).toHaveLength(1);
});
