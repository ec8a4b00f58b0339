import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { killBotProcesses, startBotProcess, type BotProcess } from '../support/bot-process';
import { freePort } from '../support/free-port';
import { personWith } from '../support/house';
import { visitStore } from '../../services/store/visit';
import { buttonsOf, cardOf, TeamsConnector, textsOf, type Turn } from '../support/teams-connector';
import { until } from '../support/until';

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 60);
const readyWithinMs = 5000;
const admin = personWith('admin');
/** Long before the bot's own time, so that Intune's ten minutes between two syncs have passed for it. */
const longAgo = Date.UTC(2026, 2, 2, 9);

let folder: string;
let tenant: DemoTenant;
let tenantTime = longAgo;
let teams: TeamsConnector;
let port: number;
let bot: BotProcess | undefined;
/** ms from each launch to `/readyz`, the very first one with an empty folder left out. */
const restarts: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'autopilot-crash-'));
  // Run as root, the server has an account of its own, which must be able to come here.
  await chmod(folder, 0o755);
  tenant = await createDemoTenant({ devices: 50, clock: { now: () => tenantTime }, anyToken: true });
  port = await freePort();
  teams = await TeamsConnector.start(`http://127.0.0.1:${port}`, people.tenantId);
});

afterAll(async () => {
  await bot?.stop('SIGTERM');
  killBotProcesses();
  await teams.stop();
  await tenant.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<number> {
  const startedAt = performance.now();
  const environment = {
    DATA_FOLDER: path.join(folder, 'data'),
    AUTOPILOT_GRAPH_URL: tenant.url,
    LOG_LEVEL: 'error',
  };
  bot = await startBotProcess(port, environment, 'built');
  return Math.round(performance.now() - startedAt);
}

/** Without a word of warning; every third time the database's server dies with it. */
async function kill(round: number): Promise<void> {
  const file = path.join(folder, 'data', 'postgresql', 'postmaster.pid');
  const [server] = (await readFile(file, 'utf8')).split('\n');
  await bot!.stop('SIGKILL');
  if (round % 3 === 0) process.kill(Number(server), 'SIGKILL');
}

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

/** An activity as Teams sends it: again, with the same id, until the bot has taken it. */
async function deliver(activity: ReturnType<TeamsConnector['message']>): Promise<Turn> {
  for (;;) {
    const turn = await teams.deliver(activity).catch(() => undefined);
    if (turn?.status === 200) return turn;
    await pause(100);
  }
}

const posts = () =>
  tenant
    .requests()
    .filter(
      ({ method, path: asked, status }) => method === 'POST' && asked.endsWith('/sync') && status === 204,
    ).length;

/** The card that offers a sync: sent in this round. */
function offered(since: number) {
  return teams.sent
    .slice(since)
    .map(({ activityId, activity }) => ({
      activityId,
      button: buttonsOf(cardOf(activity), 'sync.confirm')[0],
    }))
    .filter(({ button }) => button !== undefined);
}

it(
  `${rounds} times killed at a random moment: nothing that was promised is lost, nothing is done twice`,
  async () => {
    await start();
    const expected: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      tenantTime += 60 * 60_000;
      const [before, sentBefore] = [posts(), teams.sent.length];
      const question = deliver(teams.message(admin, 'sync'));
      const killedEarly = round % 4 === 0;
      if (killedEarly) {
        await pause(Math.random() * 60);
        await kill(round);
        restarts.push(await start());
      }
      await question;
      await until(() => offered(sentBefore).length > 0);
      const { activityId: cardId, button } = offered(sentBefore).at(-1)!;
      const confirmed = deliver(teams.pressing(admin, button!.verb, button!.data, cardId));
      if (!killedEarly) {
        await pause(Math.random() * 250);
        await kill(round);
        restarts.push(await start());
      }
      expect(JSON.stringify((await confirmed).body)).toMatch(/Confirmed|The sync was started/);
      await until(() => textsOf(cardOf(teams.shown(cardId))).includes('The sync was started'));
      expect(posts() - before).toBe(1);
      expected.push(`${(button!.data as { id: number }).id} requested done, applied done`);
    }
    expect(await auditOfAll()).toEqual(expected);
    const sorted = restarts.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    console.log(
      `${rounds} kills; restart to /readyz: median ${median} ms, slowest ${sorted.slice(-5).join(', ')} ms`,
    );
    expect(sorted.at(-1)).toBeLessThan(readyWithinMs);
  },
  rounds * 20_000,
);

async function auditOfAll(): Promise<string[]> {
  const visited = await visitStore({ type: 'embedded', folder: path.join(folder, 'data') });
  if (!visited.ok) throw new Error(JSON.stringify(visited.error));
  const rows = await visited.value.db
    .selectFrom('audit')
    .select(['request_id', 'action', 'result'])
    .orderBy('entry')
    .execute();
  await visited.value.close();
  const ofRequest = new Map<number | null, string[]>();
  for (const { request_id: id, action, result } of rows) {
    ofRequest.set(id, [...(ofRequest.get(id) ?? []), `${action} ${result}`]);
  }
  return [...ofRequest].map(([id, what]) => `${id} ${what.join(', ')}`);
}
