import { z } from 'zod';
import type { IntuneRecord } from '../devices/device-status';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page, RowShape } from './wire';
import { optionalId, optionalInstant, optionalText, parseOne, parsePage, present } from './wire';

const collection = '/deviceManagement/managedDevices';

const select = [
  'id',
  'serialNumber',
  'deviceName',
  'userId',
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

/** Those of which somebody is the primary user, by Entra object id (graph facts §6.1: `userId`). */
export function pathOfManagedDevicesOf(personId: string): string {
  return withQuery(`/users/${encodeURIComponent(personId)}/managedDevices`, { $select: select });
}

/** All of them, with what a list is read for. */
export const managedDevicesPath = withQuery(collection, {
  $select: 'id,serialNumber,userId,complianceState,enrolledDateTime',
});

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
    userId: optionalId,
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
        userId: row.userId?.toLowerCase(),
        userPrincipalName: row.userPrincipalName,
        operatingSystem: system,
        compliance: row.complianceState ?? 'unknown',
        lastSyncAt: row.lastSyncDateTime,
        enrolledAt: row.enrolledDateTime,
      }),
    });
  });

/** A record as the list of all records shows it. Times are ms since 1970. */
export interface ListedRecord {
  readonly id: string;
  readonly serialNumber: string;
  /** Entra object id of the primary user, lower case. */
  readonly userId?: string;
  readonly compliance: string;
  readonly enrolledAt?: number;
}

export const listedRecord: RowShape<ListedRecord> = z
  .object({
    id: z.string().min(1),
    serialNumber: optionalText,
    userId: optionalId,
    complianceState: optionalText,
    enrolledDateTime: optionalInstant,
  })
  .transform((row) =>
    present({
      id: row.id,
      serialNumber: row.serialNumber ?? '',
      userId: row.userId?.toLowerCase(),
      compliance: row.complianceState ?? 'unknown',
      enrolledAt: row.enrolledDateTime,
    }),
  );

export function parseManagedDevices(answer: unknown): Result<Page<ManagedDevice>, GraphFailure> {
  return parsePage(answer, managedDevice);
}

export function parseManagedDevice(answer: unknown): Result<ManagedDevice, GraphFailure> {
  return parseOne(answer, managedDevice);
}
