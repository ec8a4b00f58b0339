import type { Group } from './directory';
import people from './people.json';

/** Who is an assigned member of which group; a test may change it while the tenant runs. */
export interface Memberships {
  groupsOf(personId: string): readonly Group[];
  /** `group` is a name or an id; throws when there is no such group. */
  addMember(group: string, personId: string): void;
  removeMember(group: string, personId: string): void;
}

export function createMemberships(groups: readonly Group[]): Memberships {
  const members = new Map(
    groups.map(({ id, memberRoles = [] }) => [
      id,
      new Set(
        people.people.filter(({ role }) => memberRoles.includes(role)).map((each) => each.entraObjectId),
      ),
    ]),
  );
  const membersOf = (wanted: string): Set<string> => {
    const id = groups.find((group) => group.id === wanted || group.name === wanted)?.id ?? '';
    const found = members.get(id);
    if (found === undefined) throw new Error(`The tenant has no group ${wanted}`);
    return found;
  };
  return {
    groupsOf: (personId) => groups.filter(({ id }) => members.get(id)?.has(personId) === true),
    addMember: (group, personId) => void membersOf(group).add(personId),
    removeMember: (group, personId) => void membersOf(group).delete(personId),
  };
}
