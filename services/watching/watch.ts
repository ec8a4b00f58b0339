import type { Scope } from '../store/conversations';

/**
 * What is watched. `mine`: devices of the person, all of them or one by its serial number; `serial`, `tag` and
 * `import` (by the number of the import) are for people who look after devices.
 */
export const watchKinds = ['mine', 'serial', 'tag', 'import'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** Where and how the person is told. */
interface WatchPlace {
  readonly conversationId: string;
  readonly scope: Scope;
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** `left`: it is no longer the person's; `removed`: nobody's any more. Both end the watch on the device. */
export const watchEvents = ['profile-assigned', 'stuck', 'failed', 'ready', 'left', 'removed'] as const;
export type WatchEvent = (typeof watchEvents)[number];

/** `refused`: the person may no longer know. */
export type EndReason = 'done' | 'stopped' | 'refused';

/** Somebody who wants to be told about something; times in ms since 1970. */
export interface Watch extends WatchPlace {
  readonly id: number;
  readonly tenantId: string;
  readonly person: { readonly id: string; readonly name: string; readonly teamsId: string };
  readonly kind: WatchKind;
  /** A serial number or a group tag as it was written, the number of an import, or empty. */
  readonly subject: string;
  readonly correlationId: string;
  readonly state: 'active' | 'ended';
  readonly endedBecause?: EndReason;
  readonly since: number;
}

/** How far a device is, as far as a watch has to know. */
export interface Situation {
  /** `elsewhere`: in the hands of somebody else. */
  readonly phase: 'waiting' | 'setting-up' | 'ready' | 'needs-help' | 'elsewhere' | 'unclear';
  readonly hasProfile: boolean;
  /** When the set-up began that is under way or was the last one, ms since 1970. */
  readonly startedAt?: number;
}

/** What is told besides the event. Times in ms since 1970. */
export interface NewsFacts {
  readonly serial: string;
  readonly model?: string;
  readonly groupTag?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** As the deployment reported it; never told to an employee. */
  readonly failure?: string;
  /** How long nine of ten such set-ups take. */
  readonly usualMs?: number;
}

/** Something that happened to a device of a watch. `run`: the set-up it belongs to, or empty. */
export interface News {
  readonly registrationId: string;
  readonly event: WatchEvent;
  readonly run: string;
  readonly facts: NewsFacts;
  readonly foundAt: number;
  readonly dueAt: number;
}

/** A device of a watch as it was seen last. */
export interface WatchedDevice {
  readonly watchId: number;
  readonly registrationId: string;
  readonly serial: string;
  /** Stands for all that lists show of it; empty until it was seen in one. */
  readonly signature: string;
  readonly situation: Situation;
  /** When it is read in detail again, whatever the lists show. */
  readonly lookAt?: number;
  readonly readAt?: number;
}
