import { serialKey } from '../devices/serial-text';
import type { FleetDevice, FleetList } from '../fleet/fleet';
import type { AutopilotEvent } from '../graph/autopilot-events';
import type { PersonFound } from './person-found';

/** What may tell that a device is somebody's. */
export interface Clues {
  readonly person: PersonFound;
  readonly registrations: FleetList<FleetDevice>;
  readonly deployments: readonly AutopilotEvent[];
}

/**
 * Registrations that may be this person's: assigned to them, linked to an Intune record of which they are the primary
 * user, or set up by them. A serial number counts only where no other registration has it, for placeholders such as
 * "Default string" are on many devices. Whether they really are is decided once they were read.
 */
export function devicesGivenTo({ person, registrations, deployments }: Clues): readonly FleetDevice[] {
  const { rows } = registrations;
  const recordIds = new Set(person.records.map(({ record }) => record.id));
  const own = deployments.filter(({ deployment }) => deployment.userId === person.id);
  const eventIds = new Set(own.flatMap(({ deviceId }) => deviceId ?? []));
  const serials = onceUsed(rows, [
    ...person.records.map(({ serialNumber }) => serialNumber),
    ...own.map(({ serialNumber }) => serialNumber),
  ]);
  return rows.filter(
    (row) =>
      isAssignedTo(person, row.assignedUser) ||
      (row.managedDeviceId !== undefined &&
        (recordIds.has(row.managedDeviceId) || eventIds.has(row.managedDeviceId))) ||
      serials.has(serialKey(row.serialNumber)),
  );
}

export function isAssignedTo({ address }: PersonFound, assignedUser: string | undefined): boolean {
  return address !== '' && assignedUser?.toLowerCase() === address;
}

/** Of these serials those that exactly one registration has. */
function onceUsed(
  rows: readonly FleetDevice[],
  serials: readonly (string | undefined)[],
): ReadonlySet<string> {
  const wanted = new Set(serials.flatMap((serial) => (serial === undefined ? [] : [serialKey(serial)])));
  const counts = new Map<string, number>();
  for (const { serialNumber } of rows) {
    const key = serialKey(serialNumber);
    if (wanted.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count === 1 ? [key] : [])));
}
