import { z } from 'zod';
import type { IntuneRecord } from '../devices/device-status';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page } from './wire';
import { optionalId, optionalInstant, optionalText, parseOne, parsePage, present } from './wire';

const collection = '/deviceManagement/managedDevices';

const select = [
  'id',
  'serialNumber',
  'deviceName',
  'userPrincipalName',
  'operatingSystem',
  'osVersion',
  'complianceState',
  'lastSyncDateTime',
  'enrolledDateTime',
  'azureADDeviceId',
].join(',');

/** A filter that the service does not know may be ignored in silence, so the serial is compared again. */
export function pathOfManagedDevicesWithSerial(serial: string): string {
  return withQuery(collection, { $filter: `serialNumber eq ${literal(serial)}`, $select: select });
}

export function pathOfManagedDevice(id: string): string {
  return withQuery(pathOfManagedDeviceAlone(id), { $select: select });
}

/** The record as a whole, to delete it. */
export function pathOfManagedDeviceAlone(id: string): string {
  return `${collection}/${encodeURIComponent(id)}`;
}

export interface ManagedDevice {
  readonly serialNumber?: string;
  /** The joined object in Entra; with hybrid join another one than the registration's. */
  readonly entraDeviceId?: string;
  readonly record: Omit<IntuneRecord, 'otherRecords'>;
}

const managedDevice = z
  .object({
    id: z.string().min(1),
    serialNumber: optionalText,
    deviceName: optionalText,
    userPrincipalName: optionalText,
    operatingSystem: optionalText,
    osVersion: optionalText,
    complianceState: optionalText,
    lastSyncDateTime: optionalInstant,
    enrolledDateTime: optionalInstant,
    azureADDeviceId: optionalId,
  })
  .transform((row): ManagedDevice => {
    const system = [row.operatingSystem, row.osVersion].filter(Boolean).join(' ') || undefined;
    return present({
      serialNumber: row.serialNumber,
      entraDeviceId: row.azureADDeviceId,
      record: present({
        id: row.id,
        deviceName: row.deviceName,
        userPrincipalName: row.userPrincipalName,
        operatingSystem: system,
        compliance: row.complianceState ?? 'unknown',
        lastSyncAt: row.lastSyncDateTime,
        enrolledAt: row.enrolledDateTime,
      }),
    });
  });

export function parseManagedDevices(answer: unknown): Result<Page<ManagedDevice>, GraphFailure> {
  return parsePage(answer, managedDevice);
}

export function parseManagedDevice(answer: unknown): Result<ManagedDevice, GraphFailure> {
  return parseOne(answer, managedDevice);
}
