import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createMessages } from '../../cards/messages';
import { commands } from '../../dialogs';
import { titleKey } from '../../dialogs/answers';
import { hasRole, roles, type Role } from '../../services/people/actor';
import { beginningOf, recognizer, type Use, uses } from '../support/command-uses';
import { openHouse, personWith, type House } from '../support/house';
import { groupOf, rolesFromGroups } from '../support/role-groups';
import { buttonsOf, cardOf, wordsOf, type Person, type Turn } from '../support/teams-connector';

const say = createMessages()('en-GB');
const people = {
  employee: personWith('employee'),
  helpdesk: personWith('helpdesk'),
  admin: personWith('admin'),
};

/** Longer than a role is remembered. */
const untilForgottenMs = 5 * 60_000;

const restricted = uses.filter(({ needs }) => needs !== 'employee');
const writing = restricted.filter(({ command }) => command.sideEffect === 'write');
const reading = restricted.filter(({ command }) => command.sideEffect === 'none');

const named = (list: readonly Use[]) => list.map((use) => [use.name, use] as const);

/** A conversation that nobody used before. */
function newConversation() {
  const id = `a:${randomUUID()}`;
  const conversation = {
    id,
    conversationType: 'personal',
    tenantId: house.teams.message(people.admin, '').conversation!.tenantId!,
    isGroup: false,
    name: '',
  };
  return { conversation };
}

let house: House;

const openWithGroups = async () => {
  house = await openHouse({ devices: 50, environment: rolesFromGroups });
};

/** With the answers in this conversation only: an edit of an earlier card may still be on its way. */
async function tryIt(
  use: Pick<Use, 'text' | 'verb' | 'data' | 'file'>,
  role: Role,
  place = newConversation(),
): Promise<Turn> {
  const turn = await deliver(use, people[role], place);
  const { id } = place.conversation;
  return { ...turn, replies: turn.replies.filter(({ conversation }) => conversation?.id === id) };
}

function deliver(
  { text = '', verb, data = {}, file }: Pick<Use, 'text' | 'verb' | 'data' | 'file'>,
  person: Person,
  place: ReturnType<typeof newConversation>,
): Promise<Turn> {
  if (verb !== undefined) return house.teams.press(person, verb, data, undefined, place);
  if (file === undefined) return house.teams.say(person, text, place);
  const context = { offer: randomUUID(), file, person: person.objectId, ids: {} };
  const value = { type: 'fileUpload', action: 'accept', context };
  return house.teams.deliver({
    ...house.teams.message(person, '', place),
    type: 'invoke',
    name: 'fileConsent/invoke',
    value,
  });
}

/** All that the person is told, whether as a message or beside the card. */
function told(turn: Turn): string {
  const beside = (turn.body as { value?: unknown } | undefined)?.value ?? '';
  return `${wordsOf(turn)}${typeof beside === 'string' ? beside : JSON.stringify(beside)}`.trim();
}

const refusalOf = ({ command }: Use, key: 'errors.notAllowed' | 'errors.rolesUnread' = 'errors.notAllowed') =>
  say(key, { title: say(titleKey(command.id)) });
const anyRefusal = (use: Use) => [refusalOf(use), refusalOf(use, 'errors.rolesUnread')];

/** What was asked of Graph beyond roles, and what the database keeps of anything that was asked for. */
async function traces() {
  const asked = house.tenant
    .requests()
    .flatMap(({ method, path, batch = [{ method, path }] }) =>
      batch.map((part: { method: string; path: string }) => `${part.method} ${part.path}`),
    );
  const client = new Client({ connectionString: house.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `select (select count(*) from requests) as requests, (select count(*) from audit where result <> 'refused') as audit,
     (select count(*) from requests where state not in ('offered', 'withdrawn')) as promised`,
  );
  await client.end();
  return {
    asked: asked.filter((request) => !/^POST \/users\/[^/]+\/checkMemberGroups$/.test(request)),
    kept: rows[0] as unknown,
  };
}

/** Whoever may not ask about any device is answered about their own. */
const isAnsweredOtherwise = ({ command, text }: Use) => command.otherwise !== undefined && text !== undefined;

async function expectRefused(use: Use, role: Role, words = refusalOf(use)): Promise<void> {
  const before = await traces();

  const turn = await tryIt(use, role);

  expect(turn.status).toBe(200);
  if (isAnsweredOtherwise(use) && words === refusalOf(use)) {
    expect(told(turn)).toMatch(/own devices|Serial number 5CG4217QHX/);
    expect(told(turn)).not.toContain('UK-Corp-Laptop');
    expect((await traces()).kept).toEqual(before.kept);
    return;
  }
  expect(told(turn)).toBe(words);
  expect(await traces()).toEqual(before);
}

it('knows at least one sentence for every command, and recognises it', () => {
  const misread = uses.filter(({ text, command }) => {
    const recognised = text === undefined ? undefined : recognizer.recognize(text);
    return recognised !== undefined && (recognised.command !== command.id || recognised.confidence < 0.5);
  });

  expect(misread.map(({ name }) => name)).toEqual([]);
  expect(new Set(uses.map(({ command }) => command.id)).size).toBe(commands.length);
  expect(writing.filter(({ verb }) => verb !== undefined).length).toBeGreaterThan(0);
});

describe.each(roles)('somebody with the role %s', (role) => {
  beforeAll(openWithGroups);
  afterAll(() => house.stop());

  it.each(named(uses))('%s', async (_, use) => {
    if (!hasRole({ role }, use.needs)) return expectRefused(use, role);
    const turn = await tryIt(use, role);

    expect(turn.status).toBe(200);
    expect(told(turn)).not.toBe('');
    for (const refusal of anyRefusal(use)) expect(told(turn)).not.toContain(refusal);
  });
});

describe('somebody whose role cannot be read', () => {
  beforeAll(async () => {
    await openWithGroups();
    house.tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 403 });
  });
  afterAll(() => house.stop());

  it.each(named(uses))('%s', async (_, use) => {
    const isRefused = use.needs !== 'employee' || use.command.sideEffect === 'write';
    if (isRefused) return expectRefused(use, 'admin', refusalOf(use, 'errors.rolesUnread'));

    expect(told(await tryIt(use, 'admin'))).not.toContain(refusalOf(use, 'errors.rolesUnread'));
  });

  it('is told so by help, which offers what is open to everybody', async () => {
    const help = wordsOf(await house.teams.say(people.admin, 'help', newConversation()));

    expect(help).toContain('this is only what is open to everybody');
    expect(help).not.toContain('For the helpdesk');
  });
});

describe('somebody taken out of the group between request and click', () => {
  beforeAll(openWithGroups);
  afterAll(() => house.stop());

  it.each(named(writing))('is refused at once what writes: %s', async (_, use) => {
    const role = use.needs as 'helpdesk' | 'admin';
    const text = use.text ?? beginningOf(use.command);
    const place = newConversation();
    const { objectId } = people[role];
    house.tenant.directory.addMember(groupOf[role], objectId);
    const request = await tryIt({ text }, role, place);
    for (const refusal of anyRefusal(use)) expect(told(request)).not.toContain(refusal);
    const pressed = request.replies.flatMap((reply) => buttonsOf(cardOf(reply), use.verb ?? ''))[0];
    if (use.verb !== undefined && use.data === undefined) expect(pressed).toBeDefined();
    const before = await traces();

    house.tenant.directory.removeMember(groupOf[role], objectId);
    const click = await tryIt({ data: pressed?.data, ...use }, role, place);

    expect(told(click)).toBe(refusalOf(use));
    expect(await traces()).toEqual(before);
  });

  it.each(named(reading))('is refused within five minutes what reads: %s', async (_, use) => {
    const role = use.needs as 'helpdesk' | 'admin';
    const { objectId } = people[role];
    house.tenant.directory.addMember(groupOf[role], objectId);
    house.wait(untilForgottenMs);
    expect(told(await tryIt(use, role))).not.toBe(refusalOf(use));

    house.tenant.directory.removeMember(groupOf[role], objectId);
    house.wait(untilForgottenMs);

    await expectRefused(use, role);
  });

  it('cannot answer the question that is still open', async () => {
    const place = newConversation();
    const { objectId } = people.helpdesk;
    house.tenant.directory.addMember(groupOf.helpdesk, objectId);
    house.wait(untilForgottenMs);
    expect(wordsOf(await house.teams.say(people.helpdesk, 'status', place))).toContain(
      'Which serial number?',
    );

    house.tenant.directory.removeMember(groupOf.helpdesk, objectId);
    house.wait(untilForgottenMs);
    const before = await traces();
    const answer = await tryIt({ text: '5CG4217QHX' }, 'helpdesk', place);

    expect(told(answer)).toContain('is not open to you here');
    expect(await traces()).toEqual(before);
  });

  it('cannot confirm with a typed yes', async () => {
    const place = newConversation();
    const { objectId } = people.admin;
    house.tenant.directory.addMember(groupOf.admin, objectId);
    await house.teams.say(people.admin, 'sync', place);
    const before = await traces();

    house.tenant.directory.removeMember(groupOf.admin, objectId);
    await house.teams.say(people.admin, 'yes', place);

    expect(await traces()).toEqual(before);
  });
});

describe('somebody else', () => {
  beforeAll(openWithGroups);
  afterAll(() => house.stop());

  it.each([
    ['without an id in Entra', ''],
    ['whom the directory does not know', '00000000-0000-4000-8000-00000000dead'],
  ])('%s is an employee', async (_, objectId) => {
    const guest = { ...people.admin, id: '29:guest', objectId };

    expect(wordsOf(await house.teams.say(guest, 'sync'))).toContain('is not open to you here');
    expect(wordsOf(await house.teams.say(guest, 'status 5CG4217QHX'))).toContain('another organisation');
    expect(wordsOf(await house.teams.say(guest, 'help'))).not.toContain('For the helpdesk');
  });

  it('does not get the role of a person whose name they bear', async () => {
    const impostor = { ...people.employee, name: people.admin.name };

    expect(wordsOf(await house.teams.say(impostor, 'sync'))).toContain('is not open to you here');
  });

  it('gets their role back as soon as it can be read again', async () => {
    house.tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 403 });
    const unread = await house.teams.say(people.helpdesk, 'status 5CG4217QHX', newConversation());
    house.tenant.faults.clear();
    const read = await house.teams.say(people.helpdesk, 'status 5CG4217QHX', newConversation());

    expect(wordsOf(unread)).toContain('I could not read just now what you may do');
    expect(wordsOf(read)).toContain('UK-Corp-Laptop');
  });
});
