import type {
  DeploymentEvent,
  DeploymentState,
  DeviceStatus,
  Doubt,
  EnrollmentState,
  EntraRecord,
  IntuneRecord,
  LayerName,
  LayerState,
  Piece,
  ProfileAssignment,
} from '../device-status';
import type { GraphFailure } from '../../graph/graph-failure';
import type { NextStep } from '../next-steps';

/** What the rules look at: the device, its readable pieces, and the layers judged so far. `now` in ms since 1970. */
export interface Facts {
  readonly device: DeviceStatus;
  readonly now: number;
  readonly profile: ProfileAssignment | undefined;
  readonly intune: IntuneRecord | undefined;
  readonly entra: EntraRecord | undefined;
  /** The last deployment, unless it is known to be older than the enrolment. */
  readonly deployment: DeploymentEvent | undefined;
  /** How the last deployment stands to the enrolment that Intune knows; `open` when dates are missing. */
  readonly relation: 'this' | 'earlier' | 'open';
  readonly judged: ReadonlyMap<LayerName, LayerState>;
}

export type Condition = (facts: Facts) => boolean;

/** Values that the sentence of a reason may use; those ending in `At` are ms since 1970. */
export type ReasonValue =
  | 'assignedProfile'
  | 'intendedProfile'
  | 'detail'
  | 'failure'
  | 'startedAt'
  | 'endedAt'
  | 'enrolledAt'
  | 'lastSyncAt'
  | 'compliance'
  | 'trustType';

/**
 * One row of a layer's table. The first row whose condition holds decides; a row that asks for a value that is
 * not known gives way to the next. `meaning` is for whoever writes the sentence `readiness.reason.<reason>`.
 */
export interface Rule {
  readonly reason: string;
  readonly state: LayerState;
  readonly next: NextStep;
  readonly values?: readonly ReasonValue[];
  readonly meaning: string;
  readonly when: Condition;
}

export const always: Condition = () => true;

export function valueOf<T>(piece: Piece<T>): T | undefined {
  return piece.state === 'read' ? piece.value : undefined;
}

type PieceName = 'profile' | 'remediation' | 'intune' | 'entra' | 'deployment';

/** True when the piece could not be read, which must never look like "there is none". */
export function unreadable(name: PieceName): Condition {
  return ({ device }) => device[name].state === 'unreadable';
}

/** Asking again brings nothing; after any other failure the piece may still tell more. */
const lastingFailures: readonly GraphFailure['type'][] = [
  'incomplete',
  'forbidden',
  'not-found',
  'not-offered',
];

export function refusedForGood(name: PieceName): Condition {
  return ({ device }) => {
    const piece = device[name];
    return piece.state === 'unreadable' && lastingFailures.includes(piece.failure.type);
  };
}

/** True when the piece was read and settles nothing, for this reason. */
export function unclear(name: PieceName, doubt: Doubt): Condition {
  return ({ device }) => {
    const piece = device[name];
    return piece.state === 'unclear' && piece.doubt === doubt;
  };
}

export function enrollmentIs(...states: readonly EnrollmentState[]): Condition {
  return ({ device }) => states.includes(device.registration.enrollmentState);
}

export function deploymentIs(...states: readonly DeploymentState[]): Condition {
  return ({ deployment }) => deployment !== undefined && states.includes(deployment.state);
}

export function layerIs(name: LayerName, ...states: readonly LayerState[]): Condition {
  return ({ judged }) => states.some((state) => judged.get(name) === state);
}

/** The Intune record is the one that the registration itself points to, not a left-over with the same serial. */
export const intuneRecordIsLinked: Condition = ({ device, intune }) =>
  intune !== undefined && intune.id === device.registration.managedDeviceId;

/** The report may call a deployment a success while a part of it still runs. */
const isUnfinished: Condition = ({ deployment }) =>
  deployment !== undefined &&
  deployment.state !== 'failure' &&
  [deployment.state, deployment.deviceSetup, deployment.accountSetup].includes('inProgress');

/** ESP ends after 60 to 120 minutes, 40 more with hybrid join; the report of a longer run may never be closed. */
const longestDeploymentMs = 4 * 60 * 60 * 1000;

/** Two clocks differ by minutes; a start that lies further ahead is no start. */
const clockToleranceMs = 15 * 60 * 1000;

/** Unfinished for too long, by its start or else by its last report, or begun in the future. */
export const deploymentWasLeft: Condition = (facts) => {
  const { startedAt, reportedAt } = facts.deployment ?? {};
  const since = startedAt ?? reportedAt;
  if (since === undefined || !isUnfinished(facts)) return false;
  const age = facts.now - since;
  return age > longestDeploymentMs || age < -clockToleranceMs;
};

export const deploymentRuns: Condition = (facts) => isUnfinished(facts) && !deploymentWasLeft(facts);
