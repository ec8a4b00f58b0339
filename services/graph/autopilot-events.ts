import { z } from 'zod';
import type { DeploymentEvent } from '../devices/device-status';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page } from './wire';
import { memberOf, optionalId, optionalInstant, optionalText, parsePage, present } from './wire';

/** The first page; the service gives 50 rows per page, in no promised order, of the last 30 days (facts: graph §5). */
export const firstEventsPath = '/deviceManagement/autopilotEvents';

/** Not every tenant honours this filter: it may be refused or ignored in silence. */
export function pathOfEventsWithSerial(serial: string): string {
  return withQuery(firstEventsPath, { $filter: `deviceSerialNumber eq ${literal(serial)}` });
}

/** One row of the deployment report. `deviceId` is Intune's or Entra's id of the device. */
export interface AutopilotEvent {
  readonly id: string;
  readonly serialNumber: string;
  readonly deviceId?: string;
  /** When the row was written, ms since 1970; 0 when it does not say. */
  readonly at: number;
  readonly deployment: DeploymentEvent;
}

const states = [
  'success',
  'inProgress',
  'failure',
  'successWithTimeout',
  'notAttempted',
  'disabled',
  'successOnRetry',
] as const;

const state = memberOf(states, 'unknown');

/** ISO 8601 durations such as PT1H3M21.5S; a few rows carry a negative one, which says nothing. */
const optionalDuration = optionalText.transform((text) => {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text ?? '');
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return Math.round(
    (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000,
  );
});

const autopilotEvent = z
  .object({
    id: z.string().min(1),
    deviceSerialNumber: optionalText,
    deviceId: optionalId,
    userId: optionalId,
    eventDateTime: optionalInstant,
    deploymentState: state,
    deviceSetupStatus: state,
    accountSetupStatus: state,
    deploymentStartDateTime: optionalInstant,
    deploymentEndDateTime: optionalInstant,
    enrollmentStartDateTime: optionalInstant,
    enrollmentType: optionalText,
    deploymentTotalDuration: optionalDuration,
    windowsAutopilotDeploymentProfileDisplayName: optionalText,
    windows10EnrollmentCompletionPageConfigurationDisplayName: optionalText,
    enrollmentFailureDetails: optionalText,
  })
  .transform((row): AutopilotEvent => {
    const startedAt = row.deploymentStartDateTime ?? row.enrollmentStartDateTime;
    return present({
      id: row.id,
      serialNumber: row.deviceSerialNumber ?? '',
      deviceId: row.deviceId,
      at: row.eventDateTime ?? startedAt ?? 0,
      deployment: present({
        state: row.deploymentState,
        deviceSetup: row.deviceSetupStatus,
        accountSetup: row.accountSetupStatus,
        startedAt,
        endedAt: row.deploymentEndDateTime,
        durationMs: row.deploymentTotalDuration,
        isPreProvisioning: row.enrollmentType?.endsWith('WithWhiteGlove') ? (true as const) : undefined,
        profile: row.windowsAutopilotDeploymentProfileDisplayName,
        espName: row.windows10EnrollmentCompletionPageConfigurationDisplayName,
        failure: row.enrollmentFailureDetails,
        userId: row.userId?.toLowerCase(),
      }),
    });
  });

export function parseEvents(answer: unknown): Result<Page<AutopilotEvent>, GraphFailure> {
  return parsePage(answer, autopilotEvent);
}
