import type { BetaRegistration } from '../graph/autopilot-devices';
import type { AutopilotEvent } from '../graph/autopilot-events';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import type { Result } from '../result';
import type { DeploymentHits } from './deployment-search';
import type { DeviceDetails } from './device-details';
import type {
  DeploymentEvent,
  DeviceStatus,
  EntraRecord,
  IntuneRecord,
  Piece,
  Registration,
} from './device-status';

/** All answers about one registration, as they came. */
export interface DeviceAnswers {
  readonly registration: Registration;
  /** False when other registrations carry the same serial; then only what is linked by id belongs to this one. */
  readonly serialIsItsOwn: boolean;
  readonly intuneBySerial: Result<readonly ManagedDevice[], GraphFailure>;
  readonly details: DeviceDetails;
  readonly deployments: Result<DeploymentHits, GraphFailure>;
}

/** Joins the answers; each that failed costs its own piece only. `readAt` in ms since 1970. */
export function deviceStatus(answers: DeviceAnswers, readAt: number): DeviceStatus {
  const { registration, details } = answers;
  const { beta } = details;
  const intune = intunePiece(answers);
  const enrollmentState = beta.ok && beta.value.enrollmentState !== 'unknown' ? beta.value : registration;
  return {
    registration: { ...registration, enrollmentState: enrollmentState.enrollmentState },
    profile: betaPiece(beta, ({ profile }) => ({ state: 'read', value: profile })),
    remediation: betaPiece(beta, ({ remediation: value }) => read(value, value.changedAt)),
    userlessEnrollment: betaPiece(beta, ({ userlessEnrollment }) => ({
      state: 'read',
      value: userlessEnrollment,
    })),
    intune,
    entra: entraPiece(answers),
    deployment: deploymentPiece(answers, intune),
    readAt,
  };
}

function read<T>(value: T, asOf: number | undefined): Piece<T> {
  return { state: 'read', value, ...(asOf !== undefined && { asOf }) };
}

function unreadable(failure: GraphFailure): Piece<never> {
  return { state: 'unreadable', failure };
}

function betaPiece<T>(
  beta: Result<BetaRegistration, GraphFailure>,
  pick: (value: BetaRegistration) => Piece<T>,
): Piece<T> {
  return beta.ok ? pick(beta.value) : unreadable(beta.error);
}

/** Records of Intune that belong to the registration, the one that synchronised last first. */
export function intuneRecords({
  registration,
  serialIsItsOwn,
  intuneBySerial,
}: Pick<DeviceAnswers, 'registration' | 'serialIsItsOwn' | 'intuneBySerial'>): readonly ManagedDevice[] {
  const found = intuneBySerial.ok ? intuneBySerial.value : [];
  return found
    .filter(({ record }) => serialIsItsOwn || record.id === registration.managedDeviceId)
    .toSorted((one, other) => (other.record.lastSyncAt ?? 0) - (one.record.lastSyncAt ?? 0));
}

function intunePiece(answers: DeviceAnswers): Piece<IntuneRecord> {
  const { intuneBySerial, details } = answers;
  const byId = details.intune;
  const records = [...intuneRecords(answers), ...(byId?.ok ? [byId.value] : [])];
  const newest = records.toSorted(
    (one, other) => (other.record.lastSyncAt ?? 0) - (one.record.lastSyncAt ?? 0),
  )[0];
  if (newest) {
    return read({ ...newest.record, otherRecords: records.length - 1 }, newest.record.lastSyncAt);
  }
  if (byId?.ok === false && byId.error.type !== 'not-found') return unreadable(byId.error);
  return intuneBySerial.ok || byId ? { state: 'absent' } : unreadable(intuneBySerial.error);
}

function entraPiece({ registration, details }: DeviceAnswers): Piece<EntraRecord> {
  const { beta, entra } = details;
  const records = entra.flatMap((answer) => (answer.ok && answer.value ? [answer.value] : []));
  const [record] = records;
  if (record) {
    const orderTag = records.find((other) => other.orderTag !== undefined)?.orderTag;
    return read({ ...record, ...(orderTag !== undefined && { orderTag }) }, record.lastSignInAt);
  }
  const [failure] = entra.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  if (failure) return unreadable(failure);
  const onlyBetaKnows = registration.entraDeviceId === undefined && beta.ok && beta.value.entraDeviceId;
  return onlyBetaKnows ? unreadable({ type: 'incomplete' }) : { state: 'absent' };
}

function deploymentPiece(answers: DeviceAnswers, intune: Piece<IntuneRecord>): Piece<DeploymentEvent> {
  const { registration, serialIsItsOwn, deployments } = answers;
  if (!deployments.ok) return unreadable(deployments.error);
  const { events, knownAt } = deployments.value;
  const own = events.filter((event) => serialIsItsOwn || isLinked(event, registration));
  const latest = own.toSorted((one, other) => other.at - one.at)[0];
  if (latest) return read(latest.deployment, latest.at === 0 ? undefined : latest.at);
  const belongsToAnother = events.length > 0 && registration.managedDeviceId === undefined;
  const isNewer = intune.state === 'read' && (intune.value.enrolledAt ?? knownAt) >= knownAt;
  return belongsToAnother || isNewer ? unreadable({ type: 'incomplete' }) : { state: 'absent' };
}

function isLinked({ deviceId }: AutopilotEvent, { managedDeviceId, entraDeviceId }: Registration): boolean {
  return deviceId !== undefined && [managedDeviceId, entraDeviceId].includes(deviceId);
}
