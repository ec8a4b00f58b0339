import type { DeploymentProfile } from '../graph/deployment-profiles';
import { reachOf } from './assignment-reach';
import type { Membership } from './groups-for-tag';

/** Which deployment profile a device gets. */
export interface ProfileFate {
  /** Absent when there is none for it: then Windows' own set-up begins, without Autopilot's settings. */
  readonly profile?: DeploymentProfile;
  readonly via: 'group' | 'all-devices' | 'nothing';
  /** Other profiles for the same device, which are younger. */
  readonly rivals: readonly DeploymentProfile[];
  /** Profiles for groups of which it is not clear whether the device is a member. */
  readonly perhaps: readonly DeploymentProfile[];
  /** Ids of assignment filters on the profile's assignments. */
  readonly filters: readonly string[];
}

/** The oldest of several wins; what is assigned to all devices is for those that no group's profile is for (graph facts §4). */
export function profileForGroups(
  profiles: readonly DeploymentProfile[],
  membershipOf: (groupId: string) => Membership,
): ProfileFate {
  const reached = profiles
    .map((profile) => ({ profile, reach: reachOf(profile.assignments, membershipOf) }))
    .sort((a, b) => ageOrder(a.profile, b.profile));
  const perhaps = reached.filter(({ reach }) => reach.byGroup === 'perhaps').map(({ profile }) => profile);
  const byGroup = reached.filter(({ reach }) => reach.byGroup === 'yes');
  const chosen = byGroup.length > 0 ? byGroup : reached.filter(({ reach }) => reach.asEveryDevice);
  const [winner, ...rivals] = chosen;
  if (winner === undefined) return { via: 'nothing', rivals: [], perhaps, filters: [] };
  return {
    profile: winner.profile,
    via: byGroup.length > 0 ? 'group' : 'all-devices',
    rivals: rivals.map(({ profile }) => profile),
    perhaps: perhaps.filter((profile) => profile !== winner.profile),
    filters: winner.reach.filters,
  };
}

function ageOrder(a: DeploymentProfile, b: DeploymentProfile): number {
  const [first, second] = [a.createdAt ?? Infinity, b.createdAt ?? Infinity];
  return first === second ? a.name.localeCompare(b.name) : first - second;
}
