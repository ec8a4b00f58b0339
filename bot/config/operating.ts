import { readOnOrOff } from './on-or-off';
import type { ConfigProblem } from './problem';

type Environment = Readonly<Record<string, string | undefined>>;

export interface OperatingConfig {
  /** Whether `/metrics` is served, on the bot's own port. */
  readonly metrics: boolean;
}

/** In demo mode the bot listens on this machine only; a real one is reached from outside and is asked for it. */
export function readOperating(
  environment: Environment,
  mode: 'demo' | 'real',
  problems: ConfigProblem[],
): OperatingConfig {
  return { metrics: readOnOrOff(environment, 'METRICS', mode === 'demo', problems) };
}
