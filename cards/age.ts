import type { Say } from './messages';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Largest unit first: from this span on it is counted in that unit. */
const units = [
  { from: 730 * day, unit: 365 * day, key: 'age.years' },
  { from: 60 * day, unit: 30 * day, key: 'age.months' },
  { from: 2 * day, unit: day, key: 'age.days' },
  { from: 90 * minute, unit: hour, key: 'age.hours' },
  { from: minute, unit: minute, key: 'age.minutes' },
] as const;

/** How long ago `at` was, both in ms since 1970: "3 h ago". A clock that runs ahead counts as now. */
export function age(say: Say, at: number, now: number): string {
  const span = now - at;
  const found = units.find(({ from }) => span >= from);
  return found === undefined ? say('age.now') : say(found.key, { count: Math.floor(span / found.unit) });
}

/** When a waiting time is over: "in 40 s". */
export function inAWhile(say: Say, waitMs: number): string {
  if (waitMs <= second) return say('age.soon');
  if (waitMs < 2 * minute) return say('age.inSeconds', { count: Math.ceil(waitMs / second) });
  return say('age.inMinutes', { count: Math.ceil(waitMs / minute) });
}

/** A span of time: "42 min", "1 h 12 min". */
export function duration(say: Say, spanMs: number): string {
  if (spanMs < minute) return say('duration.seconds', { count: Math.max(0, Math.round(spanMs / second)) });
  const minutes = Math.round(spanMs / minute);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return say('duration.minutes', { count: minutes });
  return rest === 0
    ? say('duration.hours', { count: hours })
    : say('duration.hoursMinutes', { hours, count: rest });
}
