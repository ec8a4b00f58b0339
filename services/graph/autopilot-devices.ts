import { z } from 'zod';
import type {
  EnrollmentState,
  ProfileAssignment,
  Registration,
  Remediation,
  UserlessEnrollment,
} from '../devices/device-status';
import type { DeviceNow } from '../changes/device-now';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page, RowShape } from './wire';
import { memberOf, optionalId, optionalInstant, optionalText, parseOne, parsePage, present } from './wire';

const collection = '/deviceManagement/windowsAutopilotDeviceIdentities';

/**
 * The only filter that the collection is known to take is a substring of the serial number; no `$select`, which
 * ends in 500 (facts: graph §1.4). Whoever asks compares the whole serial.
 */
export function pathOfSerialsContaining(text: string): string {
  return withQuery(collection, { $filter: `contains(serialNumber,${literal(text)})` });
}

/** All registrations. The page is as long as Graph makes it, because rows repeat at every border (facts: graph §1.4). */
export const autopilotDevicesPath = withQuery(collection, { $top: '1000' });

/** The beta answer for one device with its profiles; `$expand` works on a single device only. */
export function pathOfAutopilotDevice(id: string): string {
  return withQuery(`${collection}/${encodeURIComponent(id)}`, {
    $expand: 'deploymentProfile,intendedDeploymentProfile',
  });
}

/** The same without what only beta knows. */
export function pathOfDeviceAlone(id: string): string {
  return `${collection}/${encodeURIComponent(id)}`;
}

/** The actions on one registration; they answer 204 (facts: graph §1.3). */
export function pathOfDeviceAction(
  id: string,
  action: 'updateDeviceProperties' | 'assignUserToDevice' | 'unassignUserFromDevice' | 'allowNextEnrollment',
): string {
  return `${pathOfDeviceAlone(id)}/${action}`;
}

const enrollmentStates = ['enrolled', 'pendingReset', 'failed', 'notContacted', 'blocked'] as const;

const identity = z.object({
  id: z.string().min(1),
  serialNumber: optionalText,
  manufacturer: optionalText,
  model: optionalText,
  groupTag: optionalText,
  purchaseOrderIdentifier: optionalText,
  userPrincipalName: optionalText,
  enrollmentState: memberOf(enrollmentStates, 'unknown'),
  lastContactedDateTime: optionalInstant,
  managedDeviceId: optionalId,
  azureActiveDirectoryDeviceId: optionalId,
  azureAdDeviceId: optionalId,
});

const registration = identity.transform((row): Registration => {
  return present({
    id: row.id,
    serialNumber: row.serialNumber ?? '',
    manufacturer: row.manufacturer,
    model: row.model,
    groupTag: row.groupTag,
    purchaseOrder: row.purchaseOrderIdentifier,
    assignedUser: row.userPrincipalName,
    enrollmentState: row.enrollmentState,
    lastContactedAt: row.lastContactedDateTime,
    managedDeviceId: row.managedDeviceId,
    entraDeviceId: row.azureAdDeviceId ?? row.azureActiveDirectoryDeviceId,
  });
});

export function parseRegistrations(answer: unknown): Result<Page<Registration>, GraphFailure> {
  return parsePage(answer, registration);
}

/** What only beta tells of a registration; `enrollmentState` there knows `blocked`, which v1.0 does not. */
export interface BetaRegistration {
  readonly enrollmentState: EnrollmentState;
  readonly entraDeviceId?: string;
  readonly profile: ProfileAssignment;
  readonly remediation: Remediation;
  readonly userlessEnrollment: UserlessEnrollment;
}

const assignmentStatus: Readonly<Record<string, ProfileAssignment['status']>> = {
  assignedInSync: 'assigned',
  assignedOutOfSync: 'assignedOutOfSync',
  // Microsoft's spelling.
  assignedUnkownSyncState: 'assigned',
  notAssigned: 'notAssigned',
  pending: 'pending',
  failed: 'failed',
};

/** A registration as lists show it. `profile` is told by beta only; the profile's name by no list. */
export interface RegisteredDevice {
  readonly id: string;
  readonly serialNumber: string;
  readonly groupTag?: string;
  readonly model?: string;
  /** User principal name. */
  readonly assignedUser?: string;
  readonly enrollmentState: EnrollmentState;
  readonly managedDeviceId?: string;
  readonly profile?: ProfileAssignment['status'];
}

export const registeredDevice: RowShape<RegisteredDevice> = z
  .object({
    id: z.string().min(1),
    serialNumber: optionalText,
    groupTag: optionalText,
    model: optionalText,
    userPrincipalName: optionalText,
    enrollmentState: memberOf(enrollmentStates, 'unknown'),
    managedDeviceId: optionalId,
    deploymentProfileAssignmentStatus: optionalText,
  })
  .transform(({ deploymentProfileAssignmentStatus: status, ...row }) =>
    present({
      id: row.id,
      serialNumber: row.serialNumber ?? '',
      groupTag: row.groupTag,
      model: row.model,
      assignedUser: row.userPrincipalName,
      enrollmentState: row.enrollmentState,
      managedDeviceId: row.managedDeviceId,
      profile: status === undefined ? undefined : (assignmentStatus[status] ?? 'unknown'),
    }),
  );

const remediationState: Readonly<Record<string, Remediation['state']>> = {
  noRemediationRequired: 'none',
  automaticRemediationRequired: 'automatic',
  manualRemediationRequired: 'manual',
};

const profileName = z
  .object({ displayName: optionalText })
  .transform(({ displayName }) => displayName)
  .nullish()
  .catch(undefined);

const betaRow = identity.extend({
  addressableUserName: optionalText,
  deploymentProfileAssignmentStatus: optionalText,
  deploymentProfileAssignmentDetailedStatus: optionalText,
  deploymentProfileAssignedDateTime: optionalInstant,
  deploymentProfile: profileName,
  intendedDeploymentProfile: profileName,
  remediationState: optionalText,
  remediationStateLastModifiedDateTime: optionalInstant,
  userlessEnrollmentStatus: memberOf(['allowed', 'blocked'], 'unknown'),
});

function profileOf(row: z.infer<typeof betaRow>): ProfileAssignment {
  const detail = row.deploymentProfileAssignmentDetailedStatus;
  return present({
    status: assignmentStatus[row.deploymentProfileAssignmentStatus ?? ''] ?? 'unknown',
    detail: detail === 'none' ? undefined : detail,
    assignedAt: row.deploymentProfileAssignedDateTime,
    assignedProfile: row.deploymentProfile ?? undefined,
    intendedProfile: row.intendedDeploymentProfile ?? undefined,
  });
}

const betaRegistration = betaRow.transform((row): BetaRegistration => {
  return present({
    enrollmentState: row.enrollmentState,
    entraDeviceId: row.azureAdDeviceId ?? row.azureActiveDirectoryDeviceId,
    profile: profileOf(row),
    remediation: present({
      state: remediationState[row.remediationState ?? ''] ?? 'unknown',
      changedAt: row.remediationStateLastModifiedDateTime,
    }),
    userlessEnrollment: row.userlessEnrollmentStatus,
  });
});

export function parseBetaRegistration(answer: unknown): Result<BetaRegistration, GraphFailure> {
  return parseOne(answer, betaRegistration);
}

const deviceNow = betaRow.transform((row): DeviceNow =>
  present({
    registrationId: row.id,
    serial: row.serialNumber ?? '',
    groupTag: row.groupTag ?? '',
    purchaseOrder: row.purchaseOrderIdentifier ?? '',
    user: row.userPrincipalName ?? '',
    userName: row.addressableUserName ?? '',
    intuneRecordId: row.managedDeviceId,
    entraDeviceId: row.azureAdDeviceId ?? row.azureActiveDirectoryDeviceId,
    enrollmentState: row.enrollmentState,
    nextEnrolment: row.userlessEnrollmentStatus,
    profile: profileOf(row),
  }),
);

/** One registration of either version; v1.0 leaves what it does not know open. */
export function parseDeviceNow(answer: unknown): Result<DeviceNow, GraphFailure> {
  return parseOne(answer, deviceNow);
}
