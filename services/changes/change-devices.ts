import { sql, type Selectable } from 'kysely';
import { canonicalJson } from '../audit/canonical-json';
import type { Db, Tx } from '../store/store';
import type { Tables } from '../store/tables';
import { targetStates, type ChangeTarget, type TargetReason, type TargetState } from './change';
import type { Values } from './kinds/kind';

/** A device of a change as its work sees it. */
export interface StoredTarget extends ChangeTarget {
  /** Names of the writes that ended well. */
  readonly written: readonly string[];
  /** How often a write was sent. */
  readonly sends: number;
}

/** What is left out stays; null takes away. */
export interface TargetPatch {
  readonly position: number;
  readonly state?: TargetState;
  readonly written?: readonly string[];
  readonly sends?: number;
  readonly reason?: TargetReason | null;
  readonly detail?: string | null;
  readonly before?: Values;
  readonly after?: Values;
}

type TargetCounts = Readonly<Record<TargetState, number>>;

/** The devices of changes as they lie in the database. */
export interface ChangeDevices {
  /** In their order. */
  of(
    id: number,
    states?: readonly TargetState[],
    options?: { readonly limit?: number; readonly db?: Db },
  ): Promise<readonly StoredTarget[]>;
  /** What is to be written next: those of which nobody heard, then those that were tried least. */
  next(id: number, count: number): Promise<readonly StoredTarget[]>;
  /** Those with trouble first. */
  page(id: number, from: number, count: number, db?: Db): Promise<readonly StoredTarget[]>;
  counts(id: number, db?: Db): Promise<TargetCounts>;
  patch(id: number, patches: readonly TargetPatch[], db?: Db): Promise<void>;
  /** Every device is to have this in place of what was asked for. */
  rewish(tx: Tx, id: number, wish: Values): Promise<void>;
}

export function createChangeDevices(db: Db): ChangeDevices {
  return {
    async of(id, states, { limit, db: within = db } = {}) {
      const rows = await within
        .selectFrom('change_devices')
        .selectAll()
        .where('change_id', '=', id)
        .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .orderBy('position')
        .execute();
      return rows.map(targetOf);
    },
    async next(id, count) {
      const rows = await db
        .selectFrom('change_devices')
        .selectAll()
        .where('change_id', '=', id)
        .where('state', 'in', ['writing', 'waiting'])
        .orderBy(sql`state = 'waiting'`)
        .orderBy('sends')
        .orderBy('position')
        .limit(count)
        .execute();
      return rows.map(targetOf);
    },
    async page(id, from, count, within = db) {
      const rows = await within
        .selectFrom('change_devices')
        .selectAll()
        .where('change_id', '=', id)
        .orderBy(sql`state not in ('failed', 'skipped', 'unproven')`)
        .orderBy('position')
        .offset(from)
        .limit(count)
        .execute();
      return rows.map(targetOf);
    },
    async counts(id, within = db) {
      const rows = await within
        .selectFrom('change_devices')
        .select(['state', sql<number>`count(*)::int`.as('count')])
        .where('change_id', '=', id)
        .groupBy('state')
        .execute();
      const none = Object.fromEntries(targetStates.map((state) => [state, 0])) as Record<TargetState, number>;
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
    async rewish(tx, id, wish) {
      await tx
        .updateTable('change_devices')
        .set({ after: canonicalJson(wish) })
        .where('change_id', '=', id)
        .execute();
    },
    async patch(id, patches, within = db) {
      for (const { position, ...patch } of patches) {
        const set = columnsOf(patch);
        if (Object.keys(set).length === 0) continue;
        await within
          .updateTable('change_devices')
          .set(set)
          .where('change_id', '=', id)
          .where('position', '=', position)
          .execute();
      }
    },
  };
}

function columnsOf({ state, written, sends, reason, detail, before, after }: Omit<TargetPatch, 'position'>) {
  return {
    ...(state && { state }),
    ...(written && { written: canonicalJson(written) }),
    ...(sends !== undefined && { sends }),
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && { detail }),
    ...(before && { before: canonicalJson(before) }),
    ...(after && { after: canonicalJson(after) }),
  };
}

function targetOf(row: Selectable<Tables['change_devices']>): StoredTarget {
  return {
    position: row.position,
    registrationId: row.registration_id,
    serial: row.serial,
    before: row.before as Values,
    after: row.after as Values,
    state: row.state as TargetState,
    ...(row.reason !== null && { reason: row.reason as TargetReason }),
    ...(row.detail !== null && { detail: row.detail }),
    written: row.written,
    sends: row.sends,
  };
}
