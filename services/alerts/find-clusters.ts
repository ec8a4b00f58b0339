import { storableText } from '../audit/canonical-json';
import { serialKey } from '../devices/serial-text';
import type { AutopilotEvent } from '../graph/autopilot-events';
import { causeKey, type FailedDevice, type FailureCause, type FailureCluster } from './failure-cluster';

/** The codes in a text, each by the one name that all its spellings share. */
export type ReadCodes = (text: string) => readonly string[];

interface Failure extends FailedDevice {
  readonly text: string;
}

/** Two devices that fail alike may be chance, and are seen on their own cards. */
const fewestDevices = 3;
const recentMs = 24 * 3_600_000;
/** A clock that runs further ahead says nothing about when it was. */
const skewMs = 15 * 60_000;
/** "App", in the words of the report, and its name in whichever quotes. */
const namedApp = /\bapp(?:lication)?\s*["“„«'‘]\s*([^"”“»'’]{1,100}?)\s*["”“»'’]/giu;

/**
 * What several devices failed of within the last day, the most devices first. A failure counts once: with the app that
 * it names where others name that too, and otherwise with its code.
 */
export function findClusters(
  events: readonly AutopilotEvent[],
  now: number,
  readCodes: ReadCodes,
): readonly FailureCluster[] {
  const failures = recentFailures(events, now);
  if (newestOfEach(failures).length < fewestDevices) return [];
  const counted = new Set<Failure>();
  const clusters = byCause(failures, readCodes).flatMap(({ cause, shared }) => {
    const left = shared.filter((failure) => !counted.has(failure));
    const devices = newestOfEach(left);
    if (devices.length < fewestDevices) return [];
    for (const failure of left) counted.add(failure);
    return [clusterOf(cause, devices)];
  });
  return clusters.toSorted((one, other) => other.devices.length - one.devices.length);
}

function clusterOf(cause: FailureCause, failures: readonly Failure[]): FailureCluster {
  return {
    cause,
    sample: failures[0]?.text ?? '',
    devices: failures.map(({ serial, failedAt }) => ({ serial, failedAt })),
  };
}

function recentFailures(events: readonly AutopilotEvent[], now: number): readonly Failure[] {
  return events.flatMap(({ serialNumber, at, deployment: { state, endedAt = at, failure: text = '' } }) => {
    const isRecent = endedAt > now - recentMs && endedAt <= now + skewMs;
    // What was told is compared with what the report says: both as they can be stored.
    const serial = storableText(serialNumber).trim();
    if (state !== 'failure' || !isRecent || serial === '' || text === '') return [];
    return [{ serial, failedAt: Math.min(endedAt, now), text: storableText(text) }];
  });
}

interface Shared {
  readonly cause: FailureCause;
  readonly shared: Failure[];
}

/** Apps first, because they say more than a code; then what more failures have in common. */
function byCause(failures: readonly Failure[], readCodes: ReadCodes): readonly Shared[] {
  const groups = new Map<string, Shared>();
  const known = new Map<string, readonly FailureCause[]>();
  for (const failure of failures) {
    const causes = known.get(failure.text) ?? causesIn(failure.text, readCodes);
    known.set(failure.text, causes);
    for (const cause of causes) {
      const group = groups.get(causeKey(cause)) ?? { cause, shared: [] };
      group.shared.push(failure);
      groups.set(causeKey(cause), group);
    }
  }
  const rank = ({ cause }: Shared) => (cause.kind === 'app' ? 0 : 1);
  return [...groups.values()].toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      other.shared.length - one.shared.length ||
      causeKey(one.cause).localeCompare(causeKey(other.cause)),
  );
}

function causesIn(text: string, readCodes: ReadCodes): readonly FailureCause[] {
  const apps = [...text.matchAll(namedApp)].map(([, name = '']) => ({ kind: 'app', name }) as const);
  const codes = readCodes(text).map((name) => ({ kind: 'code', name }) as const);
  const causes = [...apps.filter(({ name }) => name !== ''), ...codes];
  return [...new Map(causes.map((cause) => [causeKey(cause), cause])).values()];
}

function newestOfEach(failures: readonly Failure[]): readonly Failure[] {
  const newest = new Map<string, Failure>();
  for (const failure of failures.toSorted((one, other) => one.failedAt - other.failedAt)) {
    newest.set(serialKey(failure.serial), failure);
  }
  return [...newest.values()].toSorted((one, other) => other.failedAt - one.failedAt);
}
