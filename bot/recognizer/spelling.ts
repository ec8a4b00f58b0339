import Fuse from 'fuse.js';

/** Optimal string alignment: insertions, deletions, substitutions and swapped neighbours, given up above `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}

/** How many slips of the fingers a word of this length may have. */
const slipsIn = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Most unknown words of one sentence that are looked up. */
const mostLookups = 16;

const rememberedWords = 2_000;

export interface Speller {
  repair(tokens: readonly string[]): readonly string[];
}

/** Mends misspelt words to words of `vocabulary` (word → how often it is used there). */
export function createSpeller(vocabulary: ReadonlyMap<string, number>): Speller {
  const words = [...vocabulary.keys()].filter((word) => /^[a-z]{4,}$/.test(word));
  const fuse = new Fuse(words, { threshold: 0.4, ignoreLocation: true, minMatchCharLength: 2, includeScore: false });
  const remembered = new Map<string, string>();

  function nearest(word: string): string {
    const most = slipsIn(word.length);
    let best = word;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const { item } of fuse.search(word, { limit: 12 })) {
      const slips = distance(word, item, most);
      if (slips > most) continue;
      const rank = slips + (item[0] === word[0] ? 0 : 0.6) - Math.min(vocabulary.get(item) ?? 0, 100) / 250;
      if (rank < bestRank && (item[0] === word[0] || slips === 1)) [best, bestRank] = [item, rank];
    }
    return best;
  }

  function mended(word: string): string {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const found = nearest(word);
    if (remembered.size >= rememberedWords) remembered.clear();
    remembered.set(word, found);
    return found;
  }

  return {
    repair(tokens) {
      let lookups = 0;
      return tokens.map((token) => {
        if (vocabulary.has(token) || !/^[a-z]{4,20}$/.test(token) || lookups++ >= mostLookups) return token;
        return mended(token);
      });
    },
  };
}
