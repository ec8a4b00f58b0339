import type { ChangeView } from '../services/changes/change';

/** The devices of a change, counted by what matters to whoever reads it. */
export interface ChangeTally {
  /** Nothing is to be written to them any more. */
  readonly settled: number;
  /** Every write ended well, whatever came of it. */
  readonly written: number;
  readonly proven: number;
  /** Not as it was wished. */
  readonly troubled: number;
}

export function changeTally({ total, counts }: Pick<ChangeView, 'total' | 'counts'>): ChangeTally {
  return {
    settled: total - counts.waiting - counts.writing,
    written: counts.written + counts.proven + counts.unproven,
    proven: counts.proven,
    troubled: counts.failed + counts.skipped + counts.unproven,
  };
}
