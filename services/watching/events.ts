import type { Situation, WatchEvent } from './watch';

/** A set-up that runs for so long is stuck where nobody knows how long one takes, in ms. */
const longWithoutMeasure = 2 * 3_600_000;
/** One that began longer ago does not run any more, or twice what is usual: the report never heard of its end. */
const longestRun = 4 * 3_600_000;

const oneSetUp = 30 * 60_000;

/** What happened between two looks at a device; the later event last. */
export function eventsBetween(before: Situation, now: Situation): readonly WatchEvent[] {
  if (now.phase === 'unclear') return [];
  if (now.phase === 'elsewhere') return before.phase === 'elsewhere' ? [] : ['left'];
  const isAnother = isOtherRun(before.startedAt, now.startedAt);
  const hasPassed = now.phase !== 'waiting';
  return [
    // Whoever sees it being set up need not be told that it could be.
    ...(now.hasProfile && !before.hasProfile && !hasPassed ? (['profile-assigned'] as const) : []),
    ...(now.phase === 'needs-help' && (before.phase !== 'needs-help' || isAnother)
      ? (['failed'] as const)
      : []),
    ...(now.phase === 'ready' && before.phase !== 'ready' ? (['ready'] as const) : []),
  ];
}

/** One set-up has several beginnings, minutes apart, depending on who tells of it. */
function isOtherRun(before: number | undefined, now: number | undefined): boolean {
  return before !== undefined && now !== undefined && Math.abs(now - before) > oneSetUp;
}

/** What is left of `before` where the new look did not settle everything. */
export function settled(before: Situation, now: Situation): Situation {
  if (now.phase !== 'unclear') return now;
  return { ...before, hasProfile: before.hasProfile || now.hasProfile };
}

/**
 * Whether a set-up takes longer than nine of ten do (`usualMs`). One that begins in the future is a clock that is
 * wrong, and says nothing.
 */
export function isStuck({ phase, startedAt }: Situation, usualMs: number | undefined, now: number): boolean {
  if (phase !== 'setting-up' || startedAt === undefined) return false;
  const runs = now - startedAt;
  const usual = usualMs ?? longWithoutMeasure;
  return runs > usual && runs < Math.max(longestRun, 2 * usual);
}

/** The set-up that an event belongs to; a profile is assigned once, whatever set-up follows. */
export function runOf({ startedAt }: Situation, event: WatchEvent): string {
  return event === 'profile-assigned' || startedAt === undefined ? '' : String(startedAt);
}
