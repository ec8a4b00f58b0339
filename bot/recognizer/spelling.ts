import { folds } from './lexicon';

/** What a slip costs: keys hit twice or in the wrong order are the commonest. */
const slip = { plain: 1, doubled: 0.6, swapped: 0.7 } as const;

/** Optimal string alignment with the costs above, given up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const extra = a[i - 1] === a[i - 2] ? slip.doubled : slip.plain;
      const missing = b[j - 1] === b[j - 2] ? slip.doubled : slip.plain;
      let best = Math.min(
        (previous[j] ?? 0) + extra,
        (row[j - 1] ?? 0) + missing,
        (previous[j - 1] ?? 0) + (same ? 0 : slip.plain),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped && !same) best = Math.min(best, (before[j - 2] ?? 0) + slip.swapped);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? Number.POSITIVE_INFINITY;
}

/** What a word of this length may cost; three letters may only be swapped. */
const allowance = (length: number): number =>
  length === 3 ? slip.swapped : length < 6 ? 1 : length < 9 ? 1.7 : 2;

const repairable = /^[a-z]{3,20}$/;
const mostLookups = 24;
const rememberedWords = 5_000;

export interface Speller {
  repair(tokens: readonly string[]): readonly string[];
}

/** Mends misspelt words to words of `vocabulary` (word → how often it occurs there); leaves what resembles none. */
export function createSpeller(vocabulary: ReadonlyMap<string, number>): Speller {
  const byLength = new Map<number, string[]>();
  const foreign = [...folds.keys()].filter((word) => word.length > 5);
  for (const word of new Set([...vocabulary.keys(), ...foreign])) {
    if (repairable.test(word)) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  }
  const remembered = new Map<string, string>();

  function nearest(word: string): string {
    const most = allowance(word.length);
    const reach = Math.floor(most);
    let best = word;
    let lowest = Number.POSITIVE_INFINITY;
    for (let length = word.length - reach; length <= word.length + reach; length++) {
      for (const candidate of byLength.get(length) ?? []) {
        const sameStart = candidate.startsWith(word.charAt(0));
        const cost = distance(word, candidate, sameStart ? most : Math.min(most, 1));
        if (cost > most) continue;
        const rank = cost + (sameStart ? 0 : 0.4) - Math.min(vocabulary.get(candidate) ?? 0, 100) / 400;
        if (rank < lowest) [best, lowest] = [candidate, rank];
      }
    }
    return best;
  }

  function mended(word: string): string {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const close = nearest(word);
    const found = folds.get(close) ?? close;
    if (remembered.size >= rememberedWords) remembered.clear();
    remembered.set(word, found);
    return found;
  }

  return {
    repair(tokens) {
      let lookups = 0;
      return tokens.map((token) =>
        vocabulary.has(token) || !repairable.test(token) || lookups++ >= mostLookups ? token : mended(token),
      );
    },
  };
}
