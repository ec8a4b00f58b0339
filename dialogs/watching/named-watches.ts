import type { Stopped } from '../../services/watching/stopping';
import sayings from '../sayings/unwatch.json';
import type { Slots } from '../slots';

const word = /[\p{L}\p{N}][\p{L}\p{N}_-]*/gu;
const shortestInCapitals = 6;
const ordinary = new Set(sayings.flatMap((saying) => saying.toLowerCase().match(word) ?? []));

/**
 * What a sentence may mean of the watches that somebody has: any word may be a serial number or a tag, however it is
 * written. All of them only when no word looks like the name of something that is not watched.
 */
export function namedWatches(text: string, { serials }: Slots): Stopped {
  const words = text.slice(0, 500).match(word) ?? [];
  return {
    serials: [...serials, ...words],
    groups: words.map((subject) => ({ kind: 'tag', subject })),
    elseAll: serials.length === 0 && !words.some(isNameLike),
  };
}

/** "my 2 laptops" names neither of them. */
function isNameLike(said: string): boolean {
  if (/^\p{N}{1,2}$/u.test(said)) return false;
  if (/\p{N}/u.test(said)) return true;
  const isInCapitals = said.length >= shortestInCapitals && said === said.toUpperCase();
  return isInCapitals && !ordinary.has(said.toLowerCase());
}
