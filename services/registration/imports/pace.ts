import type { Waiting } from '../../jobs/waiting';

export interface Pace {
  readonly following: Waiting;
  readonly readingBack: Waiting;
  readonly profiles: Waiting;
  readonly trouble: Waiting;
  /** A POST of which nobody heard may still have its effect for so long. */
  readonly doubt: number;
}

const hour = 3600;

/** After the waiting times seen in the field: 15 to 30 s between look-ups, minutes for big files (graph facts §2.2). */
export const usualPace: Pace = {
  following: { first: 15, most: 600, giveUp: 24 * hour },
  readingBack: { first: 10, most: 300, giveUp: hour },
  profiles: { first: 60, most: 1800, giveUp: 24 * hour },
  trouble: { first: 5, most: 600, giveUp: 24 * hour },
  doubt: 20,
};
