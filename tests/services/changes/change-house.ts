import { createJournal } from '../../../services/audit/journal';
import type { ChangeTarget, Prospect } from '../../../services/changes/change';
import type { ChangeEvent } from '../../../services/changes/change';
import { createChanges, type Changes } from '../../../services/changes/changes';
import { usualRules, type ChangeRules } from '../../../services/changes/rules';
import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import type { Queue } from '../../../services/jobs/queue';
import { createLog } from '../../../services/log';
import type { Actor } from '../../../services/people/actor';
import { ok } from '../../../services/result';
import { usualConvention } from '../../../services/tags/convention';
import { callsOf } from '../../support/graph-calls';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { graph as overHttp, handClock, type Entity, type GraphOverHttp } from '../demo/graph-over-http';

const tenantId = 'a-tenant';
const sofie: Actor = { id: 'sofie', tenantId, name: 'Sofie', role: 'helpdesk' };
const anna: Actor = { id: 'anna', tenantId, name: 'Anna', role: 'admin' };
const collection = '/beta/deviceManagement/windowsAutopilotDeviceIdentities';
const tries = 500;

interface Finish {
  /** The same store and tenant, as after a restart. */
  readonly changes?: Changes;
  /** Told of each event, before it is over. */
  readonly onEvent?: (event: ChangeEvent) => Promise<void>;
  /** Rejects when the change is no longer this one's. */
  readonly stillOurs?: () => Promise<void>;
}

/** The work of changes on a real store and a simulated tenant; time passes only as the work asks for it. */
export interface ChangeHouse {
  readonly changes: Changes;
  readonly tenant: DemoTenant;
  readonly store: TestStore;
  readonly clock: ReturnType<typeof handClock>;
  readonly outside: GraphOverHttp;
  again(): Changes;
  /** Registrations with this tag and a settled profile, or none; those that never enrolled first. */
  devices(tag: string, count: number): Promise<readonly Entity[]>;
  /** A change of their tags that was asked for and approved; its id. */
  approved(devices: readonly Entity[], tag: string, profile?: string | null): Promise<number>;
  /** Brings it on until it has ended; the waits in seconds. */
  finish(id: number, how?: Finish): Promise<readonly number[]>;
  bar(id: number): Promise<void>;
  state(id: number): Promise<string>;
  /** How each device ended, with the reason. */
  ends(id: number): Promise<readonly string[]>;
  targets(id: number): Promise<readonly ChangeTarget[]>;
  /** Every write to this device, or to all, that reached the tenant: its status. */
  writes(device?: Entity): readonly number[];
  retag(device: Entity, tag: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** The test does the job's part itself. */
const queue: Pick<Queue, 'add'> = { add: () => Promise.resolve() };

export async function openChangeHouse(
  options: DemoTenantOptions = {},
  rules: Partial<ChangeRules> = {},
): Promise<ChangeHouse> {
  const clock = handClock();
  const store = await openTestStore();
  const tenant = await createDemoTenant({ devices: 700, clock, anyToken: true, ...options });
  const { db } = store.store;
  const outside = overHttp(tenant);
  const again = () =>
    createChanges({
      db,
      graph: createGraphClient({
        root: tenant.url,
        tokens: () => Promise.resolve('token'),
        clock,
        pause: () => Promise.resolve(),
      }),
      journal: createJournal(createLog('silent')),
      queue: queue as Queue,
      clock,
      rules: { ...usualRules, ...rules },
      convention: usualConvention,
      mayApproveTags: () => Promise.resolve(ok(true)),
    });
  const changes = again();
  const place = { conversationId: 'a-chat', scope: 'channel', locale: 'en', correlationId: 'c' } as const;
  const quietly = (): Promise<void> => Promise.resolve();
  const mandateOf = ({ onEvent = quietly, stillOurs = quietly }: Finish) => ({
    stillOurs,
    show: (_tx: unknown, _change: unknown, event: ChangeEvent) => onEvent(event),
  });
  const targets = (id: number) => changes.devices(id);

  return {
    changes,
    tenant,
    store,
    clock,
    outside,
    again,
    async devices(tag, count) {
      const wanted = tag === '' ? 'notAssigned' : 'assigned';
      const rows = (await outside.all(collection)).filter(
        (row) => row.groupTag === tag && row.deploymentProfileAssignmentStatus.startsWith(wanted),
      );
      const isNew = ({ enrollmentState }: Entity) => Number(enrollmentState === 'notContacted');
      const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
      const found = distinct.sort((some, other) => isNew(other) - isNew(some)).slice(0, count);
      if (found.length < count) throw new Error(`Only ${found.length} devices have the tag ${tag}`);
      return found;
    },
    async approved(devices, tag, profile) {
      const prospect: Prospect = { ...(profile !== undefined && { profile }), gains: [], loses: [] };
      const id = await changes.draft({
        ...place,
        tenantId,
        kind: 'group-tag',
        requester: { id: sofie.id, name: sofie.name },
        requesterRole: sofie.role,
        wish: { tag },
        prospect,
        effects: [],
        devices: devices.map(({ id: registrationId, serialNumber: serial, groupTag }) => ({
          registrationId,
          serial,
          before: { tag: groupTag },
          after: { tag },
        })),
      });
      await changes.submit(id, sofie, quietly);
      const acted = await changes.approve({ act: 'approve', id, actor: anna, ...place }, quietly);
      if (acted.type !== 'moved') throw new Error(JSON.stringify(acted));
      return id;
    },
    async finish(id, how = {}) {
      const waits: number[] = [];
      for (let n = 0; n < tries; n += 1) {
        const progress = await (how.changes ?? changes).work.advance(id, mandateOf(how));
        if (progress.type === 'ended') return waits;
        waits.push(progress.seconds);
        clock.forward(progress.seconds * 1000);
      }
      throw new Error('It does not end');
    },
    bar: (id) => changes.work.bar(id, mandateOf({})),
    state: async (id) => (await changes.view({ id, tenantId }))!.state,
    ends: async (id) =>
      (await targets(id)).map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`)),
    targets,
    writes: (device) =>
      callsOf(tenant.requests())
        .filter(({ path }) => path.endsWith(`${device?.id ?? ''}/updateDeviceProperties`))
        .map(({ status }) => status),
    retag: (device, tag) =>
      outside.post(`/v1.0${collection.slice('/beta'.length)}/${device.id}/updateDeviceProperties`, {
        groupTag: tag,
      }),
    async stop() {
      await tenant.stop();
      await store.stop();
    },
  };
}
