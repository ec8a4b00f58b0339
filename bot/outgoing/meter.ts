/** `merged`: a later edit of the same card took the place of one that waited. */
export type OutgoingOutcome = 'taken' | 'refused' | 'not-sent' | 'unknown' | 'merged';

/** Counts what became of calls to Teams, every try for itself. */
export interface OutgoingMeter {
  count(outcome: OutgoingOutcome): void;
}

export const noMeter: OutgoingMeter = { count: () => undefined };
