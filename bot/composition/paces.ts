import type { ChangePace } from '../../services/changes/work/pace';
import type { Pace } from '../../services/registration/imports/pace';

/** How long work waits between two look-ups; as the field does it when left out. */
export interface Paces {
  readonly imports?: Pace;
  readonly changes?: ChangePace;
}
