import type { AutopilotEvent } from '../graph/autopilot-events';
import type { BetaRegistration } from '../graph/autopilot-devices';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import type { Result } from '../result';
import type { DeploymentHit, DeploymentHits } from './deployment-search';
import type { DeviceDetails } from './device-details';
import type {
  DeploymentEvent,
  DeviceStatus,
  Doubt,
  EntraRecord,
  IntuneRecord,
  Piece,
  Registration,
} from './device-status';
import { contradictsLinks, currentFirst, ownRecords, ownerOfDeployment, ownerOfRecord } from './ownership';
import { serialKey } from './serial-text';

/** All answers about one registration, as they came. */
export interface DeviceAnswers {
  readonly registration: Registration;
  /** Other registrations with the same serial; then only what is linked by id surely belongs to this one. */
  readonly siblings: readonly Registration[];
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

function unclear(doubt: Doubt): Piece<never> {
  return { state: 'unclear', doubt };
}

function betaPiece<T>(
  beta: Result<BetaRegistration, GraphFailure>,
  pick: (value: BetaRegistration) => Piece<T>,
): Piece<T> {
  return beta.ok ? pick(beta.value) : unreadable(beta.error);
}

function intunePiece(answers: DeviceAnswers): Piece<IntuneRecord> {
  const { registration, intuneBySerial, details } = answers;
  const byId = details.intune;
  const isForeign = byId?.ok === true && isOfOtherSerial(byId.value, registration);
  if (byId?.ok === false && byId.error.type !== 'not-found') return unreadable(byId.error);
  const [current, ...others] = recordsOf(answers);
  if (current) {
    if (contradictsLinks(current, others, registration)) return unclear('shared-serial');
    return read({ ...current.record, otherRecords: others.length }, current.record.lastSyncAt);
  }
  if (isForeign) return unclear('other-serial');
  if (!intuneBySerial.ok && !byId) return unreadable(intuneBySerial.error);
  const found = intuneBySerial.ok ? intuneBySerial.value : [];
  const isOpen = found.some((record) => ownerOfRecord(record, answers) === 'open');
  return isOpen ? unclear('shared-serial') : { state: 'absent' };
}

/** All Intune records of the registration, found by serial or by id, the one that counts first. */
function recordsOf(answers: DeviceAnswers): readonly ManagedDevice[] {
  const { registration, details } = answers;
  const byId = details.intune;
  const linked = byId?.ok && !isOfOtherSerial(byId.value, registration) ? [byId.value] : [];
  return currentFirst([...ownRecords(answers), ...linked], registration);
}

/** A registration may point to a record that was given to another device; a record without serial tells nothing. */
function isOfOtherSerial({ serialNumber }: ManagedDevice, registration: Registration): boolean {
  return serialNumber !== undefined && serialKey(serialNumber) !== serialKey(registration.serialNumber);
}

/** The first object that Entra has; one that could not be read is not passed over for the next. */
function entraPiece({ registration, details }: DeviceAnswers): Piece<EntraRecord> {
  const { beta, entra } = details;
  const decisive = entra.find((answer) => !answer.ok || answer.value !== undefined);
  if (decisive?.ok === false) return unreadable(decisive.error);
  const record = decisive?.value;
  if (record) {
    const [orderTag] = entra.flatMap((answer) => (answer.ok ? (answer.value?.orderTag ?? []) : []));
    return read({ ...record, ...(orderTag !== undefined && { orderTag }) }, record.lastSignInAt);
  }
  const onlyBetaKnows = registration.entraDeviceId === undefined && beta.ok && beta.value.entraDeviceId;
  return onlyBetaKnows ? unclear('late-id') : { state: 'absent' };
}

function deploymentPiece(answers: DeviceAnswers, intune: Piece<IntuneRecord>): Piece<DeploymentEvent> {
  const { deployments } = answers;
  if (!deployments.ok) return unreadable(deployments.error);
  const { hits, knownAt, isRemembered } = deployments.value;
  const owned = hits.map((hit) => ({ ...hit, owner: ownerOfDeployment(hit.event, answers) }));
  const own = withoutForeign(
    owned.filter(({ owner }) => owner === 'own'),
    answers,
  );
  const latest = own.toSorted((one, other) => newsAt(other.event) - newsAt(one.event))[0];
  if (latest) {
    const { event, rememberedFrom } = latest;
    const value = { ...event.deployment, ...(event.at > 0 && { reportedAt: event.at }) };
    if (rememberedFrom === undefined) return read(value, newsAt(event) || undefined);
    return { state: 'read', value, asOf: rememberedFrom, remembered: true };
  }
  if (owned.some(({ owner }) => owner === 'open')) return unclear('shared-serial');
  if (!isRemembered) return { state: 'absent' };
  const enrolledAt = intune.state === 'read' ? intune.value.enrolledAt : undefined;
  if (enrolledAt !== undefined && enrolledAt >= knownAt) return unclear('read-too-early');
  return { state: 'absent', asOf: knownAt, remembered: true };
}

/** The row may have been written before the deployment that it tells of went on. */
function newsAt({ at, deployment }: AutopilotEvent): number {
  return Math.max(at, deployment.startedAt ?? 0, deployment.endedAt ?? 0);
}

/** Where a row has an id of this device, a row with an id of none of its objects tells of another device. */
function withoutForeign(hits: readonly DeploymentHit[], answers: DeviceAnswers): readonly DeploymentHit[] {
  const { managedDeviceId, entraDeviceId } = answers.registration;
  const [current] = recordsOf(answers);
  const ids = [managedDeviceId, entraDeviceId, current?.record.id, current?.entraDeviceId];
  const isKnown = ({ event }: DeploymentHit) => event.deviceId !== undefined && ids.includes(event.deviceId);
  if (!hits.some(isKnown)) return hits;
  return hits.filter((hit) => hit.event.deviceId === undefined || isKnown(hit));
}
