import type { AuditEntry } from '../audit/audit-entry';
import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import type { Queue } from '../jobs/queue';
import type { Actor, Role } from '../people/actor';
import type { Db, Tx } from '../store/store';
import type { Outcome } from './outcome';
import { requestJob } from './request-job';
import { hasEnded, type NewRequest, type Requests, type RequestState, type StoredRequest } from './requests';

/** What a pressed button (or a typed yes) names: the request as the person saw it. */
export interface Decision {
  readonly id: number;
  readonly revision: number;
  readonly command: string;
  readonly actor: Actor;
  readonly conversationId: string;
  readonly correlationId: string;
  /** The message on which it was decided: the request's card, also if nobody heard that it arrived. */
  readonly cardId?: string;
  /** What was planned, with what the person chose on the card. */
  readonly payload?: object;
}

/** `unchanged`: somebody, maybe the same person, was quicker; the request is shown as it is now. */
export type Decided =
  | { readonly type: 'moved' | 'unchanged'; readonly request: StoredRequest }
  | { readonly type: 'not-theirs'; readonly request: StoredRequest }
  | { readonly type: 'unknown' };

/** What goes into the same transaction, told the request as it is then: the promise to show it. */
export type Alongside = (tx: Tx, request: StoredRequest) => Promise<void>;

/** Takes what people ask for, keeps what was promised, and records what became of it. */
export interface RequestDesk {
  offer(request: NewRequest): Promise<StoredRequest>;
  shownOn(id: number, cardId: string): Promise<void>;
  find(id: number): Promise<StoredRequest | undefined>;
  /** From here on it is a promise: the job is in the queue, whatever happens to this process. */
  accept(decision: Decision, alongside: Alongside): Promise<Decided>;
  withdraw(decision: Decision, alongside: Alongside): Promise<Decided>;
  /** For the job of a step: the request to work on, undefined when there is nothing left to do. */
  begin(id: number, step: number): Promise<StoredRequest | undefined>;
  /** Long work: its next step is a job of its own, `afterSeconds` from now. */
  goOn(request: StoredRequest, afterSeconds: number): Promise<void>;
  keepNote(id: number, note: object): Promise<void>;
  /** Promises to show it as it is now, if it has not ended. */
  show(request: StoredRequest, alongside: Alongside): Promise<void>;
  /** The requester with the role they had when they confirmed. */
  whoAsked(request: StoredRequest): Promise<Actor>;
  /** Once only. */
  end(request: StoredRequest, actor: Actor, outcome: Outcome, alongside: Alongside): Promise<void>;
}

/** What was planned an hour ago may no longer be what would happen. */
const offerStandsMs = 60 * 60 * 1000;

interface Parts {
  readonly db: Db;
  readonly requests: Requests;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly clock: Clock;
}

export function createRequestDesk({ db, requests, journal, queue, clock }: Parts): RequestDesk {
  const record = (
    tx: Tx,
    actor: Actor,
    request: StoredRequest,
    what: Pick<AuditEntry, 'action' | 'result'> & Partial<AuditEntry>,
  ) =>
    journal.append(tx, {
      at: clock.now(),
      tenantId: request.tenantId,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      conversationId: request.conversationId,
      command: request.command,
      requestId: request.id,
      correlationId: request.correlationId,
      ...what,
    });

  async function decide(
    decision: Decision,
    alongside: Alongside,
    move: (tx: Tx, request: StoredRequest) => Promise<StoredRequest | undefined>,
  ): Promise<Decided> {
    const request = await requests.find(decision.id);
    if (request === undefined || !isHere(request, decision)) return { type: 'unknown' };
    if (request.personId !== decision.actor.id) {
      await db.transaction().execute((tx) => refused(tx, decision, request));
      return { type: 'not-theirs', request };
    }
    if (request.cardId === undefined && decision.cardId !== undefined) {
      await requests.shownOn(request.id, decision.cardId);
    }
    if (request.state !== 'offered' || request.revision !== decision.revision) {
      return { type: 'unchanged', request };
    }
    const moved = await db.transaction().execute(async (tx) => {
      const next = await move(tx, request);
      if (next !== undefined) await alongside(tx, next);
      return next;
    });
    if (moved !== undefined) return { type: 'moved', request: moved };
    return { type: 'unchanged', request: (await requests.find(decision.id)) ?? request };
  }

  const refused = (tx: Tx, { actor, correlationId }: Decision, request: StoredRequest) =>
    record(tx, actor, request, {
      action: 'refused',
      result: 'refused',
      after: { refusal: 'not-yours' },
      correlationId,
    });

  async function begin(id: number, step: number): Promise<StoredRequest | undefined> {
    const request = await requests.find(id);
    if (request === undefined || hasEnded(request) || request.state === 'offered') return undefined;
    if (request.step !== step) return undefined;
    if (request.state === 'working') return request;
    // Of two tries at the same moment one moves it; the other looks again.
    return (await requests.move(db, request, { state: 'working' })) ?? begin(id, step);
  }

  const isStale = ({ createdAt }: StoredRequest) => clock.now() - createdAt > offerStandsMs;

  return {
    offer: (request) => requests.offer(request),
    shownOn: (id, cardId) => requests.shownOn(id, cardId),
    find: (id) => requests.find(id),
    show: (request, alongside) => db.transaction().execute((tx) => alongside(tx, request)),
    keepNote: (id, note) => requests.checkpoint(id, note),
    async whoAsked({ id, personId, tenantId, personName }) {
      const asked = db
        .selectFrom('audit')
        .select('role')
        .where('request_id', '=', id)
        .where('action', '=', 'requested')
        .orderBy('entry');
      const role = (await asked.executeTakeFirst())?.role as Role | undefined;
      return { id: personId, tenantId, name: personName, role: role ?? 'employee' };
    },
    accept: (decision, alongside) =>
      decide(decision, alongside, async (tx, request) => {
        const state: RequestState = isStale(request) ? 'expired' : 'accepted';
        const { payload } = decision;
        const moved = await requests.move(tx, request, { state, ...(payload && { payload }) });
        if (moved?.state !== 'accepted') return moved;
        await queue.add(requestJob, jobOf(moved), { tx });
        await record(tx, decision.actor, moved, {
          action: 'requested',
          result: 'done',
          after: moved.payload,
        });
        return moved;
      }),
    withdraw: (decision, alongside) =>
      decide(decision, alongside, (tx, request) => requests.move(tx, request, { state: 'withdrawn' })),
    begin,
    goOn: (request, afterSeconds) =>
      db.transaction().execute(async (tx) => {
        if (!(await requests.stepOn(tx, request))) return;
        const next = { ...request, step: request.step + 1 };
        await queue.add(requestJob, jobOf(next), { tx, afterSeconds });
      }),
    end: (request, actor, outcome, alongside) =>
      db.transaction().execute(async (tx) => {
        const ended = await requests.move(tx, request, { state: outcome.result, outcome });
        if (ended === undefined) return;
        const { result, before, after } = outcome;
        await alongside(tx, ended);
        if (outcome.isRecorded === true) return;
        await record(tx, actor, ended, {
          action: 'applied',
          result,
          ...(before && { before }),
          after: { outcome: outcome.code, ...after },
        });
      }),
  };
}

function jobOf({ id: requestId, correlationId, step }: StoredRequest) {
  return { requestId, correlationId, step };
}

function isHere(request: StoredRequest, { actor, command, conversationId }: Decision): boolean {
  return (
    request.tenantId === actor.tenantId &&
    request.command === command &&
    request.conversationId === conversationId
  );
}
