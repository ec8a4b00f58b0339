import { groupRows, profileRows, type GroupRow, type ProfileRow } from './directory-data';
import type { Guids } from './guids';
import { createMemberships, type Memberships } from './memberships';

export interface Group extends GroupRow {
  readonly id: string;
}

export interface Profile extends ProfileRow {
  readonly id: string;
  readonly groups: readonly Group[];
}

/** Groups with their members, deployment profiles, and which of both a group tag leads to. */
export interface Directory extends Memberships {
  readonly groups: readonly Group[];
  readonly profiles: readonly Profile[];
  /** Dynamic groups that take in a registered device with this tag. */
  groupsFor(groupTag: string): readonly Group[];
  /** The profile that the tag leads to; of several the oldest wins (graph facts §4). */
  profileFor(groupTag: string): Profile | undefined;
}

export function createDirectory(guids: Guids): Directory {
  const groups = groupRows.map((row, n) => ({ ...row, id: guids.of('group', n) }));
  const profiles = profileRows.map((row, n) => ({
    ...row,
    id: guids.of('profile', n),
    groups: groups.filter(({ name }) => row.assignedTo.includes(name)),
  }));
  const groupsFor = remembered((tag) =>
    groups.filter(({ rule }) => rule !== undefined && takesIn(rule, tag)),
  );
  const profileFor = remembered((tag) => {
    const memberOf = groupsFor(tag);
    return profiles
      .filter((profile) => profile.groups.some((group) => memberOf.includes(group)))
      .toSorted((a, b) => b.ageInDays - a.ageInDays)[0];
  });
  return { groups, profiles, groupsFor, profileFor, ...createMemberships(groups) };
}

const clause = /_ -(eq|startsWith|contains) "([^"]*)"/gi;

const tests: Readonly<Record<string, (physicalId: string, text: string) => boolean>> = {
  eq: (physicalId, text) => physicalId === text,
  startswith: (physicalId, text) => physicalId.startsWith(text),
  contains: (physicalId, text) => physicalId.includes(text),
};

/** Whether one clause of a membership rule holds; the tenant's rules join clauses by "or" only. */
function takesIn(rule: string, groupTag: string): boolean {
  const physicalIds = ['[ztdid]:', ...(groupTag === '' ? [] : [`[orderid]:${groupTag.toLowerCase()}`])];
  return [...rule.matchAll(clause)].some(([, operator = '', text = '']) =>
    physicalIds.some((id) => tests[operator.toLowerCase()]?.(id, text.toLowerCase())),
  );
}

/** Tags repeat: a fleet of 500,000 has a few dozen. */
function remembered<T>(compute: (tag: string) => T): (tag: string) => T {
  const known = new Map<string, T>();
  return (tag) => {
    const before = known.get(tag);
    if (before !== undefined) return before;
    const value = compute(tag);
    known.set(tag, value);
    return value;
  };
}
