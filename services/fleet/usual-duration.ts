import { serialKey } from '../devices/serial-text';
import type { RegisteredDevice } from '../graph/autopilot-devices';
import type { AutopilotEvent } from '../graph/autopilot-events';

/** Of `count` successful deployments: half were done within `medianMs`, nine of ten within `p90Ms`. */
export interface UsualDuration {
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly count: number;
  /** Whether they all were of the tag that was asked for. */
  readonly ofTag: boolean;
}

/** Fewer say nothing about the next one. */
const fewest = 5;

/**
 * How long deployments of the tag took in the 30 days that the report keeps, or all deployments where there were too
 * few of the tag. A technician's half of a pre-provisioned set-up is no measure for the person who waits.
 */
export function usualDurationOf(
  deployments: readonly AutopilotEvent[],
  registrations: readonly RegisteredDevice[],
  groupTag: string | undefined,
): UsualDuration | undefined {
  const done = deployments.filter(({ deployment }) => isMeasure(deployment));
  const tag = spelled(groupTag);
  const serials = new Set(
    registrations
      .filter((row) => spelled(row.groupTag) === tag)
      .map(({ serialNumber }) => serialKey(serialNumber)),
  );
  const ofTag = done.filter(({ serialNumber }) => serials.has(serialKey(serialNumber)));
  const [rows, isOfTag] = ofTag.length >= fewest ? [ofTag, true] : [done, false];
  if (rows.length < fewest) return undefined;
  const sorted = rows.map(({ deployment }) => deployment.durationMs ?? 0).toSorted((a, b) => a - b);
  return { medianMs: at(sorted, 0.5), p90Ms: at(sorted, 0.9), count: sorted.length, ofTag: isOfTag };
}

const spelled = (tag = ''): string => tag.trim().toLowerCase();

function isMeasure({ state, durationMs = 0, isPreProvisioning }: AutopilotEvent['deployment']): boolean {
  return state === 'success' && durationMs > 0 && isPreProvisioning !== true;
}

/** The nearest-rank percentile of a sorted list that is not empty. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
