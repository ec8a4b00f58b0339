import type { GraphFailure } from './graph-failure';

/** How often a request was sent so far, whether it only reads, and how much time is left in ms. */
export interface Attempt {
  readonly number: number;
  readonly isRead: boolean;
  readonly remainingMs: number;
}

export interface RetryPolicy {
  /** How many more times a request is sent after the first. */
  readonly retries: number;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** First pause in ms, doubled at each try. Intune's 429 may come without Retry-After and wants more patience. */
const firstPauseMs: Partial<Record<GraphFailure['type'], number>> = {
  throttled: 1000,
  unavailable: 250,
  unreachable: 250,
};

/** A wait that would leave less than this for the answer is not worth it. */
export const leastTimeMs = 500;

/**
 * How long to pause before sending again, undefined for "give up". What may have changed something is sent again
 * only after 429, which promises that nothing was done.
 */
export function pauseBeforeRetry(
  failure: GraphFailure,
  attempt: Attempt,
  { retries, random }: RetryPolicy,
): number | undefined {
  const first = firstPauseMs[failure.type];
  if (first === undefined || attempt.number > retries) return undefined;
  if (!attempt.isRead && failure.type !== 'throttled') return undefined;
  const pause = failure.retryAfterMs ?? first * 2 ** (attempt.number - 1) * (0.5 + random() / 2);
  return pause + leastTimeMs <= attempt.remainingMs ? pause : undefined;
}
