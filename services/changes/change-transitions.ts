import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import type { Queue } from '../jobs/queue';
import type { Actor } from '../people/actor';
import type { Db, Tx } from '../store/store';
import { approvalsNeeded } from './approval-policy';
import type { ActRefusal, ChangeEvent, ChangeView } from './change';
import { refusalOf, type Act } from './change-acts';
import { changeJob } from './change-job';
import { createChangeRecord, named, requesterOf, type RecordChange } from './change-record';
import type { ChangeStore, Transition } from './change-store';
import type { StoredChange } from './stored-change';
import type { ChangeViews } from './change-views';
import type { ChangeRules } from './rules';

/** What goes into the same transaction: the promise to show it, and to tell people. */
export type Alongside = (tx: Tx, change: ChangeView, event: ChangeEvent) => Promise<void>;

/** `refused`: nothing was changed, and that it was tried is recorded. `unknown`: no such change in this tenant. */
export type Acted =
  | { readonly type: 'moved'; readonly change: ChangeView }
  | { readonly type: 'refused'; readonly refusal: ActRefusal; readonly change: ChangeView }
  | { readonly type: 'unknown' };

export interface TransitionParts {
  readonly db: Db;
  readonly store: ChangeStore;
  readonly views: ChangeViews;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly rules: ChangeRules;
}

/** Every transition that a person causes: locked, recorded and shown in one transaction. */
export interface Transitions {
  /** Asks every rule before anything is done. */
  decide(
    act: Act,
    alongside: Alongside,
    move: (tx: Tx, change: StoredChange) => Promise<ChangeView | ActRefusal>,
  ): Promise<Acted>;
  /** A draft asks for its approval, or begins at once where a rule lets it. */
  submit(
    tx: Tx,
    draft: StoredChange,
    actor: Actor,
    rule: string | undefined,
    alongside: Alongside,
  ): Promise<ChangeView>;
  /** What was decided, with who, where and when. */
  decided(
    tx: Tx,
    change: StoredChange,
    act: Act,
    transition: Transition,
    alongside: Alongside,
    after?: object,
  ): Promise<ChangeView>;
  /** Its time is over; of a locked one. */
  expire(tx: Tx, change: StoredChange, alongside: Alongside): Promise<ChangeView>;
  /** When a request that is made now is over; ms since 1970. */
  expiry(): number;
}

const hourMs = 3_600_000;

export function createTransitions(parts: TransitionParts): Transitions {
  const { db, store, views, queue, clock, rules } = parts;
  const record: RecordChange = createChangeRecord(parts.journal, clock);
  const expiry = () => clock.now() + rules.expireAfterHours * hourMs;

  async function moved(
    tx: Tx,
    change: StoredChange,
    transition: Transition,
    alongside: Alongside,
  ): Promise<ChangeView> {
    const next = await store.move(tx, change, transition);
    if (next.state === 'approved') await queue.add(changeJob, jobOf(next), { tx });
    const view = await views.view(next, tx);
    await alongside(tx, view, transition.event);
    return view;
  }

  async function refused(tx: Tx, change: StoredChange, act: Act, refusal: ActRefusal): Promise<Acted> {
    const after = { change: change.id, refusal };
    await record(tx, change, act.actor, { action: act.act, result: 'refused', ...placeOf(act), after });
    return { type: 'refused', refusal, change: await views.view(change, tx) };
  }

  async function unknown(tx: Tx, { act, id, actor, conversationId, correlationId }: Act): Promise<Acted> {
    await parts.journal.append(tx, {
      at: clock.now(),
      tenantId: actor.tenantId,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      conversationId,
      command: 'approvals',
      action: act,
      after: { change: id, refusal: 'unknown' },
      result: 'refused',
      correlationId,
    });
    return { type: 'unknown' };
  }

  async function expire(tx: Tx, change: StoredChange, alongside: Alongside): Promise<ChangeView> {
    const after = { change: change.id };
    await record(tx, change, requesterOf(change), { action: 'expired', result: 'done', after });
    return moved(tx, change, { to: 'expired', event: 'expired' }, alongside);
  }

  return {
    expiry,
    expire,
    decide: (act, alongside, move) =>
      db.transaction().execute(async (tx): Promise<Acted> => {
        const change = await store.lock(tx, act.id);
        if (change?.tenantId !== act.actor.tenantId || change.state === 'draft') return unknown(tx, act);
        const refusal = refusalOf(change, act, clock.now());
        if (refusal === 'expired') {
          return { type: 'refused', refusal, change: await expire(tx, change, alongside) };
        }
        if (refusal !== undefined) return refused(tx, change, act, refusal);
        const outcome = await move(tx, change);
        return typeof outcome === 'string'
          ? refused(tx, change, act, outcome)
          : { type: 'moved', change: outcome };
      }),
    async decided(tx, change, act, transition, alongside, after = {}) {
      await record(tx, change, act.actor, {
        action: transition.event,
        result: 'done',
        ...placeOf(act),
        after: { change: change.id, ...after },
      });
      return moved(tx, change, { ...transition, by: named(act.actor) }, alongside);
    },
    async submit(tx, draft, actor, rule, alongside) {
      const { id, wish, undoes, total } = draft;
      await record(tx, draft, actor, {
        action: 'submitted',
        result: 'done',
        after: { change: id, ...wish, ...(undoes && { undoes }), devices: total, ...(rule && { rule }) },
      });
      const [by, event] = [named(actor), 'submitted'] as const;
      const needed = approvalsNeeded(total, rules);
      const transition: Transition =
        rule === undefined
          ? { to: 'awaiting-approval', event, by, approvalsNeeded: needed, expiresAt: expiry() }
          : { to: 'approved', event, by, approvalsNeeded: 0, autoRule: rule };
      return moved(tx, draft, transition, alongside);
    },
  };
}

/** A decision stands in the audit where it was taken. */
function placeOf({ conversationId, correlationId }: Act) {
  return { conversationId, correlationId };
}

function jobOf({ id: changeId, correlationId, step }: StoredChange) {
  return { changeId, correlationId, step };
}
