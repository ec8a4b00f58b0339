import type { Assignment } from '../graph/assignments';
import type { Membership } from './groups-for-tag';

/** Whether what is assigned so reaches a device: through its groups, or as every device. */
export interface Reach {
  readonly byGroup: Membership;
  readonly asEveryDevice: boolean;
  /** Ids of the filters on the assignments that reach it; what they match is not evaluated. */
  readonly filters: readonly string[];
}

const notAtAll: Reach = { byGroup: 'no', asEveryDevice: false, filters: [] };

/** An exclusion counts for groups only: "all devices" knows none (graph facts §4). */
export function reachOf(
  assignments: readonly Assignment[],
  membershipOf: (groupId: string) => Membership,
): Reach {
  const reaching = assignments.filter(({ target }) => isReached(target, membershipOf));
  const excluded = memberships(assignments, 'exclusion', membershipOf);
  const asEveryDevice = reaching.some(({ target }) => target.type === 'all-devices');
  const filters = [...new Set(reaching.flatMap(({ filter }) => filter?.id ?? []))];
  if (excluded.includes('yes')) return asEveryDevice ? { ...notAtAll, asEveryDevice, filters } : notAtAll;
  const included = memberships(assignments, 'group', membershipOf);
  const isSure = included.includes('yes') && !excluded.includes('perhaps');
  const isPossible = included.includes('yes') || included.includes('perhaps');
  return { byGroup: isSure ? 'yes' : isPossible ? 'perhaps' : 'no', asEveryDevice, filters };
}

function isReached(target: Assignment['target'], membershipOf: (groupId: string) => Membership): boolean {
  return target.type === 'all-devices' || (target.type === 'group' && membershipOf(target.groupId) !== 'no');
}

function memberships(
  assignments: readonly Assignment[],
  type: 'group' | 'exclusion',
  membershipOf: (groupId: string) => Membership,
): readonly Membership[] {
  return assignments.flatMap(({ target }) => (target.type === type ? [membershipOf(target.groupId)] : []));
}
