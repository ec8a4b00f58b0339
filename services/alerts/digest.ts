import { serialKey } from '../devices/serial-text';
import { usualDurationOf, type UsualDuration } from '../fleet/usual-duration';
import type { RegisteredDevice } from '../graph/autopilot-devices';
import type { AutopilotEvent } from '../graph/autopilot-events';
import type { FailedDevice } from './failure-cluster';
import type { DigestPeriod } from './digest-period';

/** What happened in a period, in figures. */
export interface Digest {
  readonly period: DigestPeriod;
  /** Deployments that ended well. */
  readonly deployed: number;
  /** Devices whose deployment ended, and those of them that needed one try and no second. */
  readonly finished: number;
  readonly firstTimeRight: number;
  /** Devices whose last deployment failed, whenever that was; the last failure first. */
  readonly openFailures: readonly FailedDevice[];
  /** Absent when too few ended to say. */
  readonly duration?: UsualDuration;
}

/** A set-up that was passed by after its time-out, or repeated, ended well and was not right the first time. */
const endedWell: readonly string[] = ['success', 'successOnRetry', 'successWithTimeout'];

/** `registered`: all that are, when the list is whole; what is none of them any more has no open failure. */
export function digestOf(
  events: readonly AutopilotEvent[],
  period: DigestPeriod,
  registered: { readonly rows: readonly RegisteredDevice[]; readonly complete: boolean },
): Digest {
  const ended = events.filter(
    ({ at, deployment: { endedAt = at } }) => endedAt >= period.from && endedAt < period.to,
  );
  const wellEnded = ended.filter(({ deployment }) => endedWell.includes(deployment.state));
  const failed = ended.filter(({ deployment }) => deployment.state === 'failure');
  const finished = serialsOf([...wellEnded, ...failed]);
  const notRight = serialsOf([
    ...failed,
    ...wellEnded.filter(({ deployment }) => deployment.state !== 'success'),
  ]);
  const duration = usualDurationOf(ended, [], undefined);
  return {
    period,
    deployed: wellEnded.length,
    finished: finished.size,
    firstTimeRight: [...finished].filter((serial) => !notRight.has(serial)).length,
    openFailures: openFailures(events, registered),
    ...(duration && { duration }),
  };
}

function serialsOf(events: readonly AutopilotEvent[]): ReadonlySet<string> {
  return new Set(events.map(({ serialNumber }) => serialKey(serialNumber)));
}

function openFailures(
  events: readonly AutopilotEvent[],
  { rows, complete }: Parameters<typeof digestOf>[2],
): readonly FailedDevice[] {
  const tags = new Map(rows.map(({ serialNumber, groupTag }) => [serialKey(serialNumber), groupTag]));
  const begun = ({ at, deployment }: AutopilotEvent): number => deployment.startedAt ?? at;
  const last = new Map(
    events
      .toSorted((one, other) => begun(one) - begun(other))
      .map((event) => [serialKey(event.serialNumber), event] as const),
  );
  return [...last]
    .filter(([key, { deployment }]) => deployment.state === 'failure' && (tags.has(key) || !complete))
    .map(
      ([
        key,
        {
          serialNumber: serial,
          at,
          deployment: { endedAt = at },
        },
      ]) => {
        const groupTag = tags.get(key);
        return { serial, failedAt: endedAt, ...(groupTag !== undefined && { groupTag }) };
      },
    )
    .toSorted((one, other) => other.failedAt - one.failedAt);
}
