import { clip } from './clip';
import type { Say } from './messages';

const mostNamed = 5;
const longestSerial = 40;

/** "5CG1, 5CG2 and 3 more" */
export function serialsNamed(say: Say, serials: readonly string[]): string {
  const named = serials
    .slice(0, mostNamed)
    .map((serial) => clip(serial, longestSerial))
    .join(', ');
  const left = serials.length - mostNamed;
  return left > 0 ? say('changing.andMore', { serials: named, count: left }) : named;
}
