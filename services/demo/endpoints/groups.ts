import { bothVersions, isRecord, type Answer, type Call, type Route } from '../http-shapes';
import { fits } from '../odata-match';
import { collection, markOf, pageOf, single } from '../paging';
import { readGroups } from '../permissions';
import type { World } from '../world';
import { directoryFilter, directoryPageSize } from './directory-query';
import { toGroup } from './group';
import { toUser } from './users';

export function groupRoutes(world: World): readonly Route[] {
  const { directory, people, refusals } = world;
  const groups = directory.groups.map((group) => toGroup(group, world));

  function list(call: Call): Answer {
    const { filter, refusal } = directoryFilter(call, refusals);
    if (refusal !== undefined) return refusal;
    const fitting = groups.filter((group) => filter === undefined || fits(filter, group));
    const rows = fitting.map((value, n) => ({ mark: String(n + 1), value }));
    return pageOf(call, rows.slice(Number(markOf(call) ?? 0)), directoryPageSize, world.url());
  }

  function get(call: Call, id: string): Answer {
    const group = groups.find((known) => known['id'] === id.toLowerCase());
    return group === undefined ? refusals.notInDirectory(id) : single(call, group, world.url());
  }

  /** Groups and users by their ids; unknown ids are left out, not refused. */
  function getByIds(call: Call): Answer {
    const ids = isRecord(call.body) ? call.body['ids'] : undefined;
    if (!Array.isArray(ids)) return refusals.refuse(400, 'Request_BadRequest', 'ids is missing.');
    const found = ids.flatMap((id: unknown) => {
      const group = groups.find((known) => known['id'] === id);
      if (group !== undefined) return [{ '@odata.type': '#microsoft.graph.group', ...group }];
      const person = people.find(String(id));
      return person === undefined ? [] : [{ '@odata.type': '#microsoft.graph.user', ...toUser(person) }];
    });
    return collection(call, found, world.url());
  }

  const read = { versions: bothVersions, permissions: readGroups } as const;
  return [
    { ...read, method: 'GET', path: '/groups', handle: list },
    { ...read, method: 'GET', path: '/groups/:id', handle: get },
    { ...read, method: 'POST', path: '/directoryObjects/getByIds', handle: getByIds },
  ];
}
