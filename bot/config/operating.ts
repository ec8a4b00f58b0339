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
  const value = (environment['METRICS'] ?? '').trim().toLowerCase();
  if (!['', 'on', 'off'].includes(value))
    problems.push({ variable: 'METRICS', problem: 'not-on-or-off', value });
  return { metrics: value === '' ? mode === 'demo' : value === 'on' };
}
