import { botApp } from '../bot-app';
import { dateTime } from '../dates';
import type { Group } from '../directory';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { fits } from '../odata-match';
import { collection } from '../paging';
import { readAppRoleAssignments, readServicePrincipals } from '../permissions';
import type { World } from '../world';
import { directoryFilter } from './directory-query';

/** The bot's own service principal, its app roles, and who has them (groups have, and with them their members). */
export function appRoleRoutes(world: World): readonly Route[] {
  const { directory, guids, people, refusals } = world;
  const principalId = guids.of('service-principal', 0);
  const roles = botApp.appRoles.map(({ groups, ...role }, n) => ({
    role: { id: guids.of('app-role', n), allowedMemberTypes: ['User'], isEnabled: true, ...role },
    groups,
  }));
  const principal = {
    id: principalId,
    appId: botApp.appId,
    displayName: botApp.displayName,
    appRoles: roles.map(({ role }) => role),
  };

  function filtered(call: Call, rows: readonly object[]): Answer {
    const { filter, refusal } = directoryFilter(call, refusals);
    const fitting = rows.filter((row) => filter === undefined || fits(filter, row));
    return refusal ?? collection(call, fitting, world.url());
  }

  /** Through groups only for direct members, as Graph says of this call. */
  function assignmentsOf(group: Group): readonly object[] {
    return roles
      .filter(({ groups }) => groups.includes(group.name))
      .map(({ role }) => ({
        id: guids.of('app-role-assignment', directory.groups.indexOf(group)),
        deletedDateTime: null,
        appRoleId: role.id,
        createdDateTime: dateTime(world.epoch),
        principalDisplayName: group.name,
        principalId: group.id,
        principalType: 'Group',
        resourceDisplayName: botApp.displayName,
        resourceId: principalId,
      }));
  }

  function listAssignments(call: Call, id: string): Answer {
    const person = people.find(id);
    if (person === undefined) return refusals.notInDirectory(id);
    return filtered(call, directory.groupsOf(person.id).flatMap(assignmentsOf));
  }

  const read = { method: 'GET', versions: bothVersions } as const;
  return [
    {
      ...read,
      path: '/servicePrincipals',
      permissions: readServicePrincipals,
      handle: (call) => filtered(call, [principal]),
    },
    {
      ...read,
      path: '/users/:id/appRoleAssignments',
      permissions: readAppRoleAssignments,
      handle: listAssignments,
    },
  ];
}
