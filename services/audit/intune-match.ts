import type { SerialLookup } from '../devices/device-status';
import { serialKey } from '../devices/serial-text';
import type { IntuneAuditEvent } from '../graph/audit-events';
import type { TrailEntry } from './trail-entry';

/** A serial shorter than this is found as a whole name only, not within one. */
const shortestTelling = 5;

/** Every id under which Intune may have recorded something about a device. */
export function idsOf(lookup: SerialLookup): readonly string[] {
  if (lookup.type === 'not-found') return lookup.intune === undefined ? [] : [lookup.intune.id.toLowerCase()];
  if (lookup.type !== 'found') return [];
  const ids = lookup.devices.flatMap(({ registration, intune, entra }) => [
    registration.id,
    registration.managedDeviceId,
    registration.entraDeviceId,
    intune.state === 'read' ? intune.value.id : undefined,
    entra.state === 'read' ? entra.value.objectId : undefined,
  ]);
  return [...new Set(ids.filter((id) => id !== undefined).map((id) => id.toLowerCase()))];
}

/** Of all that Intune recorded, what was done to these devices: known by an id, or by the serial in a name. */
export function eventsOfDevices(
  events: readonly IntuneAuditEvent[],
  lookups: readonly SerialLookup[],
): readonly TrailEntry[] {
  const devices = lookups.map((lookup) => ({
    serial: serialKey(lookup.serial),
    ids: new Set(idsOf(lookup)),
  }));
  return events.flatMap((event) => {
    const device = devices.find(({ serial, ids }) =>
      event.resources.some(
        ({ id, name, changes }) =>
          (id !== undefined && ids.has(id)) ||
          namesSerial(name, serial) ||
          changes.some(({ before, after }) => isSerial(before, serial) || isSerial(after, serial)),
      ),
    );
    return device === undefined ? [] : [entryOf(event, device.serial)];
  });
}

export function eventsOfPerson(events: readonly IntuneAuditEvent[], personId: string): readonly TrailEntry[] {
  return events
    .filter(({ actorId }) => actorId === personId.toLowerCase())
    .map((event) => entryOf(event, event.resources[0]?.name ?? ''));
}

function isSerial(text: string | undefined, serial: string): boolean {
  return text !== undefined && serialKey(text) === serial;
}

function namesSerial(name: string | undefined, serial: string): boolean {
  if (name === undefined) return false;
  if (isSerial(name, serial)) return true;
  return (
    serial.length >= shortestTelling &&
    serialKey(name)
      .split(/[\s_,;:/|()]+/)
      .includes(serial)
  );
}

function entryOf(event: IntuneAuditEvent, serial: string): TrailEntry {
  return {
    source: 'intune',
    key: { at: event.at, event: event.id },
    who: event.actor ?? '',
    ...(event.actorId !== undefined && { actorId: event.actorId }),
    activity: event.activity,
    result: event.result,
    serial,
    changes: event.resources.flatMap(({ changes }) => changes),
    correlationId: event.correlationId ?? '',
  };
}
