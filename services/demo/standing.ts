import type { DeviceChange } from './changes';
import type { Device } from './device';
import type { Directory, Profile } from './directory';
import { minute, type Timings } from './durations';
import { roll } from './seed';
import { isInIntune, stageAt, type Stage } from './timeline';

/** Where one device stands at a moment: its own course with the changes people made laid over it. */
export interface Standing {
  readonly device: Device;
  readonly now: number;
  readonly stage: Stage;
  readonly isInIntune: boolean;
  /** As Intune shows it; Entra and the groups learn of a change later. */
  readonly groupTag: string;
  readonly entraTag: string;
  readonly memberTag: string;
  readonly assignedUser: string;
  readonly addressableUserName: string;
  readonly displayName: string;
  readonly profile: ProfileStanding;
  readonly change: DeviceChange;
}

interface ProfileStanding {
  readonly status:
    'assignedInSync' | 'assignedOutOfSync' | 'assignedUnkownSyncState' | 'notAssigned' | 'pending' | 'failed';
  readonly detail: 'none' | 'hardwareRequirementsNotMet';
  readonly assigned?: Profile;
  readonly intended?: Profile;
  /** ms since 1970. */
  readonly assignedAt?: number;
}

export interface StandingContext {
  readonly seed: number;
  readonly directory: Directory;
  readonly timings: Timings;
}

export function standingOf(
  device: Device,
  change: DeviceChange,
  now: number,
  context: StandingContext,
): Standing {
  const { tag } = change;
  const { timings } = context;
  const tagAfter = (delayMs: number): string => {
    if (tag === undefined) return device.groupTag;
    return now >= tag.at + delayMs ? tag.value : tag.before;
  };
  const memberTag = tagAfter(timings.tagReachesGroupsMs);
  return {
    device,
    now,
    stage: stageAt(device.timeline, now),
    isInIntune: isInIntune(device.timeline, now) && change.intuneRecordDeletedAt === undefined,
    groupTag: tagAfter(0),
    entraTag: tagAfter(timings.tagReachesEntraMs),
    memberTag,
    assignedUser: change.assignedUser ?? device.assignedUser ?? '',
    addressableUserName: change.addressableUserName ?? device.owner?.displayName ?? '',
    displayName: change.displayName ?? '',
    profile: profileStanding(device, change, memberTag, now, context),
    change,
  };
}

/** Tag saved → group recalculated → profile intended ("pending") → profile assigned (graph facts §6.3). */
function profileStanding(
  device: Device,
  { tag }: DeviceChange,
  memberTag: string,
  now: number,
  { seed, directory, timings }: StandingContext,
): ProfileStanding {
  const { registeredAt, profileAssignedAt } = device.timeline;
  const groupsKnowAt = registeredAt + timings.tagReachesGroupsMs;
  const intended = now >= groupsKnowAt ? directory.profileFor(memberTag) : undefined;
  const changeIsThrough = tag !== undefined && now >= tag.at + timings.tagReachesProfileMs;
  const assignedAt = changeIsThrough ? tag.at + timings.tagReachesProfileMs : profileAssignedAt;
  const assignedTag = changeIsThrough ? tag.value : (tag?.before ?? device.groupTag);
  const assigned =
    assignedAt !== undefined && now >= assignedAt ? directory.profileFor(assignedTag) : undefined;
  const both = {
    ...(assigned === undefined ? {} : { assigned }),
    ...(intended === undefined ? {} : { intended }),
  };
  if (intended === undefined && assigned === undefined) return { status: 'notAssigned', detail: 'none' };
  if (intended?.usage === 'shared' && device.model.form === 'VM')
    return { status: 'failed', detail: 'hardwareRequirementsNotMet', intended };
  if (assigned === undefined || assignedAt === undefined || assigned !== intended)
    return { status: 'pending', detail: 'none', ...both };
  const isFresh = now < assignedAt + 3 * minute;
  const isSyncStateKnown = roll(seed, 'sync-state', device.key) < 0.1;
  const settled = isSyncStateKnown ? 'assignedInSync' : 'assignedUnkownSyncState';
  return { status: isFresh ? 'assignedOutOfSync' : settled, detail: 'none', ...both, assignedAt };
}
