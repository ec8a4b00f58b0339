import type { Waiting } from '../../jobs/waiting';

export interface ChangePace {
  /** Between two looks at the effect; how long in all is a matter of the configuration. */
  readonly proof: Omit<Waiting, 'giveUp'>;
  readonly trouble: Waiting;
  /** A write of which nobody heard may still have its effect for so long. */
  readonly doubt: number;
}

const hour = 3600;

/** A tag takes minutes to reach its profile (graph facts §6.3). */
export const usualChangePace: ChangePace = {
  proof: { first: 30, most: 300 },
  trouble: { first: 5, most: 300, giveUp: 6 * hour },
  doubt: 20,
};
