import { z } from 'zod';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { GraphFailure } from './graph-failure';
import { memberOf, optionalInstant, present } from './wire';

/** Exists in beta only (facts: graph §3). */
export const settingsPath = '/deviceManagement/windowsAutopilotSettings';
export const syncPath = `${settingsPath}/sync`;

/** The tenant-wide sync between Intune and the Autopilot service. Times in ms since 1970, absent for "never". */
export interface AutopilotSettings {
  readonly syncStatus: 'unknown' | 'inProgress' | 'completed' | 'failed';
  readonly lastSyncAt?: number;
  readonly lastTriggeredAt?: number;
}

const settings = z
  .object({
    syncStatus: memberOf(['unknown', 'inProgress', 'completed', 'failed'], 'unknown'),
    lastSyncDateTime: optionalInstant,
    lastManualSyncTriggerDateTime: optionalInstant,
  })
  .transform((row): AutopilotSettings =>
    present({
      syncStatus: row.syncStatus,
      lastSyncAt: row.lastSyncDateTime,
      lastTriggeredAt: row.lastManualSyncTriggerDateTime,
    }),
  );

export function parseSettings(answer: unknown): Result<AutopilotSettings, GraphFailure> {
  const parsed = settings.safeParse(answer);
  return parsed.success ? ok(parsed.data) : fail({ type: 'invalid-answer' });
}
