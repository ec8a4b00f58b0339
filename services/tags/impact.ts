import type { Clock } from '../clock';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { Registrations } from '../registration/registrations';
import { ok, type Result } from '../result';
import { deviceImpact, type DeviceImpact, type TaggedDevice } from './device-impact';
import { groupsForTag, membershipIn, type GroupsForTag } from './groups-for-tag';
import { createLandscape, type RuledGroups } from './landscape';
import { profileForGroups, type ProfileFate } from './profile-for-groups';
import { statusPageForGroups, type StatusPageFate } from './status-page-for-groups';
import { warningsOf, type TagWarning } from './warnings';

export interface TagQuestion {
  readonly tag: string;
  /** Devices that would be given the tag, with what is known of them. */
  readonly devices?: readonly TaggedDevice[];
  /** Whether another tag may be spoken of to whoever asks; all of them unless told. */
  readonly mayName?: (tag: string) => boolean;
}

/** Where a tag leads. Each piece may fail alone; the profile and the page hang on the groups. */
export interface TagImpact {
  readonly tag: string;
  /** How many registrations carry it, however its letters are spelled. */
  readonly carriers: Result<number, GraphFailure>;
  readonly groups: Result<GroupsForTag, GraphFailure>;
  readonly profile: Result<ProfileFate, GraphFailure>;
  readonly statusPage: Result<StatusPageFate, GraphFailure>;
  /** Empty while the groups cannot be read. */
  readonly devices: readonly DeviceImpact[];
  readonly warnings: readonly TagWarning[];
}

export interface TagImpacts {
  /** Only reads. Never rejects. */
  of(question: TagQuestion): Promise<TagImpact>;
}

/** Somebody waits; without the number the rest still counts. */
const countingMs = 10_000;

export function createTagImpact(
  graph: GraphClient,
  clock: Clock,
  registrations: Pick<Registrations, 'tagsInUse'>,
): TagImpacts {
  const landscape = createLandscape(graph, clock);
  return {
    async of({ tag, devices = [], mayName = () => true }) {
      const [ruled, profiles, pages, inUse] = await Promise.all([
        landscape.groups(),
        landscape.profiles(),
        landscape.statusPages(),
        registrations.tagsInUse({ deadline: deadlineAfter(countingMs, clock) }),
      ]);
      const groups = mapped(ruled, (read) => groupsForTag(read.groups, { groupTag: tag || undefined }));
      const pieces = {
        tag,
        carriers: mapped(inUse, (tags) => carriersOf(tag, tags)),
        groups,
        profile: onGroups(groups, profiles, profileForGroups),
        statusPage: onGroups(groups, pages, statusPageForGroups),
        devices: impactsOn(devices, tag, ruled),
      };
      const otherTags = inUse.ok ? [...inUse.value].filter(([other]) => mayName(other)) : [];
      const isComplete = !ruled.ok || ruled.value.isComplete;
      return { ...pieces, warnings: warningsOf({ ...pieces, otherTags, isComplete }) };
    },
  };
}

function carriersOf(tag: string, tags: ReadonlyMap<string, number>): number {
  return [...tags]
    .filter(([other]) => other.toLowerCase() === tag.toLowerCase())
    .reduce((sum, [, count]) => sum + count, 0);
}

function impactsOn(
  devices: readonly TaggedDevice[],
  tag: string,
  ruled: Result<RuledGroups, GraphFailure>,
): readonly DeviceImpact[] {
  return ruled.ok ? devices.map((device) => deviceImpact(device, tag, ruled.value.groups)) : [];
}

function onGroups<T, Fate>(
  groups: Result<GroupsForTag, GraphFailure>,
  list: Result<readonly T[], GraphFailure>,
  fateOf: (list: readonly T[], membershipOf: ReturnType<typeof membershipIn>) => Fate,
): Result<Fate, GraphFailure> {
  if (!list.ok) return list;
  return mapped(groups, (read) => fateOf(list.value, membershipIn(read)));
}

function mapped<T, U>(result: Result<T, GraphFailure>, map: (value: T) => U): Result<U, GraphFailure> {
  return result.ok ? ok(map(result.value)) : result;
}
