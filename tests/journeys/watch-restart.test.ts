import { systemClock } from '../../services/clock';
import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { killBotProcesses, startBotProcess, type BotProcess } from '../support/bot-process';
import { who } from '../support/change-story';
import { freePort } from '../support/free-port';
import { openHouse } from '../support/house';
import { createDatabase } from '../support/postgres/database';
import { TeamsConnector } from '../support/teams-connector';
import { WatchStory } from '../support/watch-story';

/** Watches that outlive the bot that was asked. */
const { sofie, liam } = who;
const withinMs = 240_000;
const laptop = {
  serial: '5CG6011LIA',
  model: 'HP EliteBook 840 G11',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'settingUp',
  owner: 'liam.carter@contoso.example',
  startedMinutesAgo: 2,
} as const;

describe('a bot that was killed', () => {
  /** A process of its own has the time of this machine; the tenant's runs ahead of it. */
  let ahead = 0;
  let tenant: DemoTenant;
  let teams: TeamsConnector;
  let databaseUrl: string;
  let port: number;
  let bot: BotProcess;
  let story: WatchStory;

  beforeAll(async () => {
    tenant = await createDemoTenant({
      devices: 100,
      clock: { now: () => systemClock.now() + ahead },
      anyToken: true,
      staged: [laptop],
    });
    databaseUrl = await createDatabase();
    port = await freePort();
    bot = await start();
    teams = await TeamsConnector.start(bot.url, people.tenantId);
    story = new WatchStory({ teams, databaseUrl, wait: (ms) => void (ahead += ms) });
  }, withinMs);
  afterAll(async () => {
    await bot.stop('SIGTERM');
    await teams.stop();
    await tenant.stop();
    killBotProcesses();
  });

  const start = () =>
    startBotProcess(port, {
      DATABASE_URL: databaseUrl,
      AUTOPILOT_GRAPH_URL: tenant.url,
      LOG_LEVEL: 'error',
      QUIET_HOURS: 'none',
    });

  it(
    'is followed by another one, which tells what happened meanwhile, once',
    async () => {
      expect(await story.say(liam, 'tell me when my laptop is ready')).toContain('I will write to you here');
      await bot.stop('SIGKILL');
      ahead += 60 * 60_000;
      bot = await start();
      await story.looked();
      expect(story.titles(liam)).toEqual(['Your device is ready']);
      await story.looked();
      await story.looked();
      expect(story.notices(liam)).toHaveLength(1);
    },
    withinMs,
  );
});

it(
  'is told once where two bots look at the same time',
  async () => {
    const house = await openHouse({ devices: 100, tenant: { staged: [laptop] } });
    const story = new WatchStory(house);
    await house.startAnother();
    await story.say(sofie, `watch ${laptop.serial}`);
    await story.say(liam, 'tell me when my laptop is ready');
    for (let round = 0; round < 12; round += 1) {
      house.wait(10 * 60_000);
      await Promise.all([story.looked(), story.looked(), story.looked()]);
    }
    const ready = (titles: readonly string[]) => titles.filter((title) => title.endsWith('is ready'));
    expect(ready(story.titles(sofie))).toHaveLength(1);
    expect(ready(story.titles(liam))).toHaveLength(1);
    await house.stop();
  },
  withinMs,
);
