import { dateTime, dateTimeOrNever, never } from '../dates';
import { zeroGuid } from '../guids';
import type { Version } from '../http-shapes';
import type { Standing } from '../standing';
import type { World } from '../world';
import { lastSyncOf } from './managed-device';

/** A windowsAutopilotDeviceIdentity as the version shows it (graph facts §1.1). */
export function toIdentity(standing: Standing, version: Version, { guids }: World): Record<string, unknown> {
  const { device, profile, change } = standing;
  const entraDeviceId = guids.of('entra-device', device.key);
  const remediation = device.outcome.remediation;
  const reduced = {
    id: guids.of('registration', device.key),
    groupTag: standing.groupTag,
    purchaseOrderIdentifier: device.purchaseOrder,
    serialNumber: device.serialNumber,
    productKey: '',
    manufacturer: device.manufacturer,
    model: device.model.model,
    enrollmentState: enrollmentState(standing, version),
    lastContactedDateTime: dateTimeOrNever(lastSyncOf(standing)),
    addressableUserName: standing.assignedUser === '' ? '' : standing.addressableUserName,
    userPrincipalName: standing.assignedUser,
    resourceName: '',
    skuNumber: device.model.sku,
    systemFamily: device.model.family,
    azureActiveDirectoryDeviceId: entraDeviceId,
    managedDeviceId: standing.isInIntune ? guids.of('intune-record', device.key) : zeroGuid,
    displayName: standing.displayName,
  };
  if (version === 'v1.0') return reduced;
  return {
    ...reduced,
    azureAdDeviceId: entraDeviceId,
    deploymentProfileAssignmentStatus: profile.status,
    deploymentProfileAssignmentDetailedStatus: profile.detail,
    deploymentProfileAssignedDateTime: dateTimeOrNever(profile.assignedAt),
    remediationState: remediation ?? (standing.stage === 'ready' ? 'noRemediationRequired' : 'unknown'),
    remediationStateLastModifiedDateTime:
      remediation === undefined ? never : dateTime(device.timeline.registeredAt),
    userlessEnrollmentStatus: userlessStatus(standing, change.unblockedAt),
    deviceAccountUpn: '',
    deviceAccountPassword: '',
    deviceFriendlyName: '',
  };
}

/** `blocked` is known to beta only. */
function enrollmentState({ device, stage, isInIntune, change }: Standing, version: Version): string {
  if (isInIntune && device.outcome.pendingReset) return 'pendingReset';
  if (isInIntune && device.outcome.appBlocked && stage === 'failed')
    return version === 'beta' ? 'blocked' : 'unknown';
  if (isInIntune) return 'enrolled';
  return stage === 'failed' && change.intuneRecordDeletedAt === undefined ? 'failed' : 'notContacted';
}

function userlessStatus({ device, stage }: Standing, unblockedAt: number | undefined): string {
  if (unblockedAt !== undefined) return 'allowed';
  return device.outcome.userlessBlocked && stage === 'failed' ? 'blocked' : 'unknown';
}
