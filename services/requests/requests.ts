import type { Selectable } from 'kysely';
import type { Clock } from '../clock';
import type { Db } from '../store/store';
import type { Tables } from '../store/tables';
import type { Outcome } from './outcome';

/**
 * `offered`: shown, nothing promised yet. `accepted`: confirmed, the job is in the queue. `working`: the job has begun.
 * The rest are ends; `refused`: it was not done because it might not be, by our rules or by Microsoft's.
 */
const ends = ['done', 'failed', 'refused', 'withdrawn', 'expired'] as const;
export type RequestState = 'offered' | 'accepted' | 'working' | (typeof ends)[number];

export function hasEnded({ state }: Pick<StoredRequest, 'state'>): boolean {
  return (ends as readonly string[]).includes(state);
}

/** What somebody asked a writing command to do; kept from the offer to its end. Times in ms since 1970. */
export interface StoredRequest {
  readonly id: number;
  readonly command: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personName: string;
  readonly conversationId: string;
  /** The message that shows it, once it was sent. */
  readonly cardId?: string;
  readonly locale: string;
  readonly correlationId: string;
  readonly payload: object;
  /** What would happen, as it was shown for confirmation: one sentence each. */
  readonly effects: readonly string[];
  readonly state: RequestState;
  readonly revision: number;
  /** Counts the jobs that long work is done in; a job of another step has nothing to do. */
  readonly step: number;
  /** What the work wrote down before a step that it must not do twice. */
  readonly checkpoint?: object;
  readonly outcome?: Outcome;
  readonly createdAt: number;
  readonly changedAt: number;
}

export type NewRequest = Pick<
  StoredRequest,
  | 'command'
  | 'tenantId'
  | 'personId'
  | 'personName'
  | 'conversationId'
  | 'locale'
  | 'correlationId'
  | 'payload'
  | 'effects'
>;

export interface Requests {
  offer(request: NewRequest): Promise<StoredRequest>;
  find(id: number): Promise<StoredRequest | undefined>;
  shownOn(id: number, cardId: string): Promise<void>;
  /**
   * Moves a request on, if it still is at this revision: of several who try at once, one succeeds and the others get
   * undefined. In `tx` goes whatever must happen together with it.
   */
  move(
    tx: Db,
    request: Pick<StoredRequest, 'id' | 'revision'>,
    to: { readonly state: RequestState; readonly outcome?: Outcome; readonly payload?: object },
  ): Promise<StoredRequest | undefined>;
  /** Moves long work to its next step; false when that was done before. */
  stepOn(tx: Db, request: Pick<StoredRequest, 'id' | 'step'>): Promise<boolean>;
  /** Keeps what the work must know if it is begun again. */
  checkpoint(id: number, note: object): Promise<void>;
}

export function createRequests(db: Db, clock: Clock): Requests {
  return {
    async offer(request) {
      const now = new Date(clock.now());
      const row = await db
        .insertInto('requests')
        .values({
          command: request.command,
          tenant_id: request.tenantId,
          person_id: request.personId,
          person_name: request.personName,
          conversation_id: request.conversationId,
          locale: request.locale,
          correlation_id: request.correlationId,
          payload: JSON.stringify(request.payload),
          effects: JSON.stringify(request.effects),
          state: 'offered',
          revision: 1,
          created_at: now,
          changed_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },
    async find(id) {
      const row = await db.selectFrom('requests').selectAll().where('request_id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async shownOn(id, cardId) {
      await db.updateTable('requests').set({ card_id: cardId }).where('request_id', '=', id).execute();
    },
    async move(tx, { id, revision }, { state, outcome, payload }) {
      const row = await tx
        .updateTable('requests')
        .set({
          state,
          revision: revision + 1,
          changed_at: new Date(clock.now()),
          ...(outcome && { outcome: JSON.stringify(outcome) }),
          ...(payload && { payload: JSON.stringify(payload) }),
        })
        .where('request_id', '=', id)
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst();
      return row && fromRow(row);
    },
    async stepOn(tx, { id, step }) {
      const { numUpdatedRows } = await tx
        .updateTable('requests')
        .set({ step: step + 1 })
        .where('request_id', '=', id)
        .where('step', '=', step)
        .where('state', '=', 'working')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async checkpoint(id, note) {
      await db
        .updateTable('requests')
        .set({ checkpoint: JSON.stringify(note) })
        .where('request_id', '=', id)
        .execute();
    },
  };
}

function fromRow(row: Selectable<Tables['requests']>): StoredRequest {
  return {
    id: row.request_id,
    command: row.command,
    tenantId: row.tenant_id,
    personId: row.person_id,
    personName: row.person_name,
    conversationId: row.conversation_id,
    ...(row.card_id !== null && { cardId: row.card_id }),
    locale: row.locale,
    correlationId: row.correlation_id,
    payload: row.payload,
    effects: row.effects,
    state: row.state as RequestState,
    revision: row.revision,
    step: row.step,
    ...(row.checkpoint !== null && { checkpoint: row.checkpoint }),
    ...(row.outcome !== null && { outcome: row.outcome as Outcome }),
    createdAt: row.created_at.getTime(),
    changedAt: row.changed_at.getTime(),
  };
}
