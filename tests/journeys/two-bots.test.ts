import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import people from '../../services/demo/people.json';
import { killBotProcesses, startBotProcess, type BotProcess } from '../support/bot-process';
import { freePort } from '../support/free-port';
import { until } from '../support/until';
import { createDatabase } from '../support/postgres/database';
import { withClient } from '../support/postgres/template';
import { buttonsOf, cardOf, TeamsConnector, textsOf, type Person } from '../support/teams-connector';

const withinMs = 90_000;
/** Long before the bots' own time, so that Intune's ten minutes between two syncs have passed for them. */
const longAgo = Date.UTC(2026, 2, 2, 9);

let tenant: DemoTenant;
let tenantTime = longAgo;
let databaseUrl: string;
let teams: TeamsConnector;
let bots: readonly [BotProcess, BotProcess];
let startFirst: () => Promise<BotProcess>;

beforeAll(async () => {
  databaseUrl = await createDatabase({ empty: true });
  tenant = await createDemoTenant({ devices: 50, clock: { now: () => tenantTime }, anyToken: true });
  const environment = {
    ROLE_ADMINS: admins.map(({ objectId }) => objectId).join(','),
    DATABASE_URL: databaseUrl,
    AUTOPILOT_GRAPH_URL: tenant.url,
    LOG_LEVEL: 'error',
  };
  const [first, second] = [await freePort(), await freePort()];
  // Together, on a database that neither has prepared: the tables are made once.
  startFirst = () => startBotProcess(first, environment);
  bots = await Promise.all([startFirst(), startBotProcess(second, environment)]);
  teams = await TeamsConnector.start(bots[0].url, people.tenantId);
}, withinMs);

afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop('SIGTERM')));
  killBotProcesses();
  await teams.stop();
  await tenant.stop();
}, withinMs);

beforeEach(() => {
  tenantTime += 60 * 60_000;
});

const syncsStarted = () =>
  tenant
    .requests()
    .filter(({ method, path, status }) => method === 'POST' && path.endsWith('/sync') && status === 204)
    .length;

function person(number: number): Person {
  const objectId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { id: `29:person-${number}`, name: `Person ${number}`, objectId };
}
const admins = Array.from({ length: 20 }, (_, number) => person(100 + number));

const cardNow = (activityId: string) => textsOf(cardOf(teams.shown(activityId)));

const [admin = person(0)] = admins;

/** Asks for a sync and gives the card's message and its button's data. */
async function offerOfSync() {
  const before = teams.sent.length;
  await teams.say(admin, 'sync');
  const sent = teams.sent
    .slice(before)
    .find(({ activity }) => buttonsOf(cardOf(activity), 'sync.confirm').length > 0)!;
  const [confirm] = buttonsOf(cardOf(sent.activity), 'sync.confirm');
  return { cardId: sent.activityId, confirm: confirm! };
}

/** Each of these to both bots, so many times, all at once. */
const deliverAll = (activities: readonly ReturnType<TeamsConnector['message']>[], times: number) =>
  Promise.all(
    activities.flatMap((activity) =>
      bots.flatMap(({ url }) => Array.from({ length: times }, () => teams.deliver(activity, {}, url))),
    ),
  );

const offersIn = (sent: typeof teams.sent) =>
  sent.flatMap(({ activityId, activity }) => {
    const [confirm] = buttonsOf(cardOf(activity), 'sync.confirm');
    return confirm === undefined ? [] : [{ cardId: activityId, confirm, to: activity.conversation?.id }];
  });

it(
  'a thousand activities, repeated and at once: each is answered once and each promise kept once',
  async () => {
    const [before, started] = [teams.sent.length, syncsStarted()];
    const questions = [
      ...Array.from({ length: 40 }, (_, number) => teams.message(person(number), 'help')),
      ...admins.map((each) => teams.message(each, 'sync')),
    ];
    const asked = await deliverAll(questions, 6);
    const answers = teams.sent.slice(before).map(({ activity }) => activity.conversation?.id);
    const offers = offersIn(teams.sent.slice(before));

    // Each button is pressed seven times, and each press arrives at both.
    const presses = admins.flatMap((each) => {
      const { cardId, confirm } = offers.find(({ to }) => to === `a:${each.id}`)!;
      return Array.from({ length: 7 }, () => teams.pressing(each, confirm.verb, confirm.data, cardId));
    });
    const pressed = await deliverAll(presses, 1);
    await until(() =>
      offers.every(({ cardId }) => /was started|Not done|did not start/.test(cardNow(cardId))),
    );

    expect(asked.length + pressed.length).toBe(1000);
    expect([...asked, ...pressed].filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers).toHaveLength(60);
    expect(new Set(answers).size).toBe(60);
    expect(offers).toHaveLength(20);
    for (const { confirm } of offers) {
      expect(await auditOf(confirm.data)).toEqual(['requested done', expect.stringMatching(/^applied /)]);
    }
    expect(syncsStarted() - started).toBe(1);
  },
  withinMs,
);

it(
  'a button that reaches both, forty times at once, takes effect once',
  async () => {
    const started = syncsStarted();
    const { cardId, confirm } = await offerOfSync();

    const presses = await Promise.all(
      bots.flatMap(({ url }) =>
        Array.from({ length: 20 }, () =>
          teams.deliver(teams.pressing(admin, confirm.verb, confirm.data, cardId), {}, url),
        ),
      ),
    );
    await until(() => cardNow(cardId).includes('The sync was started'));

    expect(presses.every(({ status }) => status === 200)).toBe(true);
    expect(syncsStarted() - started).toBe(1);
    expect(await auditOf(confirm.data)).toEqual(['requested done', 'applied done']);
  },
  withinMs,
);

it(
  'what one had begun when it was killed is finished by the other',
  async () => {
    const started = syncsStarted();
    const { cardId, confirm } = await offerOfSync();
    const [first, second] = bots;
    const clear = tenant.faults.set({ match: { path: /windowsAutopilotSettings/ }, delayMs: 1500 });

    await teams.deliver(teams.pressing(admin, confirm.verb, confirm.data, cardId), {}, first.url);
    await first.stop('SIGKILL');
    clear();
    await until(() => cardNow(cardId).includes('The sync was started'));

    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect(syncsStarted() - started).toBe(1);
    expect(await auditOf(confirm.data)).toEqual(['requested done', 'applied done']);
    bots = [await startFirst(), second];
  },
  withinMs,
);

async function auditOf(data: unknown): Promise<string[]> {
  const { id } = data as { id: number };
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ action: string; result: string }>(
      'select action, result from audit where request_id = $1 order by entry',
      [id],
    );
    return rows.map(({ action, result }) => `${action} ${result}`);
  });
}
