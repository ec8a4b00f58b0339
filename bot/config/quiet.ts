import { isTimeZone, type QuietHours } from '../../services/watching/quiet-hours';
import type { ConfigProblem } from './problem';

type Environment = Readonly<Record<string, string | undefined>>;

export interface QuietConfig {
  /** When people are not told what they watch; absent when there is no such time. */
  readonly hours?: QuietHours;
  /** Of whoever Teams does not tell one, by its IANA name. */
  readonly timeZone: string;
}

const usualHours: QuietHours = { fromMinute: 20 * 60, toMinute: 7 * 60 };
const usualZone = 'UTC';

/** When people are left alone; adds every problem it finds. */
export function readQuiet(environment: Environment, problems: ConfigProblem[]): QuietConfig {
  const hours = readHours(environment, problems);
  const timeZone = environment['TIME_ZONE']?.trim() ?? '';
  if (timeZone !== '' && !isTimeZone(timeZone)) {
    problems.push({ variable: 'TIME_ZONE', problem: 'not-a-time-zone', value: timeZone.slice(0, 100) });
  }
  return { timeZone: timeZone === '' ? usualZone : timeZone, ...(hours && { hours }) };
}

/** "20:00-07:00", or the word none. */
function readHours(environment: Environment, problems: ConfigProblem[]): QuietHours | undefined {
  const value = (environment['QUIET_HOURS'] ?? '').trim().toLowerCase();
  if (value === '') return usualHours;
  if (value === 'none') return undefined;
  const [, ...numbers] = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = numbers.map(Number);
  const hours = { fromMinute: fromHour * 60 + fromMinute, toMinute: toHour * 60 + toMinute };
  if (hours.fromMinute !== hours.toMinute) return hours;
  problems.push({ variable: 'QUIET_HOURS', problem: 'not-quiet-hours', value: value.slice(0, 100) });
  return usualHours;
}
