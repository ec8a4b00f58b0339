import { dateTime, dateTimeOrNever, never } from '../dates';
import { day, hour, minute } from '../durations';
import { primaryUserOf } from '../device';
import type { Version } from '../http-shapes';
import { rollBetween, roll } from '../seed';
import type { Standing } from '../standing';
import { isInIntune } from '../timeline';
import type { World } from '../world';

const recordKinds = ['intune-record', 'stale-intune-record'] as const;
export type RecordKind = (typeof recordKinds)[number];

const checkInEveryMs = 8 * hour;
const gigabyte = 1024 ** 3;

/** Which records Intune holds of a device, the living one first; each is deleted for itself. */
export function recordKindsOf({ device, change, now, ...standing }: Standing): readonly RecordKind[] {
  const hasBeenEnrolled = isInIntune(device.timeline, now);
  const isThere: Readonly<Record<RecordKind, boolean>> = {
    'intune-record': standing.isInIntune,
    'stale-intune-record':
      device.staleIntuneRecord && hasBeenEnrolled && change.staleRecordDeletedAt === undefined,
  };
  return recordKinds.filter((kind) => isThere[kind]);
}

/**
 * Intune's last news of a device, ms since 1970: constantly during the ESP, every eight hours later, except for one
 * in ten that lies in a drawer.
 */
export function lastSyncOf({ device, now, stage, isInIntune }: Standing): number | undefined {
  const { deployment } = device.timeline;
  if (!isInIntune || deployment === undefined) return undefined;
  if (stage !== 'ready') return Math.max(deployment.enrolledAt, Math.min(deployment.endsAt, now - minute));
  const isInDrawer = device.key % 10 === 9;
  const sinceReady = now - deployment.endsAt;
  const sinceCheckIn = isInDrawer ? sinceReady * 0.6 : (now + device.key * 7 * minute) % checkInEveryMs;
  return Math.max(deployment.endsAt, now - sinceCheckIn);
}

/** The computer's name: by the profile's template once it is enrolled. */
export function computerNameOf({ device, displayName, profile }: Standing): string {
  if (displayName !== '') return displayName;
  const serial = device.serialNumber.replaceAll(/[^A-Za-z0-9]/g, '');
  const template = profile.assigned?.nameTemplate ?? '';
  const name = (template === '' ? 'DESKTOP-%SERIAL%' : template)
    .replace(/%RAND:(\d)%/, (_, length: string) => String(device.key + 10 ** 6).slice(-Number(length)))
    .replace('%SERIAL%', serial);
  return name.slice(0, 15);
}

export function userPrincipalNameOf({ device, assignedUser }: Standing): string {
  return device.timeline.deployment?.userless
    ? ''
    : (primaryUserOf(device)?.userPrincipalName ?? assignedUser);
}

/** The managed device's own id in Entra: with hybrid join that is the second object. */
function entraDeviceIdOf({ device, profile }: Standing, { guids }: World): string {
  return guids.of(profile.assigned?.join === 'hybrid' ? 'hybrid-device' : 'entra-device', device.key);
}

/** A managedDevice as the version shows it (graph facts §6.1). */
export function toManagedDevice(
  standing: Standing,
  kind: RecordKind,
  version: Version,
  world: World,
): Record<string, unknown> {
  const { device, profile } = standing;
  const { deployment } = device.timeline;
  const isStale = kind === 'stale-intune-record';
  const enrolledAt = (deployment?.enrolledAt ?? 0) - (isStale ? 200 * day : 0);
  const lastSyncAt = isStale ? enrolledAt + 150 * day : lastSyncOf(standing);
  const name = computerNameOf(standing);
  const upn = userPrincipalNameOf(standing);
  const complianceState = isStale ? 'unknown' : complianceOf(standing);
  const isHybrid = profile.assigned?.join === 'hybrid';
  const reduced = {
    id: world.guids.of(kind, device.key),
    userId: upn === '' ? '' : (primaryUserOf(device)?.id ?? ''),
    deviceName: name,
    managedDeviceName: `${upn === '' ? 'userless' : (upn.split('@')[0] ?? '')}_Windows_${dateTime(enrolledAt)}`,
    managedDeviceOwnerType: 'company',
    enrolledDateTime: dateTime(enrolledAt),
    lastSyncDateTime: dateTimeOrNever(lastSyncAt),
    operatingSystem: 'Windows',
    osVersion: osVersionOf(standing, world),
    complianceState,
    complianceGracePeriodExpirationDateTime:
      complianceState === 'inGracePeriod' ? dateTime(standing.now + 3 * day) : '9999-12-31T23:59:59Z',
    jailBroken: 'Unknown',
    managementAgent: 'mdm',
    easActivated: false,
    easDeviceId: '',
    easActivationDateTime: never,
    azureADRegistered: true,
    azureADDeviceId: entraDeviceIdOf(standing, world),
    deviceEnrollmentType: enrollmentType(deployment?.userless ?? false, isHybrid),
    deviceRegistrationState: 'registered',
    deviceCategoryDisplayName: 'Unassigned',
    isSupervised: false,
    exchangeLastSuccessfulSyncDateTime: never,
    exchangeAccessState: 'none',
    exchangeAccessStateReason: 'none',
    isEncrypted: standing.stage === 'ready',
    userPrincipalName: upn,
    userDisplayName: upn === '' ? '' : (primaryUserOf(device)?.displayName ?? ''),
    emailAddress: upn,
    enrollmentProfileName: profile.assigned?.name ?? '',
    model: device.model.model,
    manufacturer: device.manufacturer,
    serialNumber: device.serialNumber,
    imei: '',
    phoneNumber: '',
    managementCertificateExpirationDate: dateTime(enrolledAt + 365 * day),
    totalStorageSpaceInBytes: 475 * gigabyte,
    freeStorageSpaceInBytes: rollBetween(world.seed, 'free-storage', device.key, 40, 420) * gigabyte,
    partnerReportedThreatState: 'unknown',
    wiFiMacAddress: rollBetween(world.seed, 'mac', device.key, 0, 2 ** 32)
      .toString(16)
      .padStart(12, '0')
      .toUpperCase(),
    deviceActionResults: [],
    ethernetMacAddress: null,
    physicalMemoryInBytes: 0,
    notes: null,
  };
  if (version === 'v1.0') return reduced;
  return {
    ...reduced,
    azureActiveDirectoryDeviceId: reduced.azureADDeviceId,
    aadRegistered: true,
    autopilotEnrolled: true,
    joinType: isHybrid ? 'hybridAzureADJoined' : 'azureADJoined',
    managementState: 'managed',
    ownerType: 'company',
    deviceType: 'windowsRT',
    chassisType: 'unknown',
    enrolledByUserPrincipalName: upn,
    skuFamily: 'Enterprise',
    skuNumber: 4,
    roleScopeTagIds: ['0'],
    usersLoggedOn:
      upn === '' ? [] : [{ userId: reduced.userId, lastLogOnDateTime: reduced.lastSyncDateTime }],
  };
}

function complianceOf({ device, stage }: Standing): string {
  return stage === 'ready' ? (device.outcome.compliance ?? 'compliant') : 'unknown';
}

function enrollmentType(userless: boolean, isHybrid: boolean): string {
  if (isHybrid) return 'windowsAutoEnrollment';
  return userless ? 'windowsAzureADJoinUsingDeviceAuth' : 'windowsAzureADJoin';
}

export function osVersionOf({ device }: Standing, { seed }: World): string {
  return roll(seed, 'os', device.key) < 0.7 ? '10.0.26100.4652' : '10.0.22631.5624';
}
