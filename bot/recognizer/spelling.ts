import Fuse from 'fuse.js';
import { folds } from './lexicon';

const mendable = /^[a-z]{3,20}$/;
/** Words this short differ from too many others: only swapped letters are put right. */
const shortWord = 3;
/** Words said this often are worth looking for beyond one slip. */
const oftenSaid = 10;
const longForeign = 5;
const mostLookups = 8;
const rememberedWords = 5_000;
const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

export interface Speller {
  repair(tokens: readonly string[]): readonly string[];
}

/** What a word may have been before one slip: letters swapped, one too many or too few, one wrong. */
function beforeSlip(word: string): readonly (readonly string[])[] {
  const cuts = Array.from({ length: word.length }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  const swapped = cuts.map(([start, end]) => `${start}${end.charAt(1)}${end.charAt(0)}${end.slice(2)}`);
  if (word.length <= shortWord) return [swapped];
  const inner = cuts.slice(1);
  return [
    swapped,
    [
      ...cuts.map(([start, end]) => start + end.slice(1)),
      ...inner.flatMap(([start, end]) => letters.map((letter) => start + letter + end)),
      ...letters.map((letter) => word + letter),
    ],
    inner.flatMap(([start, end]) => letters.map((letter) => start + letter + end.slice(1))),
  ];
}

/** Mends misspelt words to words of `vocabulary` (word → how often it is said); leaves what resembles none. */
export function createSpeller(vocabulary: ReadonlyMap<string, number>): Speller {
  const foreign = [...folds.keys()].filter((word) => word.length > longForeign);
  const said = new Map([...foreign.map((word): [string, number] => [word, oftenSaid]), ...vocabulary]);
  const often = [...said].filter(([word, uses]) => uses >= oftenSaid && /^[a-z]{4,}$/.test(word));
  const fuse = new Fuse(
    often.map(([word]) => word),
    { includeScore: true, threshold: 0.2, ignoreFieldNorm: true, minMatchCharLength: 2 },
  );
  const remembered = new Map<string, string>();

  const commonest = (words: readonly string[]): string | undefined =>
    words.reduce<string | undefined>(
      (best, word) => ((said.get(word) ?? 0) > (said.get(best ?? '') ?? 0) ? word : best),
      undefined,
    );

  function resembling(word: string): string | undefined {
    if (word.length <= shortWord) return undefined;
    return fuse
      .search(word)
      .find(({ item }) => item.startsWith(word.charAt(0)) && Math.abs(item.length - word.length) < 3)?.item;
  }

  function mended(word: string): string {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const close =
      beforeSlip(word)
        .map(commonest)
        .find((found) => found !== undefined) ??
      resembling(word) ??
      word;
    const found = folds.get(close) ?? close;
    if (remembered.size >= rememberedWords) remembered.clear();
    remembered.set(word, found);
    return found;
  }

  return {
    repair(tokens) {
      let lookups = 0;
      return tokens.map((token) =>
        vocabulary.has(token) || !mendable.test(token) || lookups++ >= mostLookups ? token : mended(token),
      );
    },
  };
}
