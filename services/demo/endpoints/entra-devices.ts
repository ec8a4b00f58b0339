import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import type { Filter } from '../odata-filter';
import { fits } from '../odata-match';
import { collection, markOf, pageOf, single, type Row } from '../paging';
import { readDevices } from '../permissions';
import type { Standing } from '../standing';
import type { World } from '../world';
import { directoryFilter, directoryPageSize } from './directory-query';
import { entraKindsOf, toEntraDevice, type EntraKind } from './entra-device';
import { toGroup } from './group';

export function entraDeviceRoutes(world: World): readonly Route[] {
  const { directory, fleet, guids, refusals } = world;

  function list(call: Call): Answer {
    const { filter, refusal } = directoryFilter(call, refusals);
    return refusal ?? pageOf(call, rows(call, filter), directoryPageSize, world.url());
  }

  function* rows(call: Call, filter: Filter | undefined): Generator<Row> {
    const [key, part] = (markOf(call)?.split('.') ?? []).map(Number);
    const keys = (filter && namedBy(filter)) ?? fleet.keysDownFrom(key);
    for (const candidate of keys) {
      const standing = world.standing(candidate);
      if (standing === undefined || standing.now < standing.device.timeline.registeredAt) continue;
      for (const [n, kind] of entraKindsOf(standing).entries()) {
        if (candidate === key && n <= (part ?? 0)) continue;
        const value = toEntraDevice(standing, kind, call.version, world);
        if (filter === undefined || fits(filter, value)) yield { mark: `${candidate}.${n}`, value };
      }
    }
  }

  /** The devices that a filter names outright. */
  function namedBy(filter: Filter): readonly number[] | undefined {
    if (filter.type === 'and') return namedBy(filter.left) ?? namedBy(filter.right);
    if (filter.type === 'any') return byRegistration(filter.condition);
    if (filter.type !== 'compare' || filter.operator !== 'eq') return undefined;
    const id = String(filter.value);
    if (filter.property === 'deviceId') return keysOf(id, 'entra-device', 'hybrid-device');
    return filter.property === 'id' ? keysOf(id, 'entra-object', 'hybrid-object') : undefined;
  }

  function byRegistration(condition: Filter): readonly number[] | undefined {
    const value = condition.type === 'compare' && condition.operator === 'eq' ? String(condition.value) : '';
    const id = /^\[ztdid\]:(.+)$/i.exec(value)?.[1];
    return id === undefined ? undefined : keysOf(id, 'registration');
  }

  function keysOf(id: string, ...kinds: readonly Parameters<typeof guids.keyOf>[0][]): readonly number[] {
    return kinds.map((kind) => guids.keyOf(kind, id)).filter((key) => key !== undefined);
  }

  function get(call: Call, id: string): Answer {
    const found = find(id);
    if (found === undefined) return refusals.notInDirectory(id);
    return single(call, toEntraDevice(found.standing, found.kind, call.version, world), world.url());
  }

  function groupsOf(call: Call, id: string): Answer {
    const found = find(id);
    if (found === undefined) return refusals.notInDirectory(id);
    const groups = found.kind === 'entra-object' ? directory.groupsFor(found.standing.memberTag) : [];
    const values = groups.map((group) => ({
      '@odata.type': '#microsoft.graph.group',
      ...toGroup(group, world),
    }));
    return collection(call, values, world.url());
  }

  function find(id: string): { readonly standing: Standing; readonly kind: EntraKind } | undefined {
    for (const kind of ['entra-object', 'hybrid-object'] as const) {
      const key = guids.keyOf(kind, id);
      const standing = key === undefined ? undefined : world.standing(key);
      if (standing !== undefined && entraKindsOf(standing).includes(kind)) return { standing, kind };
    }
    return undefined;
  }

  const read = { method: 'GET', versions: bothVersions, permissions: readDevices } as const;
  return [
    { ...read, path: '/devices', handle: list },
    { ...read, path: '/devices/:id', handle: get },
    ...['memberOf', 'transitiveMemberOf'].flatMap((relation) => [
      { ...read, path: `/devices/:id/${relation}`, handle: groupsOf },
      { ...read, path: `/devices/:id/${relation}/microsoft.graph.group`, handle: groupsOf },
    ]),
  ];
}
