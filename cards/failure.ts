import type { GraphFailure } from '../services/graph/graph-failure';
import { inAWhile } from './age';
import type { Say } from './messages';

/** Says what happened, that nothing was changed, and what to do next. */
export function failureSentence(say: Say, failure: GraphFailure): string {
  return words(say, 'failure', failure);
}

/** The same as a short clause, for the row of a piece that could not be read. */
export function failureClause(say: Say, failure: GraphFailure): string {
  return words(say, 'couldNotRead', failure);
}

/** One sentence per kind of failure; of several waiting times it names the longest. */
export function failureAdvice(say: Say, failures: readonly GraphFailure[]): readonly string[] {
  const shortestFirst = [...failures].sort((a, b) => (a.retryAfterMs ?? 0) - (b.retryAfterMs ?? 0));
  const kinds = new Map(shortestFirst.map((failure) => [failure.type, failure]));
  return [...kinds.values()].map((failure) => failureSentence(say, failure));
}

function words(say: Say, topic: 'failure' | 'couldNotRead', { type, retryAfterMs }: GraphFailure): string {
  if (type === 'throttled' && retryAfterMs !== undefined) {
    return say(`${topic}.throttledUntil`, { when: inAWhile(say, retryAfterMs) });
  }
  return say(`${topic}.${type}`);
}
