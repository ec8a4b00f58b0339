import type { DeploymentEvent } from '../../../services/devices/device-status';
import type { AutopilotEvent } from '../../../services/graph/autopilot-events';

export const now = Date.UTC(2026, 2, 2, 9);
export const minute = 60_000;
export const hour = 60 * minute;

let made = 0;

/** A row of the report: a deployment that ended `ago` ms ago. */
export function deployed(
  serialNumber: string,
  ago: number,
  deployment: Partial<DeploymentEvent> = {},
): AutopilotEvent {
  made += 1;
  return {
    id: `event-${made}`,
    serialNumber,
    at: now - ago,
    deployment: {
      state: 'success',
      deviceSetup: 'success',
      accountSetup: 'success',
      startedAt: now - ago - 40 * minute,
      endedAt: now - ago,
      durationMs: 40 * minute,
      ...deployment,
    },
  };
}

export const failed = (serialNumber: string, ago: number, failure: string): AutopilotEvent =>
  deployed(serialNumber, ago, { state: 'failure', failure });
