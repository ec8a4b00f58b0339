import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { killBotProcesses, launchBot, startBotProcess, type BotProcess } from '../support/bot-process';
import { freePort } from '../support/free-port';
import { openHouse, personWith, type House } from '../support/house';
import { createDatabase } from '../support/postgres/database';
import { withClient, withDatabase } from '../support/postgres/template';
import { TeamsConnector } from '../support/teams-connector';
import { until } from '../support/until';

const [helpdesk, employee] = [personWith('helpdesk'), personWith('employee')];
const withinMs = 60_000;
const noMemory =
  /^Sorry, I cannot reach my database just now\. Nothing was changed that you have not confirmed\. .*: ([0-9a-f]{8})$/;

/** Whether anybody can connect; when not, every connection falls. */
async function openDatabase(url: string, isOpen: boolean): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withClient(withDatabase(url, 'postgres'), async (client) => {
    await client.query(`alter database ${name} allow_connections ${isOpen}`);
    if (isOpen) return;
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  });
}

const readiness = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: await response.json() };
};

describe('a bot that is watched', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  }, withinMs);
  afterAll(() => house.stop());

  const metrics = async () => (await fetch(`${house.botUrl}/metrics`)).text();
  const metric = async (line: string) =>
    Number(
      (await metrics())
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.split(' ')[1] ?? 0,
    );

  it('says that it is ready, and what it looked at', async () => {
    expect(await readiness(house.botUrl)).toEqual({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', queue: 'ok', graph: 'ok' } },
    });
  });

  it('counts what people ask, what becomes of it, and what it takes', async () => {
    const counted = {
      'autopilot_activities_total{type="message",outcome="answered"}': 2,
      'autopilot_activities_total{type="message",outcome="repeated"}': 1,
      'autopilot_activities_total{type="message",outcome="refused"}': 1,
      'autopilot_turn_seconds_count{type="message"}': 2,
      'autopilot_commands_total{command="status",way="text"}': 2,
      'autopilot_refusals_total{command="status"}': 1,
      'autopilot_outgoing_total{outcome="taken"}': 2,
    };
    const lines = Object.keys(counted);
    const before = await Promise.all(lines.map(metric));
    const message = house.teams.message(helpdesk, 'where is 5CG4217QHX?');
    await house.teams.deliver(message);
    await house.teams.deliver(message);
    await house.teams.say(employee, 'where is 5CG4217QHX?');
    await house.teams.say(helpdesk, 'help', { channelData: { tenant: { id: randomUUID() } } });

    const more = (await Promise.all(lines.map(metric))).map((value, index) => value - before[index]!);
    expect(Object.fromEntries(lines.map((line, index) => [line, more[index]]))).toEqual(counted);
    const text = await metrics();
    expect(text).toMatch(/autopilot_graph_call_seconds_count\{method="POST",status="2xx"\} [1-9]/);
    expect(text).toMatch(/autopilot_database_connections\{state="total"\} [1-9]/);
    expect(text).toContain(`autopilot_build_info{version="0.1.0",node="${process.version}"} 1`);
    expect(text).toMatch(/process_resident_memory_bytes [1-9]/);
  });

  it('tells by its figures nothing about persons, devices or tenants, and takes no name from outside', async () => {
    await house.teams.deliver({ ...house.teams.message(helpdesk, ''), type: 'made-up-by-somebody' });
    await house.teams.press(helpdesk, 'made-up-verb', {});

    const text = await metrics();

    expect(text).toContain('type="other"');
    for (const secret of [
      helpdesk.objectId,
      helpdesk.name,
      helpdesk.id,
      people.tenantId,
      '5CG4217QHX',
      'made-up',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('without its database says so to people, to who watches it, and in nobody else’s words', async () => {
    await openDatabase(house.databaseUrl, false);
    try {
      const turn = await house.teams.say(helpdesk, 'where is 5CG4217QHX?');
      await wait(1100);

      expect(turn.replies.map(({ text }) => text)).toEqual([expect.stringMatching(noMemory)]);
      expect(await readiness(house.botUrl)).toEqual({
        status: 503,
        body: { status: 'not-ready', checks: { database: 'failing', queue: 'failing', graph: 'ok' } },
      });
      expect((await fetch(`${house.botUrl}/healthz`)).status).toBe(200);
      expect(await metrics()).toContain('autopilot_activities_total');
      expect(await metric('autopilot_activities_total{type="message",outcome="failed"}')).toBe(1);
    } finally {
      await openDatabase(house.databaseUrl, true);
    }

    await until(async () => (await readiness(house.botUrl)).status === 200);
    const next = await house.teams.say(helpdesk, 'where is 5CG4217QHX?');
    expect(next.replies).toHaveLength(1);
    expect(JSON.stringify(next.replies)).toContain('5CG4217QHX');
  });
});

describe('a bot as a process', () => {
  let tenant: DemoTenant;
  let databaseUrl: string;
  let bot: BotProcess;
  let teams: TeamsConnector;
  beforeAll(async () => {
    tenant = await createDemoTenant({ devices: 50, clock: { now: () => Date.now() }, anyToken: true });
  }, withinMs);
  beforeEach(async () => {
    databaseUrl = await createDatabase();
    bot = await startBotProcess(await freePort(), {
      DATABASE_URL: databaseUrl,
      AUTOPILOT_GRAPH_URL: tenant.url,
      LOG_LEVEL: 'info',
    });
    teams = await TeamsConnector.start(bot.url, people.tenantId);
  }, withinMs);
  afterEach(async () => {
    killBotProcesses();
    await teams.stop();
  });
  afterAll(() => tenant.stop());

  interface Line {
    readonly msg: string;
    readonly correlationId?: string;
  }
  const lines = (): Line[] =>
    bot
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);

  it(
    'gives a person the id that stands in the log, where nothing stands that was written',
    async () => {
      await teams.say(helpdesk, 'where is the laptop of my secret mistress?');
      await openDatabase(databaseUrl, false);
      const turn = await teams.say(helpdesk, 'where is 5CG4217QHX?');
      await openDatabase(databaseUrl, true);

      const [, id] = noMemory.exec(turn.replies[0]?.text ?? '') ?? [];
      await until(() => lines().some(({ msg }) => msg === 'turn failed'));
      expect(lines().find(({ msg }) => msg === 'turn failed')).toMatchObject({ correlationId: id });
      const said = lines().filter(({ msg }) => msg === 'message');
      expect(said).toHaveLength(1);
      expect(said[0]?.correlationId).toMatch(/^[0-9a-f]{8}$/);
      expect(bot.output()).not.toContain('mistress');
      expect(bot.output()).not.toContain(new URL(databaseUrl).password || 'no password');
    },
    withinMs,
  );

  it(
    'that is stopped finishes the turn that runs, and ends in order within ten seconds',
    async () => {
      teams.misbehave({ times: 1, delayMs: 1500 });
      const turn = teams.say(helpdesk, 'help');
      await wait(500);

      const began = performance.now();
      const ended = await bot.stop('SIGTERM');

      expect(ended.code).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(await turn).toMatchObject({ status: 200 });
      expect((await turn).replies).toHaveLength(1);
    },
    withinMs,
  );

  it(
    'that has nothing to finish is gone soon',
    async () => {
      const began = performance.now();
      expect((await bot.stop('SIGINT')).code).toBe(0);

      expect(performance.now() - began).toBeLessThan(5000);
    },
    withinMs,
  );

  it(
    'that is told twice does not wait',
    async () => {
      teams.misbehave({ times: 1, delayMs: 7000 });
      const turn = teams.say(helpdesk, 'help').catch(() => 'cut off');
      await wait(500);

      const ended = bot.stop('SIGINT');
      await wait(300);
      const began = performance.now();
      void bot.stop('SIGINT');

      expect((await ended).code).toBe(1);
      expect(performance.now() - began).toBeLessThan(4000);
      expect(await turn).toBe('cut off');
    },
    withinMs,
  );
});

describe('a bot that cannot have its store', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'autopilot-operating-'));
    // The server's account must be able to enter it.
    await chmod(folder, 0o755);
  });
  afterEach(killBotProcesses);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    'says in one sentence that another one has its folder',
    async () => {
      const data = path.join(folder, 'data');
      const first = await startBotProcess(await freePort(), { DATA_FOLDER: data });

      const { code, output } = await launchBot({ PLAYGROUND: 'off', PORT: '0', DATA_FOLDER: data }).ended;

      expect(code).toBe(1);
      expect(output.trim()).toBe(
        `The bot did not start: another bot uses the data folder ${data}. Nothing was lost. Stop that bot, or choose another folder with DATA_FOLDER=<folder>.`,
      );
      expect((await readiness(first.url)).status).toBe(200);
      expect((await first.stop('SIGTERM')).code).toBe(0);
    },
    withinMs,
  );

  it(
    'says in one sentence that the database does not answer, without its password',
    async () => {
      const port = await freePort();
      const { code, output } = await launchBot({
        PLAYGROUND: 'off',
        PORT: '0',
        DATABASE_URL: `postgres://bot:hunter2-hunter2@127.0.0.1:${port}/bot`,
      }).ended;

      expect(code).toBe(1);
      expect(output).not.toContain('hunter2');
      expect(output.trim()).toBe(
        `The bot did not start: the database at 127.0.0.1:${port} could not be reached or did not let the bot in (connect ECONNREFUSED 127.0.0.1:${port}). Nothing was lost. Check DATABASE_URL, and that the database runs and can be reached from here.`,
      );
    },
    withinMs,
  );
});
