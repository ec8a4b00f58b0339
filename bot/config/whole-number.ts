import type { ConfigProblem } from './problem';

interface Bounds<T> {
  /** When nothing is said. */
  readonly usual: T;
  readonly least: number;
  readonly most: number;
}

/** A whole number within its bounds; anything else is a problem, and as usual. */
export function readWhole<T>(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string,
  { usual, least, most }: Bounds<T>,
  problems: ConfigProblem[],
): number | T {
  const value = environment[variable]?.trim() ?? '';
  if (value === '') return usual;
  const number = Number(value);
  if (/^\d{1,7}$/.test(value) && number >= least && number <= most) return number;
  problems.push({ variable, problem: 'not-a-number', value, limits: { least, most } });
  return usual;
}
