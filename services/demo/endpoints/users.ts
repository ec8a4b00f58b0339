import { bothVersions, isRecord, type Answer, type Call, type Route } from '../http-shapes';
import type { Filter } from '../odata-filter';
import { fits } from '../odata-match';
import { collection, markOf, pageOf, single, type Row } from '../paging';
import type { Person } from '../people';
import { checkMemberships, readMemberships, readUsers } from '../permissions';
import type { World } from '../world';
import { directoryFilter, directoryPageSize } from './directory-query';
import { toGroup } from './group';

/** Graph checks so many memberships in one call. */
const mostIdsAsked = 20;

/** A user with the properties Graph returns by default. */
export function toUser(person: Person): Record<string, unknown> {
  return {
    id: person.id,
    displayName: person.displayName,
    givenName: person.givenName,
    surname: person.surname,
    jobTitle: person.jobTitle,
    mail: person.userPrincipalName,
    userPrincipalName: person.userPrincipalName,
    businessPhones: [],
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    userType: person.isGuest === true ? 'Guest' : 'Member',
  };
}

export function userRoutes(world: World): readonly Route[] {
  const { directory, refusals } = world;

  function list(call: Call): Answer {
    const { filter, refusal } = directoryFilter(call, refusals);
    return refusal ?? pageOf(call, rows(call, filter), directoryPageSize, world.url());
  }

  function* rows(call: Call, filter: Filter | undefined): Generator<Row> {
    const from = Number(markOf(call) ?? 0);
    let n = 0;
    for (const person of (filter && namedBy(filter)) ?? world.people.all()) {
      n += 1;
      const value = toUser(person);
      if (n > from && (filter === undefined || fits(filter, value))) yield { mark: String(n), value };
    }
  }

  function namedBy(filter: Filter): readonly Person[] | undefined {
    const isNaming =
      filter.type === 'compare' &&
      filter.operator === 'eq' &&
      ['id', 'userPrincipalName', 'mail'].includes(filter.property);
    if (!isNaming) return undefined;
    const person = world.people.find(String(filter.value));
    return person === undefined ? [] : [person];
  }

  function ofPerson(answer: (call: Call, person: Person) => Answer): Route['handle'] {
    return (call, id) => {
      const person = world.people.find(id);
      return person === undefined ? refusals.notInDirectory(id) : answer(call, person);
    };
  }

  /** Which of the asked groups the person is a member of. */
  function checkMembers(idsProperty: string): Route['handle'] {
    return ofPerson((call, person) => {
      const ids = isRecord(call.body) ? call.body[idsProperty] : undefined;
      if (!Array.isArray(ids))
        return refusals.refuse(400, 'Request_BadRequest', `${idsProperty} is missing.`);
      if (ids.length > mostIdsAsked) return refusals.refuse(400, 'Request_BadRequest', 'Too many ids.');
      const asked = ids.map((id: unknown) => String(id).toLowerCase());
      const value = directory
        .groupsOf(person.id)
        .map(({ id }) => id)
        .filter((id) => asked.includes(id));
      return collection(call, value, world.url());
    });
  }

  const memberOf = ofPerson((call, person) =>
    collection(
      call,
      directory.groupsOf(person.id).map((group) => ({
        '@odata.type': '#microsoft.graph.group',
        ...toGroup(group, world),
      })),
      world.url(),
    ),
  );

  const read = { method: 'GET', versions: bothVersions, permissions: readUsers } as const;
  const membership = { versions: bothVersions, permissions: readMemberships } as const;
  return [
    { ...read, path: '/users', handle: list },
    {
      ...read,
      path: '/users/:id',
      handle: ofPerson((call, person) => single(call, toUser(person), world.url())),
    },
    { ...membership, method: 'GET', path: '/users/:id/transitiveMemberOf', handle: memberOf },
    {
      ...membership,
      method: 'POST',
      path: '/users/:id/checkMemberGroups',
      permissions: checkMemberships,
      handle: checkMembers('groupIds'),
    },
    { ...membership, method: 'POST', path: '/users/:id/checkMemberObjects', handle: checkMembers('ids') },
  ];
}
