import type { DeviceStatus } from '../devices/device-status';
import { relationToEnrolment } from '../devices/layers/this-enrolment';
import { overallState } from '../devices/overall-state';
import { readinessOf } from '../devices/readiness';
import { isAssignedTo } from './clues';
import type { MyDevice } from './my-device';
import { stateOf } from './my-state';
import { noSteps, stepsOf } from './my-steps';
import type { PersonFound } from './person-found';

/** A set-up that failed before Intune had a record is its person's for so long. */
const setUpCountsMs = 3 * 24 * 60 * 60 * 1000;

/**
 * The device as this person may see it. Intune's primary user decides: a device that was set up by somebody else is
 * theirs, and whoever it was assigned to learns that it is not yet free, nothing more. `unread`: nobody can say now.
 */
export function viewFor(
  person: PersonFound,
  status: DeviceStatus,
  now: number,
): MyDevice | 'not-theirs' | 'unread' {
  const isAssigned = isAssignedTo(person, status.registration.assignedUser);
  switch (ownerOf(person, status)) {
    case 'me':
      return ownView(ownLife(person, status), now);
    case 'other':
      return isAssigned ? foreignView(status) : 'not-theirs';
    case 'nobody':
      return isAssigned || isBeingSetUpBy(person, status, now)
        ? ownView(ownLife(person, status), now)
        : 'not-theirs';
    case 'unread':
      return isAssigned ? { ...foreignView(status), state: 'unclear' } : 'unread';
  }
}

function ownerOf(
  person: PersonFound,
  { registration, intune }: DeviceStatus,
): 'me' | 'other' | 'nobody' | 'unread' {
  const isMine = (id: string) => person.records.some(({ record }) => record.id === id);
  if (registration.managedDeviceId !== undefined && isMine(registration.managedDeviceId)) return 'me';
  switch (intune.state) {
    case 'absent':
      return 'nobody';
    case 'read':
      if (intune.value.userId === undefined) return 'nobody';
      return intune.value.userId === person.id ? 'me' : 'other';
    case 'unclear':
    case 'unreadable':
      return 'unread';
  }
}

/** Of a device that is nobody's the last set-up tells, unless another life of the device began since. */
function isBeingSetUpBy(
  { id }: PersonFound,
  { registration, deployment, intune }: DeviceStatus,
  now: number,
) {
  if (registration.assignedUser !== undefined || deployment.state !== 'read') return false;
  const { userId, startedAt = 0, endedAt = startedAt } = deployment.value;
  const enrolledAt = intune.state === 'read' ? intune.value.enrolledAt : undefined;
  const isThisLife = relationToEnrolment(deployment.value, enrolledAt) !== 'earlier';
  return userId === id && isThisLife && now - endedAt < setUpCountsMs;
}

/** What an earlier owner's set-up left in the report is theirs. */
function ownLife({ id }: PersonFound, status: DeviceStatus): DeviceStatus {
  const { deployment } = status;
  const byOther = deployment.state === 'read' && ![undefined, id].includes(deployment.value.userId);
  return byOther ? { ...status, deployment: { state: 'absent' } } : status;
}

function ownView(status: DeviceStatus, now: number): MyDevice {
  const { registration } = status;
  const readiness = readinessOf(status, now);
  const overall = overallState(readiness);
  const steps = stepsOf(status, readiness, overall);
  const deployment = status.deployment.state === 'read' ? status.deployment.value : undefined;
  const { startedAt, endedAt, failure } = deployment ?? {};
  const state = stateOf(overall, steps);
  return {
    ...identityOf(status),
    state,
    steps,
    ...(registration.groupTag !== undefined && { groupTag: registration.groupTag }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(failure !== undefined && state !== 'ready' && { failure }),
    status,
  };
}

function foreignView(status: DeviceStatus): MyDevice {
  return { ...identityOf(status), newsAt: 0, state: 'other-user', steps: noSteps };
}

function identityOf(status: DeviceStatus) {
  const { id, serialNumber, manufacturer = '', model = '' } = status.registration;
  const namesMaker = model.toLowerCase().startsWith(manufacturer.toLowerCase());
  const name = (namesMaker ? model : `${manufacturer} ${model}`).trim();
  return {
    registrationId: id,
    serial: serialNumber.trim(),
    ...(name !== '' && { model: name }),
    newsAt: newsOf(status),
    readAt: status.readAt,
  };
}

/** When this life of the device began: a daily synchronisation makes an old device no newer. Undated, it begins now. */
function newsOf({ profile, intune, deployment, readAt }: DeviceStatus): number {
  const dates = [
    profile.state === 'read' ? profile.value.assignedAt : undefined,
    intune.state === 'read' ? intune.value.enrolledAt : undefined,
    deployment.state === 'read' ? deployment.value.startedAt : undefined,
  ].filter((date) => date !== undefined);
  return dates.length === 0 ? readAt : Math.max(...dates);
}
