import type { GraphFailure } from '../graph/graph-failure';

/**
 * How a request ended. `code` names a sentence of the catalogue (`outcomes.<command>.<code>`, or `outcomes.any.<code>`),
 * `values` fill it; times in `values` are ms since 1970 and end in `At`.
 */
export interface Outcome {
  readonly result: 'done' | 'failed' | 'refused';
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Why Graph did not do it; fills `reason` in the sentence. */
  readonly failure?: GraphFailure['type'];
  /** What it led to stands in the audit already, in its own terms. */
  readonly isRecorded?: true;
  /** Only what changed, field by field; for the audit. */
  readonly before?: object;
  readonly after?: object;
}
