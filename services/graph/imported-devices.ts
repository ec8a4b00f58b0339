import { z } from 'zod';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { GraphFailure } from './graph-failure';
import type { RowShape } from './wire';
import { memberOf, optionalText, parseOne, present } from './wire';

/** The queue of registrations; its records stay until they are deleted (facts: graph §2). */
export const importedDevicesPath = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';

/** Takes many devices in one request; neither rows nor bytes are limited by a published number. */
export const importActionPath = `${importedDevicesPath}/import`;

export function pathOfImportedDevice(id: string): string {
  return `${importedDevicesPath}/${encodeURIComponent(id)}`;
}

/** What is registered; `hash` is padded base64, an empty `tag` or `user` is none. */
export interface DeviceToImport {
  readonly serial: string;
  readonly hash: string;
  readonly tag: string;
  readonly user: string;
}

const statuses = ['pending', 'partial', 'complete', 'error'] as const;

/** A record of the queue; `complete` and `error` are final. The hash never comes back. */
export interface ImportedDevice {
  readonly id: string;
  /** Empty when the service leaves it out. */
  readonly serialNumber: string;
  readonly groupTag?: string;
  readonly assignedUser?: string;
  readonly status: 'unknown' | (typeof statuses)[number];
  /** Of the windowsAutopilotDeviceIdentity that came of it. */
  readonly registrationId?: string;
  readonly errorCode: number;
  /** Empty for none; Graph's spelling, which varies (facts: graph §2.3). */
  readonly errorName: string;
}

/** The smallest body that is known to work (facts: graph §2.1). */
export function importBody({ serial, hash, tag, user }: DeviceToImport): object {
  return {
    serialNumber: serial,
    hardwareIdentifier: hash,
    groupTag: tag,
    assignedUserPrincipalName: user,
    productKey: '',
  };
}

export function importActionBody(devices: readonly DeviceToImport[]): object {
  return { importedWindowsAutopilotDeviceIdentities: devices.map(importBody) };
}

/** Some numbers arrive as text. */
const errorCode = z.coerce.number().int().catch(0);

const state = z
  .object({
    deviceImportStatus: memberOf(statuses, 'unknown'),
    deviceRegistrationId: optionalText,
    deviceErrorCode: errorCode,
    deviceErrorName: optionalText,
  })
  .catch({
    deviceImportStatus: 'unknown',
    deviceRegistrationId: undefined,
    deviceErrorCode: 0,
    deviceErrorName: undefined,
  });

export const importedDevice: RowShape<ImportedDevice> = z
  .object({
    id: z.string().min(1),
    serialNumber: optionalText,
    groupTag: optionalText,
    assignedUserPrincipalName: optionalText,
    state,
  })
  .transform(({ state: { deviceErrorName = '', ...progress }, ...row }) =>
    present({
      id: row.id,
      serialNumber: row.serialNumber ?? '',
      groupTag: row.groupTag,
      assignedUser: row.assignedUserPrincipalName,
      status: progress.deviceImportStatus,
      registrationId: progress.deviceRegistrationId,
      errorCode: progress.deviceErrorCode,
      errorName: /^none$/i.test(deviceErrorName) ? '' : deviceErrorName,
    }),
  );

export function parseImportedDevice(answer: unknown): Result<ImportedDevice, GraphFailure> {
  return parseOne(answer, importedDevice);
}

const actionAnswer = z.object({ value: z.array(z.unknown()) });

/** In the answer's order; undefined for a row that cannot be read, so that the others keep their places. */
export function parseImportAnswer(
  answer: unknown,
): Result<readonly (ImportedDevice | undefined)[], GraphFailure> {
  const parsed = actionAnswer.safeParse(answer);
  if (!parsed.success) return fail({ type: 'invalid-answer' });
  return ok(parsed.data.value.map((row) => importedDevice.safeParse(row).data));
}
