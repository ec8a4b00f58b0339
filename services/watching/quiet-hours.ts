/** From when to when nobody is told anything, in minutes since midnight by the person's own clock; it may pass midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** Whether this machine knows a time zone of this name (IANA, as in Europe/Berlin). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/**
 * When the quiet hours that hold at `now` are over, both in ms since 1970; undefined outside them. They end when the
 * clock on the wall says so, also in a night in which it is put forward or back.
 */
export function quietUntil(now: number, hours: QuietHours | undefined, timeZone: string): number | undefined {
  if (hours === undefined || !isWithin(wallMinute(now, timeZone), hours)) return undefined;
  const ahead = minutesUntil(wallMinute(now, timeZone), hours.toMinute);
  const end = startOfMinute(now) + ahead * minuteMs;
  const off = minutesUntil(hours.toMinute, wallMinute(end, timeZone));
  const late = off > dayMinutes / 2 ? off - dayMinutes : off;
  const mended = end - late * minuteMs;
  return mended > now ? mended : end;
}

function isWithin(minute: number, { fromMinute, toMinute }: QuietHours): boolean {
  return fromMinute <= toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

function minutesUntil(from: number, to: number): number {
  return (to - from + dayMinutes) % dayMinutes;
}

function startOfMinute(time: number): number {
  return Math.floor(time / minuteMs) * minuteMs;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallMinute(time: number, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  const [hour = 0, minute = 0] = clock.format(time).split(':').map(Number);
  return hour * 60 + minute;
}
