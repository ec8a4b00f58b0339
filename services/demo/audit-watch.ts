import type { AuditEntry, AuditedResource } from './audit';
import { isRecord, type Call, type Route } from './http-shapes';
import type { World } from './world';

const types: Readonly<Record<string, string>> = {
  windowsAutopilotDeviceIdentities: 'WindowsAutopilotDeviceIdentity',
  importedWindowsAutopilotDeviceIdentities: 'ImportedWindowsAutopilotDeviceIdentity',
  importedDeviceIdentities: 'ImportedDeviceIdentity',
  managedDevices: 'ManagedDevice',
};

/** Looks at what a call is about to change; what it gives is asked when the change was made. */
export function watchChange(
  world: World,
  route: Pick<Route, 'method' | 'path'>,
  call: Call,
  id: string,
): () => Omit<AuditEntry, 'key'> {
  const [, collection = '', ...rest] = route.path.split('/').filter(Boolean);
  const verb = rest.findLast((segment) => segment !== ':id');
  const action = verb ?? (route.method === 'DELETE' ? 'Delete' : 'Create');
  const type = types[collection] ?? collection;
  const before = trackedOf(world, id);
  return () => ({
    at: world.now(),
    method: route.method,
    action,
    resources: id === '' ? createdBy(call, type) : [changed(world, id, type, before)],
  });
}

interface Tracked {
  readonly serial: string;
  readonly properties: Readonly<Record<string, string>>;
}

function trackedOf({ guids, standing }: World, id: string): Tracked | undefined {
  const kinds = ['registration', 'intune-record', 'stale-intune-record'] as const;
  const key = kinds.map((kind) => guids.keyOf(kind, id)).find((found) => found !== undefined);
  const found = key === undefined ? undefined : standing(key);
  if (found === undefined) return undefined;
  return {
    serial: found.device.serialNumber,
    properties: {
      GroupTag: found.groupTag,
      UserPrincipalName: found.assignedUser,
      AddressableUserName: found.addressableUserName,
      DisplayName: found.displayName,
    },
  };
}

function changed(world: World, id: string, type: string, before: Tracked | undefined): AuditedResource {
  const after = trackedOf(world, id);
  const changes = Object.entries(after?.properties ?? {}).flatMap(([name, value]) => {
    const old = before?.properties[name] ?? '';
    return old === value ? [] : [{ name, before: old, after: value }];
  });
  return { id, name: before?.serial ?? '', type, changes };
}

/** Of what a body registers only the serial numbers: Intune's audit does not repeat hashes. */
function createdBy({ body }: Call, type: string): readonly AuditedResource[] {
  const fields = isRecord(body) ? body : {};
  const listed = Object.values(fields).find(Array.isArray) as readonly unknown[] | undefined;
  return (listed ?? [fields]).flatMap((row) => {
    const serial = isRecord(row) ? (row['serialNumber'] ?? row['importedDeviceIdentifier']) : undefined;
    return typeof serial === 'string' ? [{ id: '', name: serial, type, changes: [] }] : [];
  });
}
