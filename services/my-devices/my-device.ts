import type { DeviceStatus } from '../devices/device-status';
import type { GraphFailure } from '../graph/graph-failure';
import type { Actor } from '../people/actor';
import type { Result } from '../result';

/** What happens to a new device, in order; the last one is the proof that it may be used. */
export const mySteps = [
  'registered',
  'settings',
  'started',
  'enrolled',
  'apps',
  'account',
  'checked',
] as const;
export type MyStep = (typeof mySteps)[number];

/**
 * `waiting-for-settings`: registered, nothing to do yet. `registered`: may be switched on. `checking` and `needs-look`:
 * it is set up, and something is checked or wrong. `needs-help`: the set-up failed. `other-user`: it was given to this
 * person and still is somebody else's in Intune, of whom nothing is told.
 */
export const myStates = [
  'waiting-for-settings',
  'registered',
  'setting-up',
  'checking',
  'ready',
  'needs-help',
  'needs-look',
  'other-user',
  'unclear',
] as const;
export type MyState = (typeof myStates)[number];

export interface MyProgress {
  readonly name: MyStep;
  readonly state: 'done' | 'now' | 'failed' | 'open';
}

/** One device of a person, as far as that person may know. Times are ms since 1970. */
export interface MyDevice {
  readonly registrationId: string;
  readonly serial: string;
  readonly model?: string;
  readonly groupTag?: string;
  readonly state: MyState;
  readonly steps: readonly MyProgress[];
  /** When the set-up that is under way, or the last one, began. */
  readonly startedAt?: number;
  /** When that set-up ended. */
  readonly endedAt?: number;
  /** What the deployment reported, as Windows words it; for the helpdesk. */
  readonly failure?: string;
  /** The newest date known of it; devices are sorted by it. */
  readonly newsAt: number;
  readonly readAt: number;
  /** The device as the helpdesk sees it; absent where it is somebody else's still. */
  readonly status?: DeviceStatus;
}

/**
 * `guest`: the person's account belongs to another organisation. `devices`: newest first, maybe none; not `complete`
 * when a list could not be read to its end, so that one may be missing.
 */
export type MyDevicesAnswer =
  | { readonly type: 'guest' }
  | { readonly type: 'devices'; readonly devices: readonly MyDevice[]; readonly complete: boolean };

/**
 * Finds the devices of a person by who they are: the user assigned to the registration, Intune's primary user, the
 * user of a deployment. Nothing that a person types takes part. Never rejects, ends within eight seconds.
 */
export interface MyDevices {
  of(person: Pick<Actor, 'id' | 'tenantId'>): Promise<Result<MyDevicesAnswer, GraphFailure>>;
}
