import type { NearTag } from './near-tags';
import { keyOf } from './tag-key';

/** A tag on so many registrations was meant. */
const muchUsed = 10;
/** Of those, the most used ones are compared with. */
const mostCompared = 200;
/** Country codes and the like differ by a letter on purpose. */
const longWord = 4;

/** Tags that a single registration carries and that look like a slip of a much used one, with the tag meant. */
export function likelyTypos(tagsInUse: ReadonlyMap<string, number>): ReadonlyMap<string, NearTag> {
  const meant = [...tagsInUse]
    .filter(([, count]) => count >= muchUsed)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostCompared)
    .map(([tag, count]) => ({ tag, count, key: keyOf(tag), words: wordsOf(tag) }));
  return new Map(
    [...tagsInUse].flatMap(([tag, count]) => {
      if (count !== 1) return [];
      const [key, words] = [keyOf(tag), wordsOf(tag)];
      const found = meant.find((each) => each.key === key || areSlips(words, each.words));
      return found === undefined ? [] : [[tag, { tag: found.tag, count: found.count }] as const];
    }),
  );
}

function wordsOf(tag: string): readonly string[] {
  return tag.toLowerCase().split(/[-_. ]+/);
}

function areSlips(words: readonly string[], meant: readonly string[]): boolean {
  return (
    words.length === meant.length && words.every((word, at) => word === meant[at] || isSlip(word, meant[at]))
  );
}

/** One letter wrong, missing or too many, or two swapped; numbers differ on purpose. */
function isSlip(word: string, meant = ''): boolean {
  if (Math.min(word.length, meant.length) < longWord || /\d/.test(word + meant)) return false;
  let start = 0;
  while (start < word.length && word[start] === meant[start]) start += 1;
  const [one, other] = [word.slice(start), meant.slice(start)];
  let end = 0;
  while (end < Math.min(one.length, other.length) && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(0, one.length - end), other.slice(0, other.length - end)];
  const isSwapped = left.length === 2 && right === left.charAt(1) + left.charAt(0);
  return isSwapped || (left.length <= 1 && right.length <= 1);
}
