import type { GraphFailure } from '../graph/graph-failure';
import type { Role } from '../people/actor';
import type { KindId } from './kinds';
import type { Values } from './kinds/kind';

/**
 * Where a change stands. `draft`: shown to whoever asks, nobody else knows. `stale`: a device changed meanwhile, so
 * what was asked for is no longer what would happen; it can be renewed. `applied`: every write ended, its effect is
 * watched. `proven`: it is as it was promised, at least on one device. `failed`: on none.
 */
export const changeStates = [
  'draft',
  'awaiting-approval',
  'approved',
  'applying',
  'applied',
  'proven',
  'failed',
  'rejected',
  'withdrawn',
  'expired',
  'stale',
  'undone',
] as const;
export type ChangeState = (typeof changeStates)[number];

/** What may follow on a state; nothing else does. */
export const followers: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  draft: ['awaiting-approval', 'approved', 'withdrawn', 'expired'],
  'awaiting-approval': ['awaiting-approval', 'approved', 'rejected', 'withdrawn', 'expired', 'stale'],
  approved: ['applying', 'stale', 'failed'],
  applying: ['applied', 'failed'],
  applied: ['proven', 'failed', 'undone'],
  proven: ['undone'],
  failed: ['undone'],
  rejected: [],
  withdrawn: [],
  expired: [],
  stale: ['awaiting-approval', 'approved', 'withdrawn', 'expired'],
  undone: [],
};

/**
 * What becomes of one device. `writing`: a write is on its way, nobody knows yet whether it arrived. `written`: every
 * write ended well, its effect is watched. `proven`: read back, and it has the profile that was promised. `unproven`:
 * written, and it did not come to that in time. `skipped`: not touched, because it changed meanwhile or is gone.
 */
export const targetStates = [
  'waiting',
  'writing',
  'written',
  'proven',
  'unproven',
  'failed',
  'skipped',
] as const;
export type TargetState = (typeof targetStates)[number];

/**
 * Why a device is not as it was wished, by name: a sentence of the catalogue (`change.why.<name>`). The first five say
 * how far a group tag came on its way from the registration to its deployment profile (graph facts §6.3).
 */
export type TargetReason =
  | 'tag-not-kept'
  | 'tag-not-in-entra'
  | 'groups-not-updated'
  | 'profile-not-assigned'
  | 'other-profile'
  | 'still-listed'
  | 'not-as-wished'
  | 'changed-meanwhile'
  | 'gone'
  | 'not-settled'
  | 'refused-by-graph'
  | 'not-permitted'
  | 'no-answer'
  | 'role-lost';

/** One device of a change. */
export interface ChangeTarget {
  readonly position: number;
  readonly registrationId: string;
  readonly serial: string;
  readonly before: Values;
  readonly after: Values;
  readonly state: TargetState;
  readonly reason?: TargetReason;
  /** Graph's own word for it, if it gave one. */
  readonly detail?: string;
}

export interface NamedPerson {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

/** Where the change leads each of its devices, as it was shown when it was approved. */
export interface Prospect {
  /** The deployment profile by name that the devices are to have; null for none; absent where that is not certain. */
  readonly profile?: string | null;
  /** Key under `tag-impact.mode`. */
  readonly mode?: string;
  readonly statusPage?: string;
  /** How many other registrations carry the tag already. */
  readonly carriers?: number;
  /** Dynamic groups, by name, that at least one device gains or loses. */
  readonly gains: readonly string[];
  readonly loses: readonly string[];
}

/** A change with what is kept of it. Times in ms since 1970. */
export interface Change {
  readonly id: number;
  readonly tenantId: string;
  readonly kind: KindId;
  readonly state: ChangeState;
  /** Counts the transitions; a button names the one it was shown at. */
  readonly revision: number;
  readonly requester: NamedPerson;
  readonly requesterRole: Role;
  /** Where it was asked for. */
  readonly conversationId: string;
  readonly scope: 'personal' | 'groupChat' | 'channel';
  readonly locale: string;
  readonly correlationId: string;
  /** The request that it was confirmed by; absent for a draft, and for one that undoes another. */
  readonly requestId?: number;
  /** What is asked for, the same for all devices; absent where each goes back to what it had. */
  readonly wish?: Values;
  readonly total: number;
  readonly prospect?: Prospect;
  /** What was shown for confirmation, one sentence each. */
  readonly effects: readonly string[];
  readonly approvalsNeeded: number;
  /** Whoever approved what it is now. */
  readonly approvals: readonly Approval[];
  /** The rule by which nobody had to. */
  readonly autoRule?: string;
  /** Of a rejection, or what changed of a stale one. */
  readonly reason?: string;
  /** Who moved it to its present state, if a person did. */
  readonly by?: NamedPerson;
  readonly undoes?: number;
  readonly undoneBy?: number;
  readonly expiresAt?: number;
  readonly appliedAt?: number;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface Approval extends NamedPerson {
  readonly at: number;
}

/** A change as cards show it. */
export interface ChangeView extends Change {
  readonly counts: Readonly<Record<TargetState, number>>;
  /** The first few, those with trouble before the others. */
  readonly targets: readonly ChangeTarget[];
  /** Until when it can be undone; absent when it cannot. */
  readonly undoUntil?: number;
  readonly trouble?: { readonly failure: GraphFailure['type']; readonly nextTryAt: number };
}

/** What may be asked of a change by a person; each of them a button and a sentence. */
export type ChangeAct = 'approve' | 'reject' | 'withdraw' | 'renew' | 'undo';

/** Why an act was not done, by name: a sentence of the catalogue (`change.refused.<name>`). */
export type ActRefusal =
  | 'own-request'
  | 'approved-before'
  | 'not-approver'
  | 'not-yours'
  | 'outside-scope'
  | 'not-possible-now'
  | 'card-outdated'
  | 'expired'
  | 'undo-too-late'
  | 'undo-changed'
  | 'undo-impossible'
  | 'unreadable'
  | 'reason-missing'
  | 'tag-missing'
  | 'tag-unfit'
  | 'nothing-left';

/** What just happened to a change; whoever shows it decides what to tell and to whom. */
export type ChangeEvent =
  | 'submitted'
  | 'approved'
  | 'half-approved'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'reminded'
  | 'stale'
  | 'renewed'
  | 'applying'
  | 'going-on'
  | 'applied'
  | 'proven'
  | 'failed'
  | 'undone';
