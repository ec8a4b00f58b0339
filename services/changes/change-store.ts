import { sql } from 'kysely';
import { canonicalJson } from '../audit/canonical-json';
import type { Clock } from '../clock';
import type { Db, Tx } from '../store/store';
import {
  followers,
  type Approval,
  type Change,
  type ChangeEvent,
  type ChangeState,
  type NamedPerson,
  type Prospect,
} from './change';
import type { Values } from './kinds/kind';
import { changeOf, type StoredChange, type Trouble } from './stored-change';

export type NewChange = Pick<
  Change,
  | 'tenantId'
  | 'kind'
  | 'requester'
  | 'requesterRole'
  | 'conversationId'
  | 'scope'
  | 'locale'
  | 'correlationId'
  | 'wish'
  | 'prospect'
  | 'effects'
  | 'undoes'
> & { readonly devices: readonly NewDevice[] };

export interface NewDevice {
  readonly registrationId: string;
  readonly serial: string;
  readonly before: Values;
  readonly after: Values;
}

/** What a transition changes besides the state; what is left out stays. */
export interface Transition {
  readonly to: ChangeState;
  readonly event: ChangeEvent;
  readonly by?: NamedPerson;
  readonly reason?: string;
  readonly approvals?: readonly Approval[];
  readonly approvalsNeeded?: number;
  /** Null when none stands in any more. */
  readonly autoRule?: string | null;
  readonly wish?: Values;
  readonly prospect?: Prospect;
  readonly effects?: readonly string[];
  readonly expiresAt?: number;
  readonly appliedAt?: number;
}

/** Changes as they lie in the database; their devices are in change-devices.ts. */
export interface ChangeStore {
  create(tx: Tx, change: NewChange): Promise<number>;
  belongsTo(id: number, requestId: number): Promise<void>;
  find(id: number, db?: Db): Promise<StoredChange | undefined>;
  /** Nobody else moves it until the transaction ends. */
  lock(tx: Tx, id: number): Promise<StoredChange | undefined>;
  /** Moves a locked change on; throws where its state does not allow it. */
  move(tx: Tx, change: StoredChange, transition: Transition): Promise<StoredChange>;
  patch(id: number, patch: { readonly waits?: number; readonly trouble?: Trouble | null }): Promise<void>;
  /** The job of the next step; false when that was begun before. */
  stepOn(tx: Tx, id: number, step: number): Promise<boolean>;
  inState(tenantId: string, state: ChangeState, requesterId?: string): Promise<readonly StoredChange[]>;
  /** Ids of those whose time is over. */
  expired(): Promise<readonly number[]>;
  /** Ids of those that wait for approval since before then and of which nobody was reminded; ms since 1970. */
  waitingSince(before: number): Promise<readonly number[]>;
  reminded(tx: Tx, id: number): Promise<void>;
  /** The change that undoes this one, unless it came to nothing. */
  undoing(id: number, db?: Db): Promise<StoredChange | undefined>;
}

export function createChangeStore(db: Db, clock: Clock): ChangeStore {
  const now = () => new Date(clock.now());
  return {
    async create(tx, change) {
      const { requester, devices, wish, prospect, undoes } = change;
      const { change_id: id } = await tx
        .insertInto('changes')
        .values({
          tenant_id: change.tenantId,
          kind: change.kind,
          state: 'draft',
          requester_id: requester.id,
          requester_name: requester.name,
          requester_role: change.requesterRole,
          conversation_id: change.conversationId,
          scope: change.scope,
          locale: change.locale,
          correlation_id: change.correlationId,
          wish: wish && canonicalJson(wish),
          prospect: prospect && canonicalJson(prospect),
          effects: canonicalJson(change.effects),
          total: devices.length,
          ...(undoes !== undefined && { undoes }),
          created_at: now(),
          changed_at: now(),
        })
        .returning('change_id')
        .executeTakeFirstOrThrow();
      const rows = devices.map(({ registrationId, serial, before, after }, position) => ({
        change_id: id,
        position,
        registration_id: registrationId,
        serial,
        before: canonicalJson(before),
        after: canonicalJson(after),
        state: 'waiting',
      }));
      await tx.insertInto('change_devices').values(rows).execute();
      return id;
    },
    async belongsTo(id, requestId) {
      await db.updateTable('changes').set({ request_id: requestId }).where('change_id', '=', id).execute();
    },
    async find(id, within = db) {
      const row = await changesIn(within).where('change_id', '=', id).executeTakeFirst();
      return row && changeOf(row);
    },
    async lock(tx, id) {
      const row = await changesIn(tx).where('change_id', '=', id).forUpdate('changes').executeTakeFirst();
      return row && changeOf(row);
    },
    async move(tx, change, transition) {
      if (!followers[change.state].includes(transition.to))
        throw new Error(`No change goes from ${change.state} to ${transition.to}`);
      const revision = change.revision + 1;
      await tx
        .updateTable('changes')
        .set({ ...columnsOf(transition), state: transition.to, revision, changed_at: now() })
        .where('change_id', '=', change.id)
        .where('revision', '=', change.revision)
        .executeTakeFirstOrThrow();
      await recordEvent(tx, change.id, revision, transition, now());
      const row = await changesIn(tx).where('change_id', '=', change.id).executeTakeFirstOrThrow();
      return changeOf(row);
    },
    async patch(id, { waits, trouble }) {
      await db
        .updateTable('changes')
        .set({
          ...(waits !== undefined && { waits }),
          ...(trouble !== undefined && { trouble: trouble && JSON.stringify(trouble) }),
        })
        .where('change_id', '=', id)
        .execute();
    },
    async stepOn(tx, id, step) {
      const { numUpdatedRows } = await tx
        .updateTable('changes')
        .set({ step: step + 1 })
        .where('change_id', '=', id)
        .where('step', '=', step)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async inState(tenantId, state, requesterId) {
      const rows = await changesIn(db)
        .where('tenant_id', '=', tenantId)
        .where('state', '=', state)
        .$if(requesterId !== undefined, (query) => query.where('requester_id', '=', requesterId ?? ''))
        .orderBy('change_id')
        .execute();
      return rows.map(changeOf);
    },
    async expired() {
      const rows = await db
        .selectFrom('changes')
        .select('change_id')
        .where('state', 'in', ['awaiting-approval', 'stale'])
        .where('expires_at', '<=', now())
        .execute();
      return rows.map(({ change_id: id }) => id);
    },
    async waitingSince(before) {
      const rows = await db
        .selectFrom('changes')
        .select('change_id')
        .where('state', '=', 'awaiting-approval')
        .where('reminded_at', 'is', null)
        .where('changed_at', '<=', new Date(before))
        .execute();
      return rows.map(({ change_id: id }) => id);
    },
    async reminded(tx, id) {
      await tx.updateTable('changes').set({ reminded_at: now() }).where('change_id', '=', id).execute();
    },
    async undoing(id, within = db) {
      const row = await changesIn(within)
        .where('undoes', '=', id)
        .where('state', 'not in', ['rejected', 'withdrawn', 'expired', 'failed'])
        .orderBy('change_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && changeOf(row);
    },
  };
}

function changesIn(db: Db) {
  return db
    .selectFrom('changes')
    .selectAll('changes')
    .select(
      sql<number | null>`(select max(undoing.change_id) from changes undoing
        where undoing.undoes = changes.change_id and undoing.state in ('applied', 'proven'))`.as('undone_by'),
    );
}

async function recordEvent(
  tx: Tx,
  id: number,
  revision: number,
  { to, event, by, reason, wish }: Transition,
  at: Date,
): Promise<void> {
  const note = { ...(reason !== undefined && { reason }), ...(wish && { wish }) };
  await tx
    .insertInto('change_events')
    .values({
      change_id: id,
      revision,
      at,
      event,
      state: to,
      actor_id: by?.id ?? null,
      actor_name: by?.name ?? null,
      note: Object.keys(note).length === 0 ? null : canonicalJson(note),
    })
    .execute();
}

function columnsOf({ to, by, reason, approvals, wish, prospect, effects, ...rest }: Transition) {
  const { approvalsNeeded, autoRule, expiresAt, appliedAt } = rest;
  return {
    by_id: by?.id ?? null,
    by_name: by?.name ?? null,
    reason: reason ?? null,
    waits: 0,
    trouble: null,
    ...(to === 'awaiting-approval' && { reminded_at: null }),
    ...(approvals && { approvals: canonicalJson(approvals) }),
    ...(approvalsNeeded !== undefined && { approvals_needed: approvalsNeeded }),
    ...(autoRule !== undefined && { auto_rule: autoRule }),
    ...(wish && { wish: canonicalJson(wish) }),
    ...(prospect && { prospect: canonicalJson(prospect) }),
    ...(effects && { effects: canonicalJson(effects) }),
    ...(expiresAt !== undefined && { expires_at: new Date(expiresAt) }),
    ...(appliedAt !== undefined && { applied_at: new Date(appliedAt) }),
  };
}
