import { startBot } from '../../bot';
import { readConfig } from '../../bot/config';
import type { SendLimit } from '../../bot/outgoing/send-limits';
import people from '../../services/demo/people.json';
import { createDatabase } from './postgres/database';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
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
  stop(): Promise<void>;
}

interface HouseOptions {
  readonly devices?: number;
  /** Added to what the bot reads from its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** None when left out: a story would wait for real seconds. */
  readonly sendLimits?: readonly SendLimit[];
  /** Takes each line of the log. */
  readonly logTo?: { write(line: string): void };
}

/** The whole product over HTTP: simulated tenant ← bot ← a Teams connector of the tests' own. */
export async function openHouse({
  devices = 300,
  environment = {},
  sendLimits = [],
  logTo,
}: HouseOptions = {}): Promise<House> {
  let now = testTime;
  const clock = { now: () => now };
  const tenant = await createDemoTenant({ devices, clock, anyToken: true });
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
  const bot = await startBot(reading.config, { clock, sendLimits, ...(logTo && { logTo }) });
  await bot.warmedUp;
  const teams = await TeamsConnector.start(bot.url, people.tenantId);
  return {
    tenant,
    teams,
    botUrl: bot.url,
    databaseUrl,
    wait: (ms) => void (now += ms),
    async stop() {
      await teams.stop();
      await bot.stop();
      await tenant.stop();
    },
  };
}

/** A demo person by role; the first with that role. */
export function personWith(role: string): Person {
  const person = people.people.find((each) => each.role === role)!;
  return { id: person.teamsId, name: person.name, objectId: person.entraObjectId };
}
