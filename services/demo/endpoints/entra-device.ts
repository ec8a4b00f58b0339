import { dateTime } from '../dates';
import type { Version } from '../http-shapes';
import type { Standing } from '../standing';
import { isInIntune } from '../timeline';
import type { World } from '../world';
import { computerNameOf, lastSyncOf, osVersionOf } from './managed-device';

/** Registration makes the first object; hybrid join makes a second one by design (graph facts §6.2). */
export type EntraKind = 'entra-object' | 'hybrid-object';

export function entraKindsOf(standing: Standing): readonly EntraKind[] {
  if (standing.change.deletedAt !== undefined && !standing.isInIntune) return [];
  const isHybrid = standing.isInIntune && standing.profile.assigned?.join === 'hybrid';
  return isHybrid ? ['entra-object', 'hybrid-object'] : ['entra-object'];
}

/** An Entra device. Until it joins it is a shell: named after its serial, without trust type. */
export function toEntraDevice(
  standing: Standing,
  kind: EntraKind,
  version: Version,
  { guids, ...world }: World,
): Record<string, unknown> {
  const { device, profile, stage } = standing;
  const isHybridObject = kind === 'hybrid-object';
  const isHybrid = entraKindsOf(standing).length > 1;
  const hasJoined = isHybridObject || (!isHybrid && isInIntune(device.timeline, standing.now));
  const seenAt = hasJoined ? lastSyncOf(standing) : undefined;
  const common = {
    id: guids.of(kind, device.key),
    deletedDateTime: null,
    deviceId: guids.of(isHybridObject ? 'hybrid-device' : 'entra-device', device.key),
    displayName: hasJoined ? computerNameOf(standing) : device.serialNumber,
    accountEnabled: true,
    approximateLastSignInDateTime: seenAt === undefined ? null : dateTime(seenAt),
    registrationDateTime: dateTime(device.timeline.registeredAt),
    deviceOwnership: hasJoined ? 'Company' : null,
    deviceVersion: 2,
    enrollmentProfileName: hasJoined ? (profile.assigned?.name ?? null) : null,
    enrollmentType: hasJoined ? 'AzureDomainJoined' : null,
    isCompliant: hasJoined && stage === 'ready' ? device.outcome.compliance !== 'noncompliant' : null,
    isManaged: hasJoined ? true : null,
    isRooted: null,
    managementType: hasJoined ? 'MDM' : null,
    manufacturer: hasJoined ? device.manufacturer : null,
    mdmAppId: hasJoined ? '0000000a-0000-0000-c000-000000000000' : null,
    model: hasJoined ? device.model.model : null,
    onPremisesSyncEnabled: isHybridObject ? true : null,
    operatingSystem: 'Windows',
    operatingSystemVersion: hasJoined ? osVersionOf(standing, { guids, ...world }) : null,
    physicalIds: isHybridObject ? [`[GID]:g:${device.key}`] : physicalIdsOf(standing, guids),
    profileType: 'RegisteredDevice',
    systemLabels: [],
    trustType: hasJoined ? (isHybridObject ? 'ServerAd' : 'AzureAd') : null,
    alternativeSecurityIds: [],
  };
  return version === 'v1.0' ? common : { ...common, domainName: null, hostnames: [], platform: null };
}

function physicalIdsOf({ device, entraTag }: Standing, guids: World['guids']): readonly string[] {
  return [
    `[ZTDID]:${guids.of('registration', device.key)}`,
    ...(entraTag === '' ? [] : [`[OrderId]:${entraTag}`]),
    ...(device.purchaseOrder === '' ? [] : [`[PurchaseOrderId]:${device.purchaseOrder}`]),
  ];
}
