import type { Actor } from '../people/actor';
import { hasRole } from '../people/actor';
import type { ActRefusal, ChangeAct, ChangeState } from './change';
import type { StoredChange } from './stored-change';

/** What is asked of a change, and by whom. */
export interface Act {
  readonly act: ChangeAct;
  readonly id: number;
  /** As it was shown on the card; a sentence names none. */
  readonly revision?: number;
  readonly actor: Actor;
  readonly conversationId: string;
  readonly scope: 'personal' | 'groupChat' | 'channel';
  readonly correlationId: string;
  readonly locale: string;
}

interface ActRule {
  readonly from: readonly ChangeState[];
  refuse(change: StoredChange, actor: Actor): ActRefusal | undefined;
}

const isRequester = ({ requester }: StoredChange, { id }: Actor) => requester.id === id;
const secondPerson: ActRule['refuse'] = (change, actor) => {
  if (isRequester(change, actor)) return 'own-request';
  return hasRole(actor, 'admin') ? undefined : 'not-approver';
};
const requesterOnly: ActRule['refuse'] = (change, actor) =>
  isRequester(change, actor) ? undefined : 'not-yours';

const rules: Readonly<Record<ChangeAct, ActRule>> = {
  approve: {
    from: ['awaiting-approval'],
    refuse: (change, actor) =>
      change.approvals.some(({ id }) => id === actor.id) ? 'approved-before' : secondPerson(change, actor),
  },
  reject: { from: ['awaiting-approval'], refuse: secondPerson },
  withdraw: { from: ['awaiting-approval', 'stale'], refuse: requesterOnly },
  renew: { from: ['stale'], refuse: requesterOnly },
  undo: {
    from: ['applied', 'proven', 'failed'],
    refuse: (_change, actor) => (hasRole(actor, 'helpdesk') ? undefined : 'not-approver'),
  },
};

/** Why this person may not do this now; asked with the change locked. Who may not at all is told so first. */
export function refusalOf(
  change: StoredChange,
  { act, actor, revision }: Act,
  now: number,
): ActRefusal | undefined {
  const rule = rules[act];
  if (!rule.from.includes(change.state)) return 'not-possible-now';
  const refusal = rule.refuse(change, actor);
  if (refusal !== undefined) return refusal;
  if (revision !== undefined && revision !== change.revision) return 'card-outdated';
  const isOver = change.expiresAt !== undefined && change.expiresAt <= now;
  return change.state === 'awaiting-approval' && isOver ? 'expired' : undefined;
}
