import { randomUUID } from 'node:crypto';
import { commands } from '../../dialogs';
import { createJournal } from '../../services/audit/journal';
import { createChangeStore } from '../../services/changes/change-store';
import type { KindId } from '../../services/changes/kinds';
import people from '../../services/demo/people.json';
import { startQueue, type Queue } from '../../services/jobs/queue';
import { createLog } from '../../services/log';
import { hasRole, roles, type Role } from '../../services/people/actor';
import { createRequestDesk, type RequestDesk } from '../../services/requests/request-desk';
import {
  createRequests,
  hasEnded,
  type RequestState,
  type StoredRequest,
} from '../../services/requests/requests';
import { joinInstances, type Instance } from '../../services/store/instance';
import { openStore, type Store } from '../../services/store/store';
import { openHouse, personWith, type House } from '../support/house';
import { groupOf, rolesFromGroups } from '../support/role-groups';
import { until } from '../support/until';

/**
 * What was promised, however the request came about: whoever may not do it when the job acts gets nothing done. The
 * requests come from another instance, which takes promises and works on none.
 */
let house: House;
let store: Store;
let instance: Instance;
let queue: Queue;
let desk: RequestDesk;

const clock = { now: () => Date.UTC(2026, 2, 2, 9) };
const log = createLog('silent');

beforeAll(async () => {
  house = await openHouse({ devices: 50, environment: rolesFromGroups });
  const opened = await openStore({ type: 'url', url: house.databaseUrl });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  store = opened.value;
  instance = await joinInstances(store, log);
  queue = await startQueue(store, instance, log);
  const requests = createRequests(store.db, clock);
  desk = createRequestDesk({ db: store.db, requests, journal: createJournal(log), queue, clock });
});

afterAll(async () => {
  await queue.stop(1000);
  await instance.stop();
  await store.close();
  await house.stop();
});

beforeEach(() => {
  house.wait(60 * 60_000);
});
afterEach(() => {
  house.tenant.faults.clear();
});

/** What the commands that work on something of their own are confirmed for; nothing else is asked of them here. */
const payloads: Readonly<Record<string, () => Promise<object>>> = {
  register: async () => {
    const { import_id: importId } = await store.db
      .insertInto('imports')
      .values({
        tenant_id: people.tenantId,
        person_id: 'somebody',
        person_name: 'Somebody',
        kind: 'hashes',
        file_name: 'devices.csv',
        format: '',
        ignored_columns: '[]',
        phase: 'offered',
        choices: '{"includeAsked":false}',
        phase_since: new Date(),
        created_at: new Date(),
      })
      .returning('import_id')
      .executeTakeFirstOrThrow();
    return { importId, choices: { includeAsked: false } };
  },
  'assign-tag': () => changeOf('group-tag'),
  'assign-user': () => changeOf('assigned-user'),
  'unassign-user': () => changeOf('assigned-user'),
  deregister: () => changeOf('deregister'),
  unblock: () => changeOf('next-enrolment'),
};

/** A change of a device that Graph does not know: it is asked for, and nothing more happens here. */
async function changeOf(kind: KindId): Promise<object> {
  const draft = {
    tenantId: people.tenantId,
    kind,
    requester: { id: 'somebody', name: 'Somebody' },
    requesterRole: 'helpdesk',
    conversationId: 'a:somebody',
    scope: 'personal',
    locale: 'en',
    correlationId: 'c0ffee00',
    wish: {},
    effects: [],
    devices: [{ registrationId: randomUUID(), serial: 'NOSUCH1', before: { tag: 'A' }, after: { tag: 'B' } }],
  } as const;
  const changes = createChangeStore(store.db, clock);
  return { changeId: await store.db.transaction().execute((tx) => changes.create(tx, draft)) };
}

/** A file without rows registers nothing. */
const endsOf: Readonly<Record<string, RequestState>> = { register: 'failed' };

/** A confirmed request, as if the person had been an admin when they pressed the button. */
async function promised(command: string, role: Role): Promise<StoredRequest> {
  const { objectId: personId, name: personName } = personWith(role);
  const [tenantId, conversationId, correlationId] = [people.tenantId, `a:${randomUUID()}`, 'c0ffee00'];
  const offered = await desk.offer({
    command,
    tenantId,
    personId,
    personName,
    conversationId,
    locale: 'en',
    correlationId,
    payload: (await payloads[command]?.()) ?? {},
    effects: [],
  });
  const actor = { id: personId, tenantId, name: personName, role: 'admin' } as const;
  const { id, revision } = offered;
  await desk.accept({ id, revision, command, actor, conversationId, correlationId }, () => Promise.resolve());
  return offered;
}

async function endOf({ id }: StoredRequest): Promise<StoredRequest> {
  await until(async () => hasEnded((await desk.find(id)) ?? { state: 'offered' }));
  return (await desk.find(id))!;
}

const writes = () =>
  house.tenant
    .requests()
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/deviceManagement'));

describe.each(roles)('a job of somebody with the role %s', (role) => {
  it.each(commands.map((command) => [command.id, command] as const))('%s', async (_, command) => {
    const before = writes().length;

    const ended = await endOf(await promised(command.id, role));

    if (command.write !== undefined && hasRole({ role }, command.access)) {
      expect(ended).toMatchObject({ state: endsOf[command.id] ?? 'done' });
      return;
    }
    expect(ended).toMatchObject({ state: 'refused', outcome: { code: 'notAllowed' } });
    expect(writes()).toHaveLength(before);
  });
});

const writing = commands.filter(({ write }) => write !== undefined).map(({ id }) => id);

it.each(writing)(
  '%s: whoever lost the role between the click and the job gets nothing done',
  async (command) => {
    const { objectId } = personWith('admin');
    house.tenant.directory.removeMember(groupOf.admin, objectId);
    const before = writes().length;

    const ended = await endOf(await promised(command, 'admin'));
    house.tenant.directory.addMember(groupOf.admin, objectId);

    expect(ended).toMatchObject({ state: 'refused', outcome: { code: 'notAllowed' } });
    expect(writes()).toHaveLength(before);
  },
);

it.each(writing)(
  '%s: while roles cannot be read nothing is done',
  async (command) => {
    house.tenant.faults.set({ match: { path: /checkMemberGroups|\$batch/ }, status: 403 });
    const before = writes().length;

    const ended = await endOf(await promised(command, 'admin'));

    expect(ended).toMatchObject({ state: 'refused', outcome: { code: 'rolesUnread' } });
    expect(writes()).toHaveLength(before);
  },
  60_000,
);

it('a job for a command that nobody has is refused', async () => {
  expect(await endOf(await promised('format-everything', 'admin'))).toMatchObject({ state: 'refused' });
});
