/** `repeated`: Teams sent it again and it had been taken. `refused`: who sent it may not. `malformed`: no activity. */
export type ActivityOutcome = 'answered' | 'failed' | 'repeated' | 'refused' | 'malformed';

/** Counts what people ask and what becomes of it. */
export interface TurnMeter {
  activity(type: string | undefined, outcome: ActivityOutcome, ms: number): void;
  /** A command that somebody began, by its id. */
  command(id: string, way: 'text' | 'button'): void;
  /** A command that this person may not use. */
  refusal(command: string): void;
}

export const noTurnMeter: TurnMeter = {
  activity: () => undefined,
  command: () => undefined,
  refusal: () => undefined,
};
