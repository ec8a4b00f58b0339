import { FileHost } from '../support/file-host';
import { callsOf } from '../support/graph-calls';
import { openHouse, personWith, type House } from '../support/house';
import { ImportStory, made } from '../support/import-story';
import { until } from '../support/until';

/** Graph failing at any request of an import: it waits, goes on, and does nothing twice. */
const helpdesk = personWith('helpdesk');
const withinMs = 120_000;

let house: House;
let host: FileHost;
let story: ImportStory;
const log: string[] = [];
beforeAll(async () => {
  house = await openHouse({
    devices: 30,
    environment: { LOG_LEVEL: 'trace' },
    logTo: { write: (line) => void log.push(line) },
  });
  host = await FileHost.start();
  story = new ImportStory(house, host);
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

type Fault = Omit<Parameters<House['tenant']['faults']['set']>[0], 'match'>;

interface Match {
  readonly method?: string;
  readonly path: RegExp;
}

/** Where the job's requests go, in its order; the removal of records is a job of its own. */
const requests = {
  'what is registered, before': { path: /windowsAutopilotDeviceIdentities/ },
  'the import list': { method: 'GET', path: /importedWindowsAutopilotDeviceIdentities/ },
  'the import itself': { method: 'POST', path: /importedWindowsAutopilotDeviceIdentities/ },
  'the sync settings': { method: 'GET', path: /windowsAutopilotSettings/ },
  'the sync': { method: 'POST', path: /windowsAutopilotSettings/ },
  'a batch as a whole': { path: /^\/\$batch/ },
} satisfies Readonly<Record<string, Match>>;

/** More often than one question is repeated. */
const often = 6;
const faults: Readonly<Record<string, Fault>> = {
  'breaks off': { dropConnection: true, times: often },
  'is not available': { status: 503, times: often },
  'does it and is not heard': { losesAnswer: true, times: 1 },
  'answers half': { brokenJson: true, times: 2 },
  'refuses once': { status: 403, times: 1 },
  'is asked too much': { status: 429, headers: { 'retry-after': '1' }, times: 2 },
};

/** Nothing in Intune's import list that we do not know of, and each device registered and recorded once. */
async function expectOnce(prefix: string, count: number): Promise<void> {
  expect(await story.registered(prefix)).toHaveLength(count);
  const known = await story.rows<{ record_id: string | null }>('select record_id from import_rows');
  const ids = known.map(({ record_id: id }) => id);
  expect((await story.importList(prefix)).filter(({ id }) => !ids.includes(id))).toEqual([]);
  const recorded = await story.rows<{ result: string }>(
    "select result from audit where action = 'registered' and serial like $1",
    [`${prefix}%`],
  );
  expect(recorded.map(({ result }) => result)).toEqual(Array(count).fill('done'));
}

let number = 0;
describe.each(Object.entries<Match>(requests))('%s', (_request, match) => {
  it.each(Object.entries(faults))(
    '%s',
    async (_fault, fault) => {
      const prefix = `TROUBLE${(number += 1)}X`;
      const asked = await story.offer(made(2, prefix));
      house.tenant.faults.set({ match, ...fault });
      const from = house.tenant.requests().length;
      // Intune takes the next sync, be it for this import or for one that could not have it before.
      house.wait(11 * 60_000);
      await story.confirm(asked);

      await story.untilSaid(asked, /Done: 2 of 2 registered|Registered\. Waiting for deployment profiles/);
      // The card may be quicker than the request that follows.
      await until(() => {
        const asking = house.tenant.requests().slice(from);
        const calls = [...asking, ...callsOf(asking)];
        const isIt = (call: (typeof calls)[number]) =>
          match.path.test(call.path) && (match.method ?? call.method) === call.method;
        return calls.some(isIt);
      });
      await expectOnce(prefix, 2);
    },
    withinMs,
  );
});

describe('what lasts is told on the card', () => {
  it.each([
    [503, 'Microsoft Graph has a problem on its side'],
    [429, 'Microsoft Graph is asked too much'],
    [401, 'does not accept my sign-in'],
  ])(
    '%d: with the next try, and it is over when Graph is',
    async (status, sentence) => {
      const prefix = `LASTS${status}`;
      const asked = await story.offer(made(2, prefix));
      const headers = status === 429 ? { 'retry-after': '1' } : {};
      house.tenant.faults.set({ match: { path: /imported/ }, status, headers });
      await story.confirm(asked);
      await until(() => story.wordsOn(asked).includes(sentence));
      expect(story.wordsOn(asked)).toMatch(/Nothing is lost and nothing is done twice\. Next try/);
      house.tenant.faults.clear();

      await story.untilSaid(asked, '2 of 2 registered');
      await expectOnce(prefix, 2);
    },
    withinMs,
  );

  it(
    'no permission, for good: the import ends and says who must act',
    async () => {
      const asked = await story.offer(made(2, 'FORGOOD'));
      house.tenant.faults.set({ match: { method: 'POST', path: /imported/ }, status: 403 });
      await story.confirm(asked);
      await story.untilSaid(asked, 'Nothing was registered');

      expect(story.wordsOn(asked)).toContain('An administrator grants my app the missing permission');
      expect(await story.states('FORGOOD')).toEqual({ failed: 2 });
    },
    withinMs,
  );

  it(
    'Graph away for more than a day: the import ends, and the next one of the same devices goes through',
    async () => {
      const rows = made(2, 'AWAY');
      const asked = await story.offer(rows);
      house.tenant.faults.set({ match: { path: /imported/ }, dropConnection: true });
      await story.confirm(asked);
      await until(() => story.wordsOn(asked).includes('I cannot reach Microsoft Graph'));
      house.wait(25 * 3600_000);
      await story.untilSaid(asked, 'Nothing was registered');
      house.tenant.faults.clear();

      const again = await story.offer(rows);
      await story.confirm(again);
      await story.untilSaid(again, '2 of 2 registered');
      expect(await story.registered('AWAY')).toHaveLength(2);
    },
    withinMs,
  );
});

it(
  'a hardware hash goes to Intune and nowhere else, even when Graph quotes it',
  async () => {
    const rows = made(3, 'SECRET');
    const said: unknown[] = [];
    const quoted = `Cannot convert the literal '${rows[0]!.hash}' to the expected type 'Edm.Binary'.`;
    const body = { error: { code: 'BadRequest', message: quoted } };
    house.tenant.faults.set({ match: { method: 'POST', path: /imported/ }, status: 400, body, times: 3 });
    said.push(await story.drop(rows));
    const asked = story.lastOffer();
    said.push(await story.confirm(asked));
    await story.untilSaid(asked, /Done/);
    const id = await story.importOf(asked);
    for (const verb of ['register.rows', 'registration-status.show', 'register.resultFile']) {
      said.push(await house.teams.press(helpdesk, verb, { id, page: 0, onlyProblems: false }, asked.cardId));
    }
    said.push(await house.teams.say(helpdesk, `what about ${rows[0]!.hash}?`));

    const tables = await story.rows<{ name: string }>(
      "select table_schema || '.' || table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' and table_name <> 'import_rows'",
    );
    expect(tables.map(({ name }) => name)).toContain('public.audit');
    const kept: string[] = [];
    for (const { name } of tables) {
      const [row] = await story.rows<{ text: string | null }>(
        `select string_agg(t::text, E'\\n') as text from ${name} t`,
      );
      kept.push(row?.text ?? '');
    }
    const everything = [JSON.stringify([house.teams.sent, said]), ...log, ...kept].join('\n');
    expect(log.length).toBeGreaterThan(10);
    expect(everything).toContain(rows[0]!.serialNumber);
    for (const { hash } of rows) {
      for (let at = 0; at < 160; at += 10) expect(everything.includes(hash.slice(at, at + 24))).toBe(false);
    }
    expect(everything).not.toContain('tempauth=secret');
  },
  withinMs,
);
