import { escapeMarkdown } from '../../cards/escape';
import { createJournal } from '../../services/audit/journal';
import { createLog } from '../../services/log';
import { openStore } from '../../services/store/store';
import { append, entry } from '../services/audit/entries';
import { openHouse, personWith, type House } from '../support/house';
import { withClient } from '../support/postgres/template';
import { found, planted } from '../support/secrets';
import { buttonsOf, cardOf, wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

const lines: string[] = [];
const answers: string[] = [];
/** Somebody may call themselves anything. */
const admin = { ...personWith('admin'), name: `Anna ${planted}` };

let house: House;
beforeAll(async () => {
  house = await openHouse({
    environment: { LOG_LEVEL: 'trace' },
    logTo: { write: (line) => void lines.push(line) },
  });
});
afterAll(() => house.stop());
afterEach(() => {
  house.tenant.faults.clear();
});

/** Everything that left the bot: log lines, audit rows, messages, edits, answers to buttons. */
async function leaks(): Promise<Readonly<Record<string, readonly string[]>>> {
  const audit = await withClient(house.databaseUrl, async (client) => {
    const { rows } = await client.query('select * from audit');
    return JSON.stringify(rows);
  });
  return {
    log: lines.flatMap(found),
    audit: found(audit),
    messages: house.teams.sent.flatMap(({ activity }) => found(JSON.stringify(activity))),
    answers: answers.flatMap(found),
  };
}
const none = { log: [], audit: [], messages: [], answers: [] };

async function say(text: string) {
  const turn = await house.teams.say(admin, text);
  answers.push(JSON.stringify(turn.body ?? ''));
  expect(turn.replies.length).toBeGreaterThan(0);
  return turn;
}
async function press(verb: string, data: unknown) {
  const turn = await house.teams.press(admin, verb, data, 'the-card');
  answers.push(JSON.stringify(turn.body ?? ''));
  expect(turn.status).toBe(200);
}

it('are not found where none are, so that the search means something', async () => {
  await say('hello');

  expect(found(planted)).not.toEqual([]);
  expect(lines.length).toBeGreaterThan(0);
});

it.each([
  ['a message', planted],
  ['a question for a device', `status ${planted}`],
  ['a question for a person', `audit ${planted}`],
  ['a question for a tag', `which devices have the tag "${planted}"?`],
  ['something to explain', `explain ${planted}`],
])('do not come back from %s', async (_title, text) => {
  await say(text);

  expect(await leaks()).toEqual(none);
});

const entra = 'abc8Q~pl4nted.PLANTED-planted_planted12';
it.each([
  ['a client secret', `flurble ${entra}`, 'planted12'],
  ['a client secret after a tag', `flurble UK_${entra}`, 'planted12'],
  ['a password with a star', 'audit password=ab*PLANTED', 'PLANTED'],
  ['a password with marks', 'flurble password=a_b~PLANTED', 'PLANTED'],
  ['a spoken password', 'flurble my password is ab_PL*NTED', 'NTED'],
  ['basic authorization', 'flurble wibble zork Authorization: Basic dXNlcjpQTEFOVEVE', 'dXNlcjpQTEFO'],
  ['a password in pieces', 'flurble pass\u200Bword=PLAN\u200DTED', 'TED'],
])('do not come back escaped for Markdown: %s', async (_title, text, needle) => {
  await say('cancel');
  const from = lines.length;
  const { replies } = await say(text);
  await say('cancel');
  const texts = JSON.stringify(replies.map(({ text, attachments }) => [text, attachments]));
  expect(texts).toContain('removed');

  const readings = [
    JSON.stringify(replies),
    // As it is shown: without backslashes and joiners, and without the marks that stand for others.
    JSON.stringify(replies)
      .replace(/\\+|[\u200B-\u200D\u2060]/g, '')
      .replaceAll('∼', '~'),
    lines.slice(from).join(''),
  ];
  for (const reading of readings) expect(reading).not.toContain(needle);
});

it.each([
  'UK_Corp_Laptop',
  'UK-Corp-Laptop',
  '*a_b*',
  '[x](https://y.example/a_b)',
  '{{DATE(2026-03-02T09:00:00Z)}}',
])('are not seen in %s, which is shown byte for byte as it was escaped', async (tag) => {
  await say('cancel');
  const { replies } = await say(`flurble ${tag}`);

  // What was asked before may be shown as cancelled meanwhile.
  const own = replies.filter((reply) =>
    wordsOf({ status: 200, body: {}, replies: [reply] }).includes('You wrote'),
  );
  const texts = JSON.stringify(own.map(({ text, attachments }) => [text, attachments]));
  expect(texts).toContain(JSON.stringify(escapeMarkdown(tag)).slice(1, -1));
  expect(texts).not.toContain('removed');
});

it('do not come back from the answer to a question', async () => {
  await say('audit');
  await say(planted);
  await say('cancel');

  expect(await leaks()).toEqual(none);
});

it.each([
  ['route.choose', { command: 'status', text: planted }],
  ['route.choose', { command: planted, text: planted }],
  ['status.open', { serial: planted.slice(0, 120) }],
  ['status.refresh', { serial: '5CG4217QHX', id: planted }],
  ['audit.page', { serials: ['client_secret=pl4nted-and-secret'], direction: 'older', at: 1, entry: 1 }],
  ['audit.save', { serials: ['postgres://bot:hunter2@db.example'] }],
  [planted, { [planted]: planted }],
])('do not come back from the data of a button (%#)', async (verb, data) => {
  await press(verb, data);

  expect(await leaks()).toEqual(none);
});

it.each([400, 403, 404, 409, 429, 500, 503])(
  'do not come through a refusal of Graph with %d',
  async (status) => {
    const body = { error: { code: planted, message: planted, innerError: { 'request-id': planted } } };
    house.tenant.faults.set({ match: {}, status, body });

    await say('5CG4217QHX');
    await say('audit 5CG4217QHX');
    await say('audit marcus.okafor@contoso.example');

    expect(await leaks()).toEqual(none);
  },
  60_000,
);

it('do not come through tags, names and audits that Graph tells of', async () => {
  const row = {
    id: '11111111-2222-4333-8444-555555555555',
    serialNumber: 'PF4K7X2N',
    groupTag: planted,
    model: planted,
    displayName: planted,
    userPrincipalName: planted,
    activity: planted,
    activityDateTime: '2026-03-02T08:00:00Z',
    activityResult: planted,
    actor: { userPrincipalName: planted },
    resources: [
      {
        displayName: 'PF4K7X2N',
        modifiedProperties: [{ displayName: planted, oldValue: planted, newValue: `${planted} again` }],
      },
    ],
  };
  house.tenant.faults.set({ match: { path: /^\/deviceManagement|^\/users/ }, body: { value: [row] } });

  await say('PF4K7X2N');
  const turn = await say('audit PF4K7X2N');
  await say('audit Somebody');
  await press('audit.save', { serials: ['PF4K7X2N'] });

  expect(JSON.stringify(cardOf(turn.replies[0]))).toContain('[removed]'.replace(/[[\]]/g, '\\\\$&'));
  expect(await leaks()).toEqual(none);
});

it('do not stay in the audit of what a person confirmed', async () => {
  const turn = await say('sync autopilot now');
  const { activityId } = house.teams.sent.findLast(
    ({ activity }) => buttonsOf(cardOf(activity), 'sync.confirm').length > 0,
  )!;
  const [confirm] = buttonsOf(cardOf(house.teams.shown(activityId)), 'sync.confirm');
  await press(confirm!.verb, confirm!.data);
  await until(() => JSON.stringify(house.teams.shown(activityId)).includes('was started'));

  expect(turn.replies.length).toBeGreaterThan(0);
  expect(await leaks()).toEqual(none);
});

it('do not stay in the audit wherever a command writes them', async () => {
  const opened = await openStore({ type: 'url', url: house.databaseUrl });
  if (!opened.ok) throw new Error(opened.error.type);
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const data = { [planted]: planted, list: [planted], hardwareIdentifier: planted };
  await append(
    opened.value.db,
    createJournal(log),
    entry({
      actorName: planted,
      conversationId: planted,
      command: planted,
      action: planted,
      serial: planted,
      before: data,
      after: data,
      approval: data,
      correlationId: planted,
    }),
  );
  await opened.value.close();

  expect(await leaks()).toEqual(none);
});

it('do not come through an error that nobody expected', async () => {
  await withClient(house.databaseUrl, (client) =>
    client.query(`create function refuse_state() returns trigger language plpgsql as
      $$ begin raise exception '%', '${planted.replaceAll("'", "''").replaceAll('%', '%%')}'; end $$;
      create trigger refuse_state before insert or update on bot_state for each row execute function refuse_state()`),
  );

  await say('audit');
  await withClient(house.databaseUrl, (client) => client.query('drop function refuse_state cascade'));

  expect(lines.some((line) => line.includes('turn failed') && line.includes('[removed]'))).toBe(true);
  expect(await leaks()).toEqual(none);
});
