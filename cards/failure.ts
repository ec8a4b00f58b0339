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

function words(say: Say, topic: 'failure' | 'couldNotRead', { type, retryAfterMs }: GraphFailure): string {
  if (type === 'throttled' && retryAfterMs !== undefined) {
    return say(`${topic}.throttledUntil`, { when: inAWhile(say, retryAfterMs) });
  }
  return say(`${topic}.${type}`);
}
