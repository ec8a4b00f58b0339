import type { Profile } from '../directory';
import { betaOnly, type Answer, type Call, type Route } from '../http-shapes';
import { collection, markOf, pageOf, single, type Row } from '../paging';
import { readServiceConfig } from '../permissions';
import type { World } from '../world';
import { toAssignment } from './assignment';
import { toIdentity } from './autopilot-identity';
import { toProfile } from './deployment-profile';

const path = '/deviceManagement/windowsAutopilotDeploymentProfiles';
const pageSize = { usual: 1_000, most: 1_000 };

export function deploymentProfileRoutes(world: World): readonly Route[] {
  const { directory, fleet, refusals } = world;

  /** By its property notes the list takes no `$filter` and orders by two properties only (graph facts §4). */
  function list(call: Call): Answer {
    const order = call.query.get('$orderby')?.split(' ')[0];
    const isOrderable = order === undefined || order === 'displayName' || order === 'description';
    if (call.query.has('$filter') || call.query.has('$search') || !isOrderable)
      return refusals.refuseByIntune(400, 'BadRequest', 'An error has occurred', call);
    const rows = directory.profiles.map((profile) => shown(call, profile));
    const ordered = order === undefined ? rows : rows.toSorted((a, b) => compare(a[order], b[order]));
    return collection(call, ordered, world.url());
  }

  function shown(call: Call, profile: Profile): Record<string, unknown> {
    const isExpanded = call.query.get('$expand')?.split(',').includes('assignments') ?? false;
    return {
      ...toProfile(profile, world),
      ...(isExpanded ? { assignments: assignmentsOf(call, profile) } : {}),
    };
  }

  function assignmentsOf(call: Call, { id, groups }: Profile): readonly Record<string, unknown>[] {
    return groups.map((group) => toAssignment(id, group.id, call.version));
  }

  function* assignedDevices(call: Call, { id }: Profile): Generator<Row> {
    const mark = markOf(call);
    for (const key of fleet.keysDownFrom(mark === undefined ? undefined : Number(mark) - 1)) {
      const standing = world.standing(key);
      if (standing?.profile.assigned?.id !== id || standing.change.deletedAt !== undefined) continue;
      yield { mark: String(key), value: toIdentity(standing, call.version, world) };
    }
  }

  function ofProfile(answer: (call: Call, profile: Profile) => Answer): Route['handle'] {
    return (call, id) => {
      const profile = directory.profiles.find((known) => known.id === id.toLowerCase());
      return profile === undefined ? refusals.notFound(call, id) : answer(call, profile);
    };
  }

  const read = { method: 'GET', versions: betaOnly, permissions: readServiceConfig } as const;
  return [
    { ...read, path, handle: list },
    {
      ...read,
      path: `${path}/:id`,
      handle: ofProfile((call, profile) => single(call, shown(call, profile), world.url())),
    },
    {
      ...read,
      path: `${path}/:id/assignments`,
      handle: ofProfile((call, profile) => collection(call, assignmentsOf(call, profile), world.url())),
    },
    {
      ...read,
      path: `${path}/:id/assignedDevices`,
      handle: ofProfile((call, profile) =>
        pageOf(call, assignedDevices(call, profile), pageSize, world.url()),
      ),
    },
  ];
}

function compare(a: unknown, b: unknown): number {
  return String(a).localeCompare(String(b));
}
