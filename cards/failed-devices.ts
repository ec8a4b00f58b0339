import type { FailedDevice } from '../services/alerts/failure-cluster';
import { dateText } from './audit-words';
import { clip } from './clip';
import { joined } from './joined';
import type { Say } from './messages';

export interface ShownFailure {
  readonly serial: string;
  /** Its tag and when it failed. */
  readonly facts: string;
}

const longestSerial = 60;
const longestTag = 64;

/** One row for each. */
export function failureRows(say: Say, devices: readonly FailedDevice[]): readonly ShownFailure[] {
  return devices.map(({ serial, groupTag = '', failedAt }) => ({
    serial: clip(serial, longestSerial),
    facts: joined(say, [clip(groupTag, longestTag), say('alerts.at', { at: dateText(failedAt) })]),
  }));
}
