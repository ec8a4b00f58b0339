import { createJournal } from '../../../../services/audit/journal';
import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../../../services/demo/tenant';
import { createGraphClient } from '../../../../services/graph/graph-client';
import { createLog } from '../../../../services/log';
import { createImports, type Imports } from '../../../../services/registration/imports/imports';
import { createRegistrations } from '../../../../services/registration/registrations';
import type { ImportChoices, ImportView } from '../../../../services/registration/imports/import';
import { openTestStore, type TestStore } from '../../../support/postgres/store';
import { handClock } from '../../demo/graph-over-http';

export const tenantId = 'a-tenant';

/** The work of imports on a real store and a simulated tenant; time passes only as the work asks for it. */
export interface ImportHouse {
  readonly imports: Imports;
  readonly tenant: DemoTenant;
  readonly store: TestStore;
  /** The same store and tenant, as after a restart. */
  again(): Imports;
  readonly clock: ReturnType<typeof handClock>;
  /** Reads a file, confirms it, and gives the import's id. */
  confirmed(bytes: AsyncIterable<Uint8Array>, person?: string): Promise<number>;
  /** Brings it on until it has ended; the waits in seconds. */
  finish(id: number, how?: Finish): Promise<readonly number[]>;
  view(id: number): Promise<ImportView>;
  /** How each row ended, in the file's order. */
  states(id: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

interface Finish {
  readonly imports?: Imports;
  readonly choices?: ImportChoices;
  /** Ends the work as soon as this is true, before it has ended by itself. */
  readonly until?: (view: ImportView) => boolean;
  readonly mayAssign?: (tag: string) => boolean;
}

const keepsAll: ImportChoices = { includeAsked: false };

export async function openImportHouse(options: DemoTenantOptions = {}): Promise<ImportHouse> {
  const clock = handClock();
  const store = await openTestStore();
  const tenant = await createDemoTenant({ devices: 300, clock, anyToken: true, ...options });
  const { db } = store.store;
  const again = () => {
    const graph = createGraphClient({
      root: tenant.url,
      tokens: () => Promise.resolve('token'),
      clock,
      pause: () => Promise.resolve(),
    });
    const registrations = createRegistrations(graph, clock);
    return createImports({ db, graph, registrations, journal: createJournal(createLog('silent')), clock });
  };
  const imports = again();
  const view = async (id: number) => (await imports.view({ id, tenantId }))!;

  async function confirmed(bytes: AsyncIterable<Uint8Array>, person = 'anna'): Promise<number> {
    const draft = { tenantId, personId: person, personName: person, fileName: 'devices.csv' };
    const taken = await imports.take(bytes, draft);
    if (!taken.ok) throw new Error(taken.error.type);
    const request = await db
      .insertInto('requests')
      .values({
        command: 'register',
        tenant_id: tenantId,
        person_id: person,
        person_name: person,
        conversation_id: 'a-chat',
        locale: 'en',
        correlation_id: 'c',
        payload: '{}',
        effects: '[]',
        state: 'working',
        revision: 1,
        created_at: new Date(clock.now()),
        changed_at: new Date(clock.now()),
      })
      .returning('request_id')
      .executeTakeFirstOrThrow();
    await imports.belongsTo(taken.value, request.request_id);
    return taken.value;
  }

  async function finish(id: number, how: Finish = {}): Promise<readonly number[]> {
    const { imports: by = imports, choices = keepsAll, until, mayAssign = () => true } = how;
    const mandate = { mayAssign, mayHandle: () => true, stillOurs: () => Promise.resolve() };
    const waits: number[] = [];
    for (let step = 0; step < 500; step += 1) {
      const progress = await by.advance(id, choices, mandate);
      if (progress.type === 'ended') {
        await db
          .updateTable('requests')
          .set({ state: 'done' })
          .where('request_id', '=', (await by.requestOf(id))!)
          .execute();
        return waits;
      }
      if (progress.type === 'settled') await by.settle(id, frame, () => Promise.resolve());
      else {
        waits.push(progress.seconds);
        clock.forward(progress.seconds * 1000);
      }
      if (until?.(await view(id)) === true) return waits;
    }
    throw new Error('It does not end');
  }

  return {
    imports,
    tenant,
    store,
    again,
    clock,
    confirmed,
    finish,
    view,
    async states(id) {
      const rows = await imports.rowsFrom(id, 0, 100_000);
      return rows.map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`));
    },
    async stop() {
      await tenant.stop();
      await store.stop();
    },
  };
}

const frame = {
  tenantId,
  actorId: 'anna',
  actorName: 'Anna',
  role: 'helpdesk',
  conversationId: 'a-chat',
  command: 'register',
  correlationId: 'c',
} as const;
