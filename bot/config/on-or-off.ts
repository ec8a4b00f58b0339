import type { ConfigProblem } from './problem';

/** `usual` when nothing is said; anything but `on` and `off` is a problem. */
export function readOnOrOff(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string,
  usual: boolean,
  problems: ConfigProblem[],
): boolean {
  const value = (environment[variable] ?? '').trim().toLowerCase();
  if (!['', 'on', 'off'].includes(value)) problems.push({ variable, problem: 'not-on-or-off', value });
  return value === '' ? usual : value === 'on';
}
