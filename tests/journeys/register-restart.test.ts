import { startBot } from '../../bot';
import { readConfig } from '../../bot/config';
import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { killBotProcesses, startBotProcess } from '../support/bot-process';
import { FileHost } from '../support/file-host';
import { freePort } from '../support/free-port';
import { callsOf } from '../support/graph-calls';
import { personWith } from '../support/house';
import { ImportStory, made, type Offer } from '../support/import-story';
import { createDatabase } from '../support/postgres/database';
import { TeamsConnector } from '../support/teams-connector';
import { until } from '../support/until';

/** Imports that outlive the bot that began them, or have two bots. */
const helpdesk = personWith('helpdesk');
const admin = personWith('admin');
const withinMs = 180_000;
const quick = { first: 0.2, most: 0.5, giveUp: 24 * 3600 };
const importPace = { following: quick, readingBack: quick, profiles: quick, trouble: quick, doubt: 0.5 };

let tenant: DemoTenant;
let host: FileHost;
let teams: TeamsConnector;
let databaseUrl: string;
let now = Date.UTC(2026, 2, 2, 9);
const clock = { now: () => now };
const running: { stop(): Promise<unknown> }[] = [];
let story: ImportStory;

beforeAll(async () => {
  tenant = await createDemoTenant({ devices: 50, clock, anyToken: true });
  host = await FileHost.start();
});
afterAll(async () => {
  killBotProcesses();
  await tenant.stop();
  await host.stop();
});
beforeEach(async () => {
  databaseUrl = await createDatabase();
});
afterEach(async () => {
  tenant.faults.clear();
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

async function begin() {
  const environment = { PORT: '0', AUTOPILOT_GRAPH_URL: tenant.url, DATABASE_URL: databaseUrl };
  const reading = readConfig({ ...environment, LOG_LEVEL: 'silent', PLAYGROUND: 'off' }, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const bot = await startBot(reading.config, { clock, sendLimits: [], paces: { imports: importPace } });
  await bot.warmedUp;
  running.push(bot);
  return bot;
}

/** Teams speaks to the bot with this URL. */
async function introduce(botUrl: string): Promise<void> {
  teams = await TeamsConnector.start(botUrl, people.tenantId);
  running.push(teams);
  story = new ImportStory({ tenant, teams, databaseUrl, wait: (ms) => void (now += ms) }, host);
}

async function end(bot: { stop(): Promise<unknown> }): Promise<void> {
  running.splice(running.indexOf(bot), 1);
  await bot.stop();
}

const posts = (from = 0) =>
  callsOf(tenant.requests().slice(from)).filter(
    ({ method, path }) => method === 'POST' && path.includes('importedWindowsAutopilotDeviceIdentities'),
  );
const states = async (prefix: string) => Object.entries(await story.states(prefix));

/** Each device is registered once, nothing was sent twice, and all was recorded once. */
async function expectOnce(prefix: string, count: number): Promise<void> {
  expect(await story.registered(prefix)).toHaveLength(count);
  const known = await story.rows<{ record_id: string | null }>('select record_id from import_rows');
  const ids = known.map(({ record_id: id }) => id);
  const strays = (await story.importList(prefix)).filter(({ id }) => !ids.includes(id));
  expect(strays).toEqual([]);
  const recorded = await story.rows<{ serial: string }>(
    "select serial from audit where action = 'registered' and result = 'done' and serial like $1",
    [`${prefix}%`],
  );
  expect(recorded).toHaveLength(count);
  expect(new Set(recorded.map(({ serial }) => serial)).size).toBe(count);
}

const told = () => teams.sent.filter(({ activity }) => activity.text?.includes('is through') === true);

describe('a bot that is stopped', () => {
  it.each([
    ['before the work has begun', 'BEFORE', () => Promise.resolve()],
    [
      'while rows are on their way to Intune',
      'WRITING',
      () => until(async () => (await states('WRITING')).some(([state]) => state === 'sending')),
    ],
    [
      'while Intune decides',
      'FOLLOWING',
      () => until(async () => (await states('FOLLOWING')).some(([state]) => state === 'sent')),
    ],
  ])(
    '%s is followed by one that goes on',
    async (_title, prefix, isThere) => {
      const first = await begin();
      await introduce(first.url);
      const asked = await story.offer(made(30, prefix));
      const from = tenant.requests().length;
      tenant.faults.set({ match: { path: /\/import$/ }, delayMs: 1000 });
      await story.confirm(asked);
      await isThere();
      await end(first);

      await begin();
      await story.untilSaid(asked, '30 of 30 registered');
      await until(() => told().length > 0);

      await expectOnce(prefix, 30);
      expect(posts(from)).toHaveLength(1);
      expect(told()).toHaveLength(1);
    },
    withinMs,
  );

  it(
    'is found again by the question how it goes, and stopped by it',
    async () => {
      const first = await begin();
      await introduce(first.url);
      const asked = await story.offer(made(3, 'ASKEDLATER'));
      tenant.faults.set({ match: { path: /importedWindowsAutopilotDeviceIdentities/ }, status: 503 });
      await story.confirm(asked);
      await until(() => story.wordsOn(asked).includes('has a problem on its side'));
      await end(first);
      const second = await begin();

      const ask = teams.message(helpdesk, 'how is my import going?');
      const turn = await teams.deliver(ask, {}, second.url);
      expect(JSON.stringify(turn.replies)).toContain('0 of 3 registered');
      const id = await story.importOf(asked);
      await teams.deliver(teams.pressing(helpdesk, 'register.stop', { id }, asked.cardId), {}, second.url);
      tenant.faults.clear();

      await story.untilSaid(asked, `Stopped by ${helpdesk.name}: 0 of 3 registered`);
      expect(await story.importList('ASKEDLATER')).toEqual([]);
    },
    withinMs,
  );
});

describe('two bots on one database', () => {
  it(
    'do each import once, whichever hears of it, and however often it is confirmed',
    async () => {
      const [first, second] = [await begin(), await begin()];
      await introduce(first.url);
      const from = tenant.requests().length;
      const offers: Offer[] = [];
      for (const number of [1, 2, 3]) offers.push(await story.offer(made(5, `SHARED${number}X`)));
      const last = offers.at(-1)!;
      const press = (asked: Offer) =>
        [first, second, first, second].map(({ url }) =>
          teams.deliver(teams.pressing(helpdesk, 'register.confirm', asked.data, asked.cardId), {}, url),
        );

      await Promise.all(press(last));
      await story.untilSaid(last, '5 of 5 registered');
      await until(() => told().length > 0);

      await expectOnce('SHARED3X', 5);
      expect(posts(from)).toHaveLength(1);
      expect(told()).toHaveLength(1);
    },
    withinMs,
  );

  it(
    'register what two people send at the same moment once, and tell the other',
    async () => {
      const [first, second] = [await begin(), await begin()];
      await introduce(first.url);
      const rows = made(6, 'RIVALS');
      const ours = await story.offer(rows, '', helpdesk);
      const theirs = await story.offer(rows, '', admin);
      tenant.faults.set({ match: { method: 'POST', path: /\/import$/ }, delayMs: 1000 });

      await Promise.all([
        teams.deliver(teams.pressing(helpdesk, 'register.confirm', ours.data, ours.cardId), {}, first.url),
        teams.deliver(teams.pressing(admin, 'register.confirm', theirs.data, theirs.cardId), {}, second.url),
      ]);
      const ended = /6 of 6 registered|Nothing had to be registered/;
      await story.untilSaid(ours, ended);
      await story.untilSaid(theirs, ended);

      await expectOnce('RIVALS', 6);
      const cards = [ours, theirs].map((asked) => story.wordsOn(asked));
      expect(cards.filter((words) => words.includes('6 of 6 registered'))).toHaveLength(1);
      const other = cards.find((words) => words.includes('Nothing had to be registered'));
      expect(other).toContain('In another import, left to it');
    },
    withinMs,
  );
});

it(
  'a bot that is killed while a request is under way is followed by one that looks before it repeats',
  async () => {
    const environment = { DATABASE_URL: databaseUrl, AUTOPILOT_GRAPH_URL: tenant.url, LOG_LEVEL: 'error' };
    const first = await startBotProcess(await freePort(), environment);
    await introduce(first.url);
    const asked = await story.offer(made(30, 'KILLED'));
    const from = tenant.requests().length;
    tenant.faults.set({ match: { path: /\/import$/ }, delayMs: 1500, times: 1 });
    await story.confirm(asked);
    await until(async () => (await states('KILLED')).some(([state]) => state === 'sending'));
    await first.stop('SIGKILL');

    const second = await startBotProcess(await freePort(), environment);
    running.push({ stop: () => second.stop('SIGTERM') });
    for (let tries = 0; tries < 5 && !story.wordsOn(asked).includes('30 of 30'); tries += 1) {
      await story.untilSaid(asked, '30 of 30 registered').catch(() => undefined);
    }

    expect(story.wordsOn(asked)).toContain('30 of 30 registered');
    await until(() => told().length > 0);
    await expectOnce('KILLED', 30);
    expect(posts(from)).toHaveLength(1);
    expect(told()).toHaveLength(1);
  },
  withinMs,
);
