import type { Filter } from '../odata-filter';
import { parseFilter } from '../odata-filter';
import { fits, propertiesOf } from '../odata-match';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { collection, markOf, pageOf, single, type Row } from '../paging';
import { readManagedDevices, writeManagedDevices } from '../permissions';
import type { Standing } from '../standing';
import type { World } from '../world';
import { recordKindsOf, toManagedDevice, type RecordKind } from './managed-device';

const path = '/deviceManagement/managedDevices';
const pageSize = { usual: 1_000, most: 1_000 };

/** The properties that the published descriptions say can be filtered on; a filter on others changes nothing. */
const filterable: ReadonlySet<string> = new Set([
  'serialNumber',
  'azureADDeviceId',
  'userPrincipalName',
  'deviceName',
  'complianceState',
  'operatingSystem',
  'osVersion',
  'manufacturer',
  'model',
  'managementAgent',
  'lastSyncDateTime',
  'enrolledDateTime',
  'emailAddress',
]);

/** Only sent when one device is asked for with `$select` (graph facts §6.1). */
const onlySelected = { ethernetMacAddress: '00155D3A4B5C', physicalMemoryInBytes: 17_179_869_184, notes: '' };

export function managedDeviceRoutes(world: World): readonly Route[] {
  const { fleet, guids, people, refusals } = world;

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    if (text !== null && filter === undefined)
      return refusals.refuse(400, 'BadRequest', 'Invalid filter clause.');
    const obeyed = filter && propertiesOf(filter).every((name) => filterable.has(name)) ? filter : undefined;
    return pageOf(call, rows(call, obeyed), pageSize, world.url());
  }

  function* rows(call: Call, filter: Filter | undefined): Generator<Row> {
    const [key, part] = (markOf(call)?.split('.') ?? []).map(Number);
    const named = filter && namedBy(filter);
    let isBehindMark = named === undefined || key === undefined;
    for (const candidate of named ?? fleet.keysDownFrom(key)) {
      isBehindMark ||= candidate === key;
      if (!isBehindMark) continue;
      for (const [n, kind] of kindsOf(candidate).entries()) {
        if (candidate === key && n <= (part ?? 0)) continue;
        const standing = world.standing(candidate);
        if (standing === undefined) continue;
        const value = toManagedDevice(standing, kind, call.version, world);
        if (filter === undefined || fits(filter, value)) yield { mark: `${candidate}.${n}`, value };
      }
    }
  }

  function kindsOf(key: number): readonly RecordKind[] {
    const standing = world.standing(key);
    return standing === undefined ? [] : recordKindsOf(standing);
  }

  /** The devices that a filter names: a look-up must not walk through half a million of them. */
  function namedBy(filter: Filter): Iterable<number> | undefined {
    if (filter.type === 'or') {
      const [left, right] = [namedBy(filter.left), namedBy(filter.right)];
      return left && right ? new Set([...left, ...right]) : undefined;
    }
    if (filter.type === 'and') return namedBy(filter.left) ?? namedBy(filter.right);
    if (filter.type === 'call')
      return filter.name === 'startswith' && filter.property === 'serialNumber'
        ? fleet.keysStartingWith(filter.text)
        : undefined;
    if (filter.type !== 'compare' || filter.operator !== 'eq') return undefined;
    return lookUps[filter.property]?.(String(filter.value));
  }

  const lookUps: Readonly<Record<string, (value: string) => Iterable<number>>> = {
    serialNumber: (serial) => fleet.keysOfSerial(serial),
    azureADDeviceId: (id) =>
      [guids.keyOf('entra-device', id), guids.keyOf('hybrid-device', id)].filter((key) => key !== undefined),
    userPrincipalName: (upn) => {
      const person = people.find(upn);
      return person === undefined ? [] : fleet.keysOwnedBy(person);
    },
  };

  function get(call: Call, id: string): Answer {
    const record = find(id);
    if (record === undefined) return refusals.notFound(call, id);
    const device = toManagedDevice(record.standing, record.kind, call.version, world);
    const extra = call.query.has('$select') ? onlySelected : {};
    return single(call, { ...device, ...extra }, world.url());
  }

  function listOfUser(call: Call, id: string): Answer {
    const person = people.find(id);
    if (person === undefined) return refusals.notInDirectory(id);
    const values = fleet.keysOwnedBy(person).flatMap((key) => {
      const standing = world.standing(key);
      return standing === undefined
        ? []
        : recordKindsOf(standing).map((kind) => toManagedDevice(standing, kind, call.version, world));
    });
    return collection(call, values, world.url());
  }

  function remove(call: Call, id: string): Answer {
    const record = find(id);
    if (record === undefined) return refusals.notFound(call, id);
    const deletedAt = record.kind === 'intune-record' ? 'intuneRecordDeletedAt' : 'staleRecordDeletedAt';
    world.changes.apply(record.standing.device.key, { [deletedAt]: world.now() });
    return { status: 204 };
  }

  function find(id: string): { readonly standing: Standing; readonly kind: RecordKind } | undefined {
    for (const kind of ['intune-record', 'stale-intune-record'] as const) {
      const key = guids.keyOf(kind, id);
      const standing = key === undefined ? undefined : world.standing(key);
      if (standing !== undefined && recordKindsOf(standing).includes(kind)) return { standing, kind };
    }
    return undefined;
  }

  const read = { method: 'GET', versions: bothVersions, permissions: readManagedDevices } as const;
  return [
    { ...read, path, handle: list },
    { ...read, path: `${path}/:id`, handle: get },
    { ...read, path: '/users/:id/managedDevices', handle: listOfUser },
    {
      method: 'DELETE',
      path: `${path}/:id`,
      versions: bothVersions,
      permissions: writeManagedDevices,
      handle: remove,
    },
  ];
}
