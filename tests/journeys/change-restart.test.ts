import people from '../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { graph, type GraphOverHttp } from '../services/demo/graph-over-http';
import { killBotProcesses, startBotProcess, type BotProcess } from '../support/bot-process';
import { answerOf, ChangeStory, who, type ShownCard } from '../support/change-story';
import { freePort } from '../support/free-port';
import { callsOf } from '../support/graph-calls';
import { createDatabase } from '../support/postgres/database';
import { cardOf, TeamsConnector } from '../support/teams-connector';
import { until } from '../support/until';

/** Changes of tags that outlive the bot: it is killed without a word, and another one is started in its place. */
const { anna, marcus, sofie, liam } = who;
const withinMs = 240_000;
const [wasApproved, isWritten] = [/was approved by/, / is written: /];
const [before, wished, approved] = ['UK-Corp-Laptop', 'UK-Kiosk-Desktop', 'DE-Corp-Laptop'] as const;

let now: number;
let tenant: DemoTenant;
let outside: GraphOverHttp;
let teams: TeamsConnector;
let databaseUrl: string;
let port: number;
let bot: BotProcess;
let story: ChangeStory;

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9);
  tenant = await createDemoTenant({ devices: 300, clock: { now: () => now }, anyToken: true });
  outside = graph(tenant);
  databaseUrl = await createDatabase();
  port = await freePort();
  bot = await start();
  teams = await TeamsConnector.start(bot.url, people.tenantId);
  story = new ChangeStory({ tenant, teams, databaseUrl, wait: (ms) => void (now += ms) });
}, withinMs);
afterEach(async () => {
  await bot.stop('SIGTERM');
  await teams.stop();
  await tenant.stop();
});
afterAll(killBotProcesses);

const start = () =>
  startBotProcess(port, {
    DATABASE_URL: databaseUrl,
    AUTOPILOT_GRAPH_URL: tenant.url,
    LOG_LEVEL: 'error',
  });

/**
 * kill -9, and whoever looks after the bot starts it again. A message that Teams may or may not have taken is not
 * repeated, so the one that is due by then is let out first.
 */
async function dieAndStart(due: RegExp): Promise<void> {
  await until(() => told().some((text) => due.test(text)));
  await bot.stop('SIGKILL');
  bot = await start();
}

/** Serials of devices that have another tag than those that are wished here. */
async function serialsOf(count: number): Promise<readonly string[]> {
  const rows = await outside.all('/beta/deviceManagement/windowsAutopilotDeviceIdentities');
  const serials = rows
    .filter(({ groupTag, serialNumber }) => groupTag === before && /^(?=.*\d)\w{7,12}$/.test(serialNumber))
    .map(({ serialNumber }) => serialNumber);
  expect(serials.length).toBeGreaterThanOrEqual(count);
  return serials.slice(0, count);
}

/** Resolves when this write has reached the tenant, which takes its time over it. */
const writeUnderWay = (path: RegExp) =>
  new Promise<void>((onCall) => tenant.faults.set({ match: { path }, delayMs: 3000, times: 1, onCall }));

const requested = (serials: readonly string[], tag: string = wished) =>
  story.submitted(sofie, `tag ${serials.join(', ')} as ${tag}`);

async function states(): Promise<Readonly<Record<string, number>>> {
  const rows = await story.rows<{ state: string; count: number }>(
    'select state, count(*)::int from change_devices group by state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** A process of its own waits as long as it does in the field. */
async function patiently(card: ShownCard, text: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    const isSaid = story.untilSaid(card, text).then(() => true);
    if (await isSaid.catch(() => false)) return;
  }
  await story.untilSaid(card, text);
}

const writes = () =>
  callsOf(tenant.requests()).filter(({ path }) => path.endsWith('/updateDeviceProperties'));
const told = () =>
  teams.sent
    .filter(({ activity, method }) => method === 'POST' && cardOf(activity) === undefined)
    .map(({ activity }) => activity.text ?? '');

/** Each device was written once, the audit has each once and whole, and Sofie was told of each step once. */
async function expectOnce(id: number, serials: readonly string[], tag: string): Promise<void> {
  await until(() => told().some((text) => text.includes('done and proven')));
  const paths = writes().map(({ path }) => path);
  expect(new Set(paths).size).toBe(serials.length);
  expect(paths).toHaveLength(serials.length);
  const tags = await Promise.all(serials.map(async (each) => (await outside.registration(each)).groupTag));
  expect(new Set(tags)).toEqual(new Set([tag]));
  const audit = await story.audit(id);
  const applied = audit.filter(({ action }) => action === 'applied');
  expect(applied.map(({ serial }) => serial).sort()).toEqual([...serials].sort());
  for (const entry of applied) {
    expect(entry).toMatchObject({
      result: 'done',
      before: { tag: before },
      after: { tag },
      approval: { change: id, approvedBy: [{ name: anna.name }] },
    });
  }
  const others = audit.filter(({ action, result }) => action !== 'applied' && result === 'done');
  expect(others.map(({ action }) => action)).toEqual(['submitted', 'approved', 'proven']);
  const ours = told().filter((text) => text.includes(`request ${id} `));
  expect(ours).toEqual([
    expect.stringMatching(wasApproved),
    expect.stringMatching(isWritten),
    expect.stringMatching(/is done and proven/),
  ]);
}

it(
  'killed before anything is written: the next one does what was approved',
  async () => {
    const serials = await serialsOf(3);
    const asked = await requested(serials);
    const clear = tenant.faults.set({ match: { method: 'GET', path: /Identities\/.*expand/ }, status: 503 });
    await story.press(anna, asked, 'change.approve');
    await patiently(asked, 'Next try');
    expect((await story.latest())?.state).toBe('approved');

    await dieAndStart(wasApproved);
    clear();

    await patiently(asked, 'Done and proven');
    await expectOnce(asked.id, serials, wished);
  },
  withinMs,
);

it(
  'killed while the write is on its way: four people see it applied, proven and undone all the same',
  async () => {
    const [serial = ''] = await serialsOf(1);
    const asked = await requested([serial]);
    expect(answerOf(await story.press(liam, asked, 'change.approve'))).toContain('is not open to you');
    expect(answerOf(await story.press(sofie, asked, 'change.approve'))).toContain('is not open to you');
    const onItsWay = writeUnderWay(/update/);
    await story.press(anna, asked, 'change.approveWith', { tag: approved });
    await onItsWay;
    expect(await states()).toEqual({ writing: 1 });

    await dieAndStart(wasApproved);

    await patiently(asked, 'Done and proven: the profile is DE user-driven.');
    await expectOnce(asked.id, [serial], approved);

    await story.press(marcus, asked, 'change.undo');
    await patiently(asked, 'Undone by request');
    expect((await outside.registration(serial)).groupTag).toBe(before);
    expect(writes()).toHaveLength(2);
  },
  withinMs,
);

it(
  'killed in the middle of many devices: the next one does the others, and looks before it repeats',
  async () => {
    const serials = await serialsOf(30);
    const asked = await requested(serials, approved);
    const last = (await outside.registration(serials.at(-1)!)).id;
    const onItsWay = writeUnderWay(new RegExp(`${last}/update`));
    await story.press(anna, asked, 'change.approve');
    await onItsWay;
    expect(await states()).toEqual({ written: 20, writing: 10 });

    await dieAndStart(wasApproved);

    await patiently(asked, 'Done and proven');
    await expectOnce(asked.id, serials, approved);
  },
  withinMs,
);

it(
  'killed while the effect is watched: the next one watches on, and says the end once',
  async () => {
    const serials = await serialsOf(2);
    const asked = await requested(serials);
    await story.press(anna, asked, 'change.approve');
    await until(async () => (await story.latest())?.state === 'applied');
    await until(() => story.words(asked).includes('Waiting for the profile'));

    await dieAndStart(isWritten);

    await patiently(asked, 'Done and proven');
    await expectOnce(asked.id, serials, wished);
  },
  withinMs,
);
