import type { GraphFailure } from '../graph/graph-failure';
import { hasRole, type Actor } from '../people/actor';
import type { Result } from '../result';
import type { Db } from '../store/store';
import type { TagConvention } from '../tags/convention';
import { approvalsNeeded, autoRuleFor, tagsOf } from './approval-policy';
import type { ActRefusal, ChangeView, Prospect } from './change';
import type { Act } from './change-acts';
import type { ChangeDevices } from './change-devices';
import { named } from './change-record';
import type { NewChange, NewDevice } from './change-store';
import type { StoredChange } from './stored-change';
import type { Acted, Alongside, TransitionParts, Transitions } from './change-transitions';
import { undoUntilOf, type ChangePage } from './change-views';
import type { Values } from './kinds/kind';

/** What a change becomes when it is approved otherwise, renewed, or put back. */
export interface Amended {
  readonly wish?: Values;
  readonly prospect?: Prospect;
  readonly effects: readonly string[];
  /** By position, what each device has now. */
  readonly before?: ReadonlyMap<number, Values>;
}

/** Takes what people ask for and decide; every transition is locked, recorded and shown in one transaction. */
export interface ChangeDesk {
  draft(change: NewChange): Promise<number>;
  /** What was drafted is to be confirmed by this request. */
  belongsTo(id: number, requestId: number): Promise<void>;
  view(named: { readonly id: number; readonly tenantId: string }, db?: Db): Promise<ChangeView | undefined>;
  page(
    named: { readonly id: number; readonly tenantId: string },
    page: number,
  ): Promise<ChangePage | undefined>;
  /** Its devices, all of them. */
  devices(id: number): ReturnType<ChangeDevices['of']>;
  /** The rule by which a draft would need no approval. */
  autoRule(id: number): Promise<string | undefined>;
  /** What waits for approval, the oldest first; of one person if so asked. */
  waiting(tenantId: string, requesterId?: string): Promise<readonly ChangeView[]>;
  /** A confirmed draft asks for its approval, or needs none. Once only; gives what it is now. */
  submit(id: number, actor: Actor, alongside: Alongside): Promise<ChangeView | undefined>;
  approve(act: Act, alongside: Alongside, amended?: Amended): Promise<Acted>;
  reject(act: Act, reason: string, alongside: Alongside): Promise<Acted>;
  withdraw(act: Act, alongside: Alongside): Promise<Acted>;
  renew(act: Act, amended: Amended, alongside: Alongside): Promise<Acted>;
  /** Asks for a change that puts these devices back; an admin needs nobody for it. Gives the new change. */
  undo(act: Act, devices: readonly NewDevice[], amended: Amended, alongside: Alongside): Promise<Acted>;
  /** Something was tried that did not come to a decision: recorded all the same. */
  refuse(act: Act, refusal: ActRefusal): Promise<Acted>;
}

export interface DeskParts extends Omit<TransitionParts, 'journal' | 'queue'> {
  readonly targets: ChangeDevices;
  readonly convention: TagConvention;
  /** Whether somebody is among those who approve changes of these tags; read anew. */
  mayApproveTags(
    person: Pick<Actor, 'id' | 'tenantId'>,
    tags: readonly string[],
  ): Promise<Result<boolean, GraphFailure>>;
}

export function createChangeDesk(parts: DeskParts, transitions: Transitions): ChangeDesk {
  const { db, store, targets, views, clock, rules } = parts;

  async function found({ id, tenantId }: { readonly id: number; readonly tenantId: string }, within?: Db) {
    const change = await store.find(id, within);
    return change?.tenantId === tenantId ? change : undefined;
  }

  /** A rule does not stand in for those whom the configuration names as approvers of a tag. */
  async function ruleFor(change: StoredChange, actor: Pick<Actor, 'id' | 'tenantId' | 'role'>) {
    const devices = await targets.of(change.id);
    const asked = { ...change, requesterRole: actor.role };
    const rule = autoRuleFor(asked, devices, rules, parts.convention);
    const isTheirs = rule !== undefined && (await parts.mayApproveTags(actor, tagsOf(change, devices)));
    return isTheirs !== false && isTheirs.ok && isTheirs.value ? rule : undefined;
  }

  return {
    draft: (change) => db.transaction().execute((tx) => store.create(tx, change)),
    belongsTo: (id, requestId) => store.belongsTo(id, requestId),
    async view(it, within) {
      const change = await found(it, within);
      return change && views.view(change, within);
    },
    async page(it, number) {
      const change = await found(it);
      return change && views.page(change, number);
    },
    devices: (id) => targets.of(id),
    async autoRule(id) {
      const change = await store.find(id);
      if (change === undefined) return undefined;
      const { requester, tenantId, requesterRole: role } = change;
      return ruleFor(change, { id: requester.id, tenantId, role });
    },
    async waiting(tenantId, requesterId) {
      const changes = await store.inState(tenantId, 'awaiting-approval', requesterId);
      return Promise.all(changes.map((change) => views.view(change)));
    },
    async submit(id, actor, alongside) {
      const draft = await store.find(id);
      const rule = draft && (await ruleFor(draft, actor));
      return db.transaction().execute(async (tx) => {
        const change = await store.lock(tx, id);
        if (change === undefined) return undefined;
        if (change.state !== 'draft') return views.view(change, tx);
        return transitions.submit(tx, change, actor, rule, alongside);
      });
    },
    async approve(act, alongside, amended) {
      const change = await found({ id: act.id, tenantId: act.actor.tenantId });
      const wish = amended?.wish ?? change?.wish;
      const tags = change === undefined ? [] : tagsOf({ ...(wish && { wish }) }, await targets.of(act.id));
      const mayApprove = await parts.mayApproveTags(act.actor, tags);
      return transitions.decide(act, alongside, async (tx, locked) => {
        if (!mayApprove.ok) return 'unreadable';
        if (!mayApprove.value) return 'not-approver';
        const by = { ...named(act.actor), at: clock.now() };
        // Whoever approved before approved something else.
        const approvals = amended === undefined ? [...locked.approvals, by] : [by];
        if (amended?.wish !== undefined) await targets.rewish(tx, act.id, amended.wish);
        const isEnough = approvals.length >= locked.approvalsNeeded;
        const to = isEnough ? 'approved' : 'awaiting-approval';
        const event = isEnough ? 'approved' : 'half-approved';
        const transition = { to, event, approvals, ...lookOf(amended) } as const;
        return transitions.decided(tx, locked, act, transition, alongside, {
          ...wish,
          approvals: approvals.length,
        });
      });
    },
    reject: (act, reason, alongside) =>
      transitions.decide(act, alongside, (tx, change) =>
        transitions.decided(tx, change, act, { to: 'rejected', event: 'rejected', reason }, alongside, {
          reason,
        }),
      ),
    withdraw: (act, alongside) =>
      transitions.decide(act, alongside, (tx, change) =>
        transitions.decided(tx, change, act, { to: 'withdrawn', event: 'withdrawn' }, alongside),
      ),
    renew: (act, amended, alongside) =>
      transitions.decide(act, alongside, async (tx, change) => {
        const before = [...(amended.before ?? [])].map(([position, values]) => ({
          position,
          before: values,
        }));
        await targets.patch(change.id, before, tx);
        const transition = {
          to: 'awaiting-approval',
          event: 'renewed',
          approvals: [],
          autoRule: null,
          approvalsNeeded: approvalsNeeded(change.total, rules),
          expiresAt: transitions.expiry(),
          ...lookOf(amended),
        } as const;
        return transitions.decided(tx, change, act, transition, alongside);
      }),
    async undo(act, devices, amended, alongside) {
      const mayUndo = await parts.mayApproveTags(act.actor, tagsOf({}, devices));
      const isAlone = hasRole(act.actor, 'admin') && mayUndo.ok && mayUndo.value;
      return transitions.decide(act, alongside, async (tx, change) => {
        const until = undoUntilOf(change, await targets.counts(change.id, tx), rules);
        if (until === undefined) return 'undo-impossible';
        if (clock.now() > until) return 'undo-too-late';
        if ((await store.undoing(change.id, tx)) !== undefined) return 'not-possible-now';
        const { actor, conversationId, scope, correlationId, locale } = act;
        const id = await store.create(tx, {
          tenantId: change.tenantId,
          kind: change.kind,
          requester: named(actor),
          requesterRole: actor.role,
          conversationId,
          scope,
          locale,
          correlationId,
          undoes: change.id,
          devices,
          effects: amended.effects,
          ...(amended.prospect && { prospect: amended.prospect }),
        });
        const draft = await store.lock(tx, id);
        if (draft === undefined) throw new Error('A change that was just created is not there');
        const undoing = await transitions.submit(
          tx,
          draft,
          actor,
          isAlone ? 'undo-by-admin' : undefined,
          alongside,
        );
        await alongside(tx, await views.view(change, tx), 'going-on');
        return undoing;
      });
    },
    refuse: (act, refusal) =>
      transitions.decide(
        act,
        () => Promise.resolve(),
        () => Promise.resolve(refusal),
      ),
  };
}

/** How the change is shown from then on. */
function lookOf(amended: Amended | undefined) {
  if (amended === undefined) return {};
  const { wish, prospect, effects } = amended;
  return { effects, ...(wish && { wish }), ...(prospect && { prospect }) };
}
