import type { GraphFailure } from '../graph/graph-failure';
import type { Standing } from '../people/standing';

/**
 * One piece of a device's state. `asOf` is when the service itself last had news of the piece (ms since 1970),
 * absent when it does not say; of what is `remembered` from an earlier reading it is the time of that reading.
 * `unreadable` costs this piece only, never the answer; `unclear` was read, but what was read settles nothing.
 */
export type Piece<T> =
  | { readonly state: 'read'; readonly value: T; readonly asOf?: number; readonly remembered?: true }
  | { readonly state: 'absent'; readonly asOf?: number; readonly remembered?: true }
  | { readonly state: 'unreadable'; readonly failure: GraphFailure }
  | { readonly state: 'unclear'; readonly doubt: Doubt };

/**
 * Why an answer that was read settles nothing: several registrations or records share the serial and the ids do not
 * tell whose it is; the record linked by id is of another serial; the list was read before the device enrolled; the id came too late
 * to be asked for.
 */
export type Doubt = 'shared-serial' | 'other-serial' | 'read-too-early' | 'late-id';

/** windowsAutopilotDeviceIdentity, the part that v1.0 offers. Times are ms since 1970, absent for "never". */
export interface Registration {
  readonly id: string;
  readonly serialNumber: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly groupTag?: string;
  readonly purchaseOrder?: string;
  readonly assignedUser?: string;
  readonly enrollmentState: EnrollmentState;
  readonly lastContactedAt?: number;
  readonly managedDeviceId?: string;
  readonly entraDeviceId?: string;
}

/** Graph's names; a member unknown to this version arrives as `unknown`. */
export type EnrollmentState = 'unknown' | 'enrolled' | 'pendingReset' | 'failed' | 'notContacted' | 'blocked';

/** The beta-only part of the registration (facts: graph §1.2). */
export interface ProfileAssignment {
  readonly status: 'assigned' | 'assignedOutOfSync' | 'pending' | 'notAssigned' | 'failed' | 'unknown';
  readonly detail?: string;
  readonly assignedAt?: number;
  readonly assignedProfile?: string;
  readonly intendedProfile?: string;
}

export interface Remediation {
  readonly state: 'none' | 'automatic' | 'manual' | 'unknown';
  readonly changedAt?: number;
}

export type UserlessEnrollment = 'unknown' | 'allowed' | 'blocked';

export interface IntuneRecord {
  readonly id: string;
  readonly deviceName?: string;
  /** Entra object id of the primary user, lower case. */
  readonly userId?: string;
  readonly userPrincipalName?: string;
  readonly operatingSystem?: string;
  readonly compliance: string;
  readonly lastSyncAt?: number;
  readonly enrolledAt?: number;
  /** Other Intune records of the same serial; the one that counts is shown. */
  readonly otherRecords: number;
}

export interface EntraRecord {
  readonly objectId: string;
  readonly displayName?: string;
  /** `AzureAd`, `ServerAd`, `Workplace`; absent on an object only pre-created at registration. */
  readonly trustType?: string;
  readonly accountEnabled: boolean;
  readonly lastSignInAt?: number;
  readonly orderTag?: string;
}

export interface DeploymentEvent {
  readonly state: DeploymentState;
  readonly deviceSetup: DeploymentState;
  readonly accountSetup: DeploymentState;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** When its row was written. */
  readonly reportedAt?: number;
  readonly durationMs?: number;
  /** Pre-provisioning (white glove): the report has the technician's half only. */
  readonly isPreProvisioning?: true;
  readonly profile?: string;
  readonly espName?: string;
  readonly failure?: string;
  /** Entra object id of whoever set the device up, lower case. */
  readonly userId?: string;
}

export type DeploymentState =
  | 'unknown'
  | 'success'
  | 'inProgress'
  | 'failure'
  | 'successWithTimeout'
  | 'notAttempted'
  | 'disabled'
  | 'successOnRetry';

/** Everything known of one registered device, joined live. */
export interface DeviceStatus {
  readonly registration: Registration;
  readonly profile: Piece<ProfileAssignment>;
  readonly remediation: Piece<Remediation>;
  readonly userlessEnrollment: Piece<UserlessEnrollment>;
  readonly intune: Piece<IntuneRecord>;
  readonly entra: Piece<EntraRecord>;
  readonly deployment: Piece<DeploymentEvent>;
  /** When the answer was read, ms since 1970. */
  readonly readAt: number;
}

/** The guide's five layers, in order. */
export const layerNames = ['hardware', 'entra-join', 'mdm-enrolment', 'configuration', 'ready'] as const;
export type LayerName = (typeof layerNames)[number];
export type LayerState = 'done' | 'in-progress' | 'blocked' | 'not-started' | 'unknown';

/**
 * `reason` names a sentence of the catalogue (`readiness.reason.<reason>`), `values` fill it; times in `values`
 * are ms since 1970 and end in `At`.
 */
export interface Layer {
  readonly name: LayerName;
  readonly state: LayerState;
  readonly reason: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** `nextStep` names a sentence of the catalogue (`readiness.next.<nextStep>`). */
export interface Readiness {
  readonly layers: readonly Layer[];
  readonly nextStep: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The answer for one serial that was asked for. */
export type SerialLookup =
  | { readonly type: 'found'; readonly serial: string; readonly devices: readonly DeviceStatus[] }
  | {
      readonly type: 'not-found';
      readonly serial: string;
      readonly didYouMean: readonly string[];
      /** Intune's record of the serial that Autopilot does not know. */
      readonly intune?: IntuneRecord;
    }
  /** It is registered, and whoever asks does not look after it. */
  | { readonly type: 'outside'; readonly serial: string }
  | { readonly type: 'failed'; readonly serial: string; readonly failure: GraphFailure };

/**
 * Reads devices from Graph, those that `viewer` looks after (see `mayHandleTag`). One answer per serial asked for, in
 * that order. Never throws for a failing service; ends within the deadline it was built with.
 */
export interface DeviceReader {
  bySerials(serials: readonly string[], viewer: Standing): Promise<readonly SerialLookup[]>;
}
