import { clip } from './clip';
import type { Say } from './messages';

interface Room {
  readonly most: number;
  readonly longest: number;
}

const usual: Room = { most: 6, longest: 80 };
/** Where a name stands for each of many devices. */
export const narrow: Room = { most: 2, longest: 40 };

/** "one, two, and 5 more"; what tenants wrote is cut to a readable length. */
export function named(say: Say, names: readonly string[], { most, longest } = usual): string {
  const shown = names.slice(0, most).map((name) => clip(name, longest));
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, say('tag-impact.more', { count: left })] : shown;
  return parts.reduce(
    (first, second) => (first === '' ? second : say('tag-impact.and', { first, second })),
    '',
  );
}
