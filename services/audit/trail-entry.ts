import type { Role } from '../people/actor';

/** Where an entry stands in the order of a trail: the bot's own by number, Intune's by id. `at` in ms since 1970. */
export type TrailKey =
  { readonly at: number; readonly entry: number } | { readonly at: number; readonly event: string };

/** One property that was changed; absent for "nothing". */
export interface TrailChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

interface Recorded {
  readonly key: TrailKey;
  /** Name of a person or of an app; empty when it was not recorded. */
  readonly who: string;
  readonly changes: readonly TrailChange[];
  readonly correlationId: string;
}

/** Something that was done or refused, as the bot or as Intune recorded it. */
export type TrailEntry =
  | (Recorded & {
      readonly source: 'bot';
      readonly actorId: string;
      readonly role: Role;
      readonly command: string;
      readonly action: string;
      readonly result: 'done' | 'failed' | 'refused';
      /** Empty when it was about no single device. */
      readonly serial: string;
      readonly requestId?: number;
      readonly approval: readonly TrailChange[];
      readonly seal: string;
    })
  | (Recorded & {
      readonly source: 'intune';
      readonly actorId?: string;
      readonly activity: string;
      readonly result: 'done' | 'failed' | 'unknown';
      /** What it was done to: a serial where that is known, else the name that Intune gives. */
      readonly serial: string;
    });

/** Newest first; at one moment the bot's own entries come before Intune's. */
export function newestFirst(one: TrailKey, other: TrailKey): number {
  if (one.at !== other.at) return other.at - one.at;
  if ('entry' in one && 'entry' in other) return other.entry - one.entry;
  if ('entry' in one) return -1;
  if ('entry' in other) return 1;
  return one.event < other.event ? -1 : Number(one.event > other.event);
}
