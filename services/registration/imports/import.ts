import type { GraphFailure } from '../../graph/graph-failure';
import type { FileKind } from '../doctor/doctored-file';
import type { DoctoredRow, RowVerdict } from '../doctor/doctored-row';

/**
 * What the import is at, in order. `offered` until somebody confirms. `checking`: what is registered already?
 * `writing`: rows go to Intune. `following`: Intune decides on each. `reading-back`: is it listed, with the right tag?
 * `profiles`: registered devices wait for a deployment profile.
 */
export const importPhases = [
  'offered',
  'checking',
  'writing',
  'following',
  'reading-back',
  'profiles',
  'ended',
] as const;
export type ImportPhase = (typeof importPhases)[number];

/**
 * Where one row is. On its way: `ready` to be sent, `sending` (maybe taken, nobody heard), `sent`, `imported` (Intune
 * says complete), `listed` (read back, as wanted). Ends: `assigned` (has its profile), `added` (a corporate identifier
 * is there), `here` (was registered already, as wanted), `other-tag` (was registered already, with another group tag),
 * `elsewhere` (another import of this bot has it), `differs` (registered, but with another tag or user than asked),
 * `failed`, `stopped`. `asked` and `refused` are the doctor's.
 */
export const rowStates = [
  'ready',
  'sending',
  'sent',
  'imported',
  'listed',
  'assigned',
  'added',
  'here',
  'other-tag',
  'elsewhere',
  'differs',
  'failed',
  'stopped',
  'asked',
  'refused',
] as const;
export type RowState = (typeof rowStates)[number];

/**
 * Why a row failed, by Microsoft's name for it where there is one (graph facts §2.3); sentences under
 * `imports.reason.<reason>`: what it means, and who must act.
 */
export const failureReasons = [
  'storageError',
  'invalidRequest',
  'invalidHash',
  'missingSerial',
  'alreadyAssigned',
  'otherTenant',
  'duplicated',
  'badLiteral',
  'tooLarge',
  'refusedByGraph',
  'notAllowed',
  'noAnswer',
  'notListed',
  'identifierRefused',
  /** A name that we do not know; `errorName` and `errorCode` are shown as they are. */
  'other',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** One row of an import. Texts are empty when absent. */
export interface ImportRow extends Omit<DoctoredRow, 'hash' | 'verdict'> {
  readonly verdict: RowVerdict;
  readonly state: RowState;
  readonly reason?: FailureReason;
  readonly errorName?: string;
  readonly errorCode?: number;
  /** The group tag that the device has, where it is another one than asked for. */
  readonly foundTag?: string;
}

/** What a person chose when confirming. */
export interface ImportChoices {
  /** For every row; absent keeps what the file says. */
  readonly tag?: string | undefined;
  /** For a single device only. */
  readonly user?: string | undefined;
  readonly includeAsked: boolean;
}

/** An import as a card shows it. Times in ms since 1970. */
export interface ImportView {
  readonly id: number;
  readonly kind: FileKind;
  readonly fileName: string;
  /** "UTF-16LE, comma" */
  readonly format: string;
  readonly ignoredColumns: readonly string[];
  readonly personId: string;
  readonly personName: string;
  readonly phase: ImportPhase;
  readonly choices: ImportChoices;
  readonly total: number;
  readonly states: Readonly<Record<RowState, number>>;
  readonly verdicts: Readonly<Record<RowVerdict, number>>;
  /** Group tags in the file's usable rows, most frequent first, empty for none. */
  readonly tagsInFile: readonly { readonly tag: string; readonly count: number }[];
  /** Whether it was read which devices are registered already. */
  readonly isChecked: boolean;
  /** Failed and refused rows and what else did not go as wished, the first few. */
  readonly problems: readonly ImportRow[];
  readonly failures: readonly { readonly reason: FailureReason; readonly count: number }[];
  readonly createdAt: number;
  readonly begunAt?: number;
  /** When every row was settled: registered and read back, or known why not. */
  readonly settledAt?: number;
  readonly endedAt?: number;
  /** What it usually takes from the first write until all is settled, of the latest imports; absent for too few. */
  readonly usualMs?: number;
  /** Graph did not answer as it should the last time; it is tried again at `nextTryAt`. */
  readonly trouble?: {
    readonly failure: GraphFailure['type'];
    readonly since: number;
    readonly nextTryAt: number;
  };
  readonly stoppedBy?: string;
}

/** One page of an import's rows. */
export interface RowPage {
  readonly rows: readonly ImportRow[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** Only what did not go as wished. */
  readonly onlyProblems: boolean;
}
