import { startBot } from '../../bot';
import { readConfig } from '../../bot/config';
import type { SendLimit } from '../../bot/outgoing/send-limits';
import type { RunningBot } from '../../bot/start-up';
import type { ChangePace } from '../../services/changes/work/pace';
import type { Pace } from '../../services/registration/imports/pace';
import people from '../../services/demo/people.json';
import { createDatabase } from './postgres/database';
import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../services/demo/tenant';
import { TeamsConnector, type Person } from './teams-connector';

/** 2026-03-02T09:00:00Z: for everything in a test, until it lets time pass. */
const testTime = Date.UTC(2026, 2, 2, 9);

export interface House {
  readonly tenant: DemoTenant;
  readonly teams: TeamsConnector;
  readonly botUrl: string;
  readonly databaseUrl: string;
  /** Lets time pass, for the bot and the tenant. */
  wait(ms: number): void;
  /** Another instance of the bot on the same database, until the house is stopped; gives its URL. */
  startAnother(): Promise<string>;
  stop(): Promise<void>;
}

/** The waits of an import run in real time, while the house's clock stands still. */
const quickWait = { first: 0.2, most: 0.5, giveUp: 24 * 3600 };
const quickPace: Pace = {
  following: quickWait,
  readingBack: quickWait,
  profiles: quickWait,
  trouble: quickWait,
  doubt: 0.2,
};

/** The effect of a change is looked for in real time too. */
const quickChanges: ChangePace = { proof: { first: 0.2, most: 0.5 }, trouble: quickWait, doubt: 0.2 };

interface HouseOptions {
  readonly devices?: number;
  /** Added to what the bot reads from its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** None when left out: a story would wait for real seconds. */
  readonly sendLimits?: readonly SendLimit[];
  readonly tenant?: Omit<DemoTenantOptions, 'devices' | 'clock'>;
  /** Takes each line of the log. */
  readonly logTo?: { write(line: string): void };
}

/** The whole product over HTTP: simulated tenant ← bot ← a Teams connector of the tests' own. */
export async function openHouse({
  devices = 300,
  environment = {},
  sendLimits = [],
  tenant: tenantOptions = {},
  logTo,
}: HouseOptions = {}): Promise<House> {
  let now = testTime;
  const clock = { now: () => now };
  const tenant = await createDemoTenant({ anyToken: true, ...tenantOptions, devices, clock });
  const databaseUrl = await createDatabase();
  const reading = readConfig(
    {
      PORT: '0',
      AUTOPILOT_GRAPH_URL: tenant.url,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'silent',
      PLAYGROUND: 'off',
      ...environment,
    },
    false,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const start = async () => {
    const started = await startBot(reading.config, {
      clock,
      sendLimits,
      paces: { imports: quickPace, changes: quickChanges },
      ...(logTo && { logTo }),
    });
    await started.warmedUp;
    return started;
  };
  const bot = await start();
  const others: RunningBot[] = [];
  const teams = await TeamsConnector.start(bot.url, people.tenantId);
  return {
    tenant,
    teams,
    botUrl: bot.url,
    databaseUrl,
    wait: (ms) => void (now += ms),
    async startAnother() {
      const other = await start();
      others.push(other);
      return other.url;
    },
    async stop() {
      await teams.stop();
      for (const each of [bot, ...others]) await each.stop();
      await tenant.stop();
    },
  };
}

/** A demo person by role; the first with that role. */
export function personWith(role: string): Person {
  const person = people.people.find((each) => each.role === role)!;
  return { id: person.teamsId, name: person.name, objectId: person.entraObjectId };
}
