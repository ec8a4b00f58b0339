import { betaOnly, bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { parseFilter } from '../odata-filter';
import { markOf, pageOf, single, type Row } from '../paging';
import { readServiceConfig, writeServiceConfig } from '../permissions';
import type { Standing } from '../standing';
import type { World } from '../world';
import { toIdentity } from './autopilot-identity';
import { toProfile } from './deployment-profile';

const path = '/deviceManagement/windowsAutopilotDeviceIdentities';
const pageSize = { usual: 1_000, most: 1_000 };

export function autopilotIdentityRoutes(world: World): readonly Route[] {
  const { fleet, refusals, timings } = world;

  function isListed({ change, now }: Standing): boolean {
    return change.deletedAt === undefined || now < change.deletedAt + timings.deletedStaysListedMs;
  }

  function* rows(keys: Iterable<number>, call: Call): Generator<Row> {
    for (const key of keys) {
      const standing = world.standing(key);
      if (standing === undefined || !isListed(standing)) continue;
      if (standing.now < standing.device.timeline.registeredAt) continue;
      const serial = standing.device.serialNumber;
      yield { mark: `LastSerialNumber='${serial}'`, value: toIdentity(standing, call.version, world) };
    }
  }

  function list(call: Call): Answer {
    const refusal = refuseOptions(call, world);
    if (refusal !== undefined) return refusal;
    const from = /^LastSerialNumber='(.*)'$/.exec(markOf(call) ?? '')?.[1] ?? '';
    const text = containedText(call.query.get('$filter'));
    const keys = text === undefined ? fleet.keysFromSerial(from) : findable(text, from);
    return pageOf(call, rows(keys, call), pageSize, world.url());
  }

  /** The service finds nothing for a text with a space in it. */
  function findable(text: string, from: string): Iterable<number> {
    return text.includes(' ') ? [] : fleet.keysContaining(text, from);
  }

  function get(call: Call, id: string): Answer {
    const standing = registered(world, id);
    if (standing === undefined) return refusals.notFound(call, id);
    const expanded = call.version === 'beta' ? (call.query.get('$expand')?.split(',') ?? []) : [];
    const { assigned, intended } = standing.profile;
    return single(
      call,
      {
        ...toIdentity(standing, call.version, world),
        ...(expanded.includes('deploymentProfile')
          ? { deploymentProfile: assigned ? toProfile(assigned, world) : null }
          : {}),
        ...(expanded.includes('intendedDeploymentProfile')
          ? { intendedDeploymentProfile: intended ? toProfile(intended, world) : null }
          : {}),
      },
      world.url(),
    );
  }

  function profileOf(side: 'assigned' | 'intended'): Route['handle'] {
    return (call, id) => {
      const standing = registered(world, id);
      const profile = standing?.profile[side];
      return profile === undefined
        ? refusals.notFound(call, id)
        : single(call, toProfile(profile, world), world.url());
    };
  }

  function remove(call: Call, id: string): Answer {
    const standing = registered(world, id);
    if (standing === undefined) return refusals.notFound(call, id);
    if (isStillMaterialising(standing, world))
      return refusals.refuseByIntune(400, 'BadRequest', 'The device is still being registered', call);
    if (standing.isInIntune)
      return refusals.refuseByIntune(
        400,
        'BadRequest',
        'The device is enrolled, delete it from Intune first',
        call,
      );
    world.changes.apply(standing.device.key, { deletedAt: world.now() });
    return { status: 204 };
  }

  const read = { method: 'GET', permissions: readServiceConfig } as const;
  return [
    { ...read, path, versions: bothVersions, handle: list },
    { ...read, path: `${path}/:id`, versions: bothVersions, handle: get },
    { ...read, path: `${path}/:id/deploymentProfile`, versions: betaOnly, handle: profileOf('assigned') },
    {
      ...read,
      path: `${path}/:id/intendedDeploymentProfile`,
      versions: betaOnly,
      handle: profileOf('intended'),
    },
    {
      method: 'DELETE',
      path: `${path}/:id`,
      versions: bothVersions,
      permissions: writeServiceConfig,
      handle: remove,
    },
  ];
}

/** The device behind the id of a registration that has not been deleted. */
export function registered({ guids, now, standing }: World, id: string): Standing | undefined {
  const key = guids.keyOf('registration', id);
  const found = key === undefined ? undefined : standing(key);
  const isThere =
    found?.change.deletedAt === undefined && (found?.device.timeline.registeredAt ?? 0) <= now();
  return isThere ? found : undefined;
}

/** Right after its import a registration cannot be changed or deleted yet (graph facts §1.3). */
export function isStillMaterialising({ device, now }: Standing, { epoch, timings }: World): boolean {
  const { registeredAt } = device.timeline;
  return registeredAt > epoch && now < registeredAt + timings.settledAfterImportMs;
}

/**
 * What real tenants take on this list is one filter, `contains(serialNumber,'…')`, and `$top`; any other filter is
 * answered with 400, `$select` and `$orderby` with 500 (graph facts §1.4).
 */
function refuseOptions(call: Call, { refusals }: World): Answer | undefined {
  const { query } = call;
  if (query.has('$select') || query.has('$orderby') || query.has('$search'))
    return refusals.refuseByIntune(500, 'InternalServerError', 'An internal server error has occurred', call);
  const filter = query.get('$filter');
  if (filter === null) return undefined;
  const text = containedText(filter);
  return text === undefined || isGuidShaped(text)
    ? refusals.refuseByIntune(400, 'BadRequest', 'An error has occurred', call)
    : undefined;
}

function containedText(filterText: string | null): string | undefined {
  const filter = filterText === null ? undefined : parseFilter(filterText);
  const isOffered =
    filter?.type === 'call' && filter.name === 'contains' && filter.property === 'serialNumber';
  return isOffered ? filter.text : undefined;
}

/** Reported once for the serial of a virtual machine, and closed as a fault of the service. */
function isGuidShaped(text: string): boolean {
  return text.split('-').length > 4;
}
