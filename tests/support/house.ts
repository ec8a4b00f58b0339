import { startBot } from '../../bot';
import { readConfig } from '../../bot/config';
import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { TeamsConnector, type Person } from './teams-connector';

/** 2026-03-02T09:00:00Z: one moment for everything in a test. */
const testTime = Date.UTC(2026, 2, 2, 9);

export interface House {
  readonly tenant: DemoTenant;
  readonly teams: TeamsConnector;
  readonly botUrl: string;
  stop(): Promise<void>;
}

/** The whole product over HTTP: simulated tenant ← bot ← a Teams connector of the tests' own. */
export async function openHouse({ devices = 300 } = {}): Promise<House> {
  const clock = { now: () => testTime };
  const tenant = await createDemoTenant({ devices, clock, anyToken: true });
  const reading = readConfig(
    { PORT: '0', AUTOPILOT_GRAPH_URL: tenant.url, LOG_LEVEL: 'silent', PLAYGROUND: 'off' },
    false,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const bot = await startBot(reading.config, { clock });
  await bot.warmedUp;
  const teams = await TeamsConnector.start(bot.url, people.tenantId);
  return {
    tenant,
    teams,
    botUrl: bot.url,
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
