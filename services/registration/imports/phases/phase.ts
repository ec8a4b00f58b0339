import type { Clock } from '../../../clock';
import type { GraphFailure } from '../../../graph/graph-failure';
import type { AutopilotSync } from '../../autopilot-sync';
import type { CorporateIdentifiers } from '../../corporate-identifiers';
import type { ImportQueue } from '../../import-queue';
import type { Registrations } from '../../registrations';
import type { ImportPhase } from '../import';
import type { ImportClaims } from '../import-claims';
import type { ImportStore, StoredImport } from '../import-store';
import type { Pace } from '../pace';

/** What a phase works with. */
export interface Tools {
  readonly store: ImportStore;
  readonly claims: ImportClaims;
  readonly queue: ImportQueue;
  readonly identifiers: CorporateIdentifiers;
  readonly registrations: Registrations;
  readonly sync: AutopilotSync;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Not at the same time as anybody else does it, in whatever instance; not at all while somebody does. */
  alone(name: string, act: () => Promise<void>): Promise<void>;
}

/** On whose behalf an import goes on, and what that person may do now. */
export interface Mandate {
  mayAssign(tag: string): boolean;
  /** Whether they may know of a device with this group tag. */
  mayHandle(tag: string | undefined): boolean;
  /** Rejects when nothing must be done here any more. */
  stillOurs(): Promise<void>;
}

/**
 * How one run of a phase ended. `again`: there is more to do right now. `trouble`: Graph did not do what it was asked;
 * it is tried again, after `notBefore` seconds at the earliest.
 */
export type PhaseEnd =
  | { readonly type: 'next'; readonly phase: ImportPhase }
  | { readonly type: 'again' }
  | { readonly type: 'wait'; readonly seconds: number }
  /** A wait that does not tell that Graph is well again. */
  | { readonly type: 'pause'; readonly seconds: number }
  | { readonly type: 'trouble'; readonly failure: GraphFailure; readonly notBefore?: number };

export type RunPhase = (it: StoredImport, tools: Tools, mandate: Mandate) => Promise<PhaseEnd>;
