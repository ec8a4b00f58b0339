import type { AutopilotEvent } from '../graph/autopilot-events';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import type { Result } from '../result';
import type { Registration } from './device-status';

/** A registration among those with the same serial; placeholders such as "Default string" are on many devices. */
export interface Claimant {
  readonly registration: Registration;
  readonly siblings: readonly Registration[];
}

/** `open`: the serial fits, and no id tells which of its registrations is meant. */
export type Owner = 'own' | 'other' | 'open';

/** Ids decide; the serial alone only where no other registration has it. */
export function ownerOfRecord(record: ManagedDevice, { registration, siblings }: Claimant): Owner {
  if (record.record.id === registration.managedDeviceId) return 'own';
  if (siblings.length === 0) return 'own';
  if (siblings.some(({ managedDeviceId }) => managedDeviceId === record.record.id)) return 'other';
  return record.entraDeviceId !== undefined && record.entraDeviceId === registration.entraDeviceId
    ? 'own'
    : 'open';
}

/** The row's `deviceId` is Intune's or Entra's. */
export function ownerOfDeployment({ deviceId }: AutopilotEvent, { registration, siblings }: Claimant): Owner {
  const isLinked = ({ managedDeviceId, entraDeviceId }: Registration) =>
    deviceId !== undefined && [managedDeviceId, entraDeviceId].includes(deviceId);
  if (siblings.length === 0 || isLinked(registration)) return 'own';
  return siblings.some(isLinked) ? 'other' : 'open';
}

/** Records found by serial that belong to the registration, the one that counts first. */
export function ownRecords(
  claimant: Claimant & { readonly intuneBySerial: Result<readonly ManagedDevice[], GraphFailure> },
): readonly ManagedDevice[] {
  const { intuneBySerial } = claimant;
  const found = intuneBySerial.ok ? intuneBySerial.value : [];
  const own = found.filter((record) => ownerOfRecord(record, claimant) === 'own');
  return currentFirst(own, claimant.registration);
}

/** The record that the registration links is the living one, unless another was enrolled after it. */
export function currentFirst(
  records: readonly ManagedDevice[],
  registration: Registration,
): readonly ManagedDevice[] {
  const linked = records.find(({ record }) => record.id === registration.managedDeviceId);
  if (linked === undefined) return newestFirst(records);
  const enrolledAt = ({ record }: ManagedDevice) => record.enrolledAt ?? 0;
  const later = records
    .filter((other) => linked.record.enrolledAt !== undefined && enrolledAt(other) > enrolledAt(linked))
    .toSorted((one, other) => enrolledAt(other) - enrolledAt(one));
  const first = [...later, linked];
  return [...first, ...newestFirst(records.filter((record) => !first.includes(record)))];
}

/** Both ids of the registration name one record, and yet another, of another object in Entra, is put before it. */
export function contradictsLinks(
  current: ManagedDevice,
  others: readonly ManagedDevice[],
  registration: Registration,
): boolean {
  const { managedDeviceId, entraDeviceId } = registration;
  if (entraDeviceId === undefined || current.entraDeviceId === undefined) return false;
  const isLinkedTwice = others.some(
    (other) => other.record.id === managedDeviceId && other.entraDeviceId === entraDeviceId,
  );
  return isLinkedTwice && current.entraDeviceId !== entraDeviceId;
}

/** A device that has just enrolled has not synchronised yet, but its record is the living one. */
export function newestFirst(records: readonly ManagedDevice[]): readonly ManagedDevice[] {
  const newsAt = ({ record }: ManagedDevice) => Math.max(record.lastSyncAt ?? 0, record.enrolledAt ?? 0);
  return records.toSorted((one, other) => newsAt(other) - newsAt(one));
}
