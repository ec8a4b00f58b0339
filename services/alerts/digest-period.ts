/** What a digest is about: from one morning to the one on which it is due, ms since 1970. */
export interface DigestPeriod {
  /** The day on which it is due, as in 2026-03-02. */
  readonly name: string;
  /** The day on which it begins. */
  readonly firstDay: string;
  readonly from: number;
  readonly to: number;
}

export type Rhythm = 'daily' | 'weekly';

const dueHour = 8;
const days: Readonly<Record<Rhythm, number>> = { daily: 1, weekly: 7 };
const monday = 1;

/**
 * The digest that is due today, at eight in the morning by the clock on the wall of `timeZone` (IANA) or late; a
 * weekly one on Mondays. Undefined when there is none, or not yet: a day that passed without the bot is left out.
 */
export function periodDue(now: number, rhythm: Rhythm, timeZone: string): DigestPeriod | undefined {
  const today = dayAt(now, timeZone);
  const to = morningOf(today, timeZone);
  if (now < to) return undefined;
  if (rhythm === 'weekly' && new Date(today).getUTCDay() !== monday) return undefined;
  const first = today - days[rhythm] * dayMs;
  return { name: nameOf(today), firstDay: nameOf(first), from: morningOf(first, timeZone), to };
}

const dayMs = 24 * 3_600_000;

const nameOf = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The day on the wall, as the midnight that it would have in UTC. */
function dayAt(now: number, timeZone: string): number {
  return Math.floor(wallTime(now, timeZone) / dayMs) * dayMs;
}

/** The clock may be put forward or back between the guess and the morning, so it is read twice. */
function morningOf(day: number, timeZone: string): number {
  const wall = day + dueHour * 3_600_000;
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

const offsetAt = (time: number, timeZone: string): number => wallTime(time, timeZone) - time;

/** The clock on the wall, to the second, as if it stood in UTC. */
function wallTime(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall + (time % 1000);
}
