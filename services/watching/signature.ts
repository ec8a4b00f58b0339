import { createHash } from 'node:crypto';
import { serialKey } from '../devices/serial-text';
import type { FleetDevice, FleetRecord } from '../fleet/fleet';
import type { AutopilotEvent } from '../graph/autopilot-events';

/** What three lists show of one device. */
export interface Listed {
  readonly device: FleetDevice;
  readonly record?: FleetRecord | undefined;
  readonly deployment?: AutopilotEvent | undefined;
}

export interface Listing {
  of(registrationId: string): Listed | undefined;
  devices(): readonly FleetDevice[];
}

/** Finds what belongs together in the lists of the whole fleet. */
export function listingOf(
  devices: readonly FleetDevice[],
  records: readonly FleetRecord[],
  deployments: readonly AutopilotEvent[],
): Listing {
  const byId = new Map(devices.map((device) => [device.id, device]));
  const recordsById = new Map(records.map((record) => [record.id, record]));
  const newest = new Map<string, AutopilotEvent>();
  for (const row of deployments) {
    const key = serialKey(row.serialNumber);
    const known = newest.get(key);
    if (known === undefined || timeOf(row) > timeOf(known)) newest.set(key, row);
  }
  return {
    devices: () => devices,
    of(registrationId) {
      const device = byId.get(registrationId);
      if (device === undefined) return undefined;
      return {
        device,
        record: recordsById.get(device.managedDeviceId ?? ''),
        deployment: newest.get(serialKey(device.serialNumber)),
      };
    },
  };
}

/** Stands for what the lists show of a device: the same as long as there is nothing new, and nothing can be read in it. */
export function signatureOf({ device, record, deployment }: Listed): string {
  const last = deployment?.deployment;
  const shown = [
    device.enrollmentState,
    device.profile,
    device.groupTag,
    device.assignedUser,
    device.managedDeviceId,
    record?.compliance,
    record?.userId,
    last?.state,
    last?.deviceSetup,
    last?.accountSetup,
    last?.startedAt,
  ];
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64').slice(0, 16);
}

function timeOf({ at, deployment }: AutopilotEvent): number {
  return deployment.startedAt ?? at;
}
