import { serialKey } from '../devices/serial-text';
import type { FailedDevice } from './failure-cluster';

/** What was told of a cause so far. Times in ms since 1970. */
export interface Told {
  /** How many devices it was when it was last told in a message of its own. */
  readonly told: number;
  readonly lastFailedAt: number;
  readonly devices: readonly FailedDevice[];
}

/**
 * `first`: nobody was told, or it came back after a quiet day. `grown`: twice as many devices as were told. `more`:
 * other devices or later failures, to be seen on the message that is there.
 */
export type ClusterNews = 'first' | 'grown' | 'more' | 'none';

const quietMs = 24 * 3_600_000;
const growth = 2;

/** What there is to tell of a cluster; while it is muted nothing that takes a message of its own. */
export function clusterNews(
  devices: readonly FailedDevice[],
  known: Told | undefined,
  isMuted: boolean,
): ClusterNews {
  if (known === undefined || cameBack(devices, known)) return isMuted ? 'none' : 'first';
  const fresh = freshDevices(devices, known);
  const seen = new Set(known.devices.map(({ serial }) => serialKey(serial)));
  const added = fresh.filter(({ serial }) => !seen.has(serialKey(serial))).length;
  if (!isMuted && seen.size + added >= known.told * growth) return 'grown';
  return fresh.length > 0 ? 'more' : 'none';
}

/** Those that were not told, and those that failed again since. */
export function freshDevices(
  devices: readonly FailedDevice[],
  known: Pick<Told, 'devices'>,
): readonly FailedDevice[] {
  const failedAt = new Map(known.devices.map((device) => [serialKey(device.serial), device.failedAt]));
  return devices.filter((device) => device.failedAt > (failedAt.get(serialKey(device.serial)) ?? -Infinity));
}

function cameBack(devices: readonly FailedDevice[], { lastFailedAt }: Told): boolean {
  return devices.every(({ failedAt }) => failedAt > lastFailedAt + quietMs);
}
