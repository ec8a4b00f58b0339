import type { BatchRequest } from '../../graph/batch';
import type { GraphFailure } from '../../graph/graph-failure';
import type { GraphVersion } from '../../graph/sender';
import type { DeviceNow } from '../device-now';

/** What a kind changes on a device, field by field; the empty text for nothing. */
export type Values = Readonly<Record<string, string>>;

/** Why a device cannot take a change; a sentence of the catalogue. */
export type Obstacle = 'not-blocked' | 'other-serial';

/** One request to Graph that a change consists of. */
export interface ChangeWrite {
  /** Kept for each device once it ended well. */
  readonly name: string;
  /** Whether it is still to be done, as the device stands. */
  isNeeded(device: DeviceNow, wished: Values): boolean;
  request(device: DeviceNow, wished: Values): BatchRequest;
  readonly version: GraphVersion;
  /**
   * What a refusal means where it is not simply one: `done` when it says that it is as it is wished, `again` when time
   * helps.
   */
  meaning?(failure: GraphFailure): 'done' | 'again' | undefined;
}

/**
 * A kind of change. Everything else (confirmation, approval, once-only, audit, proof, undo) is the same for all of
 * them.
 */
export interface ChangeKind {
  readonly id: string;
  /** The command whose words ask for it. */
  readonly command: string;
  /** What it changes, as the device has it now; `undefined` device: not registered any more. */
  valuesOf(device: DeviceNow | undefined): Values;
  /** Done in this order, each once per device. */
  readonly writes: readonly ChangeWrite[];
  /** Whether the Intune record that a device names is read too, because it is written to. */
  readonly readsIntuneRecord?: boolean;
  /** Why a device cannot take it, by name: `change.obstacle.<name>`. */
  obstacle?(device: DeviceNow, wished: Values): Obstacle | undefined;
  /** Whether the devices are watched until they have the deployment profile that was promised. */
  readonly leadsToProfile: boolean;
  /** Whether what it did can be put back. */
  readonly canBeUndone: boolean;
  /** What it goes on waiting for after every write ended well, when the device is not as wished: `change.why.<name>`. */
  readonly unproven: 'tag-not-kept' | 'not-as-wished' | 'still-listed';
}

export function sameValues(some: Values, others: Values): boolean {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].every((name) => (some[name] ?? '') === (others[name] ?? ''));
}
