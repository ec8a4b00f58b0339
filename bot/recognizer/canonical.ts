import { contractions, folds, phrases } from './lexicon';

/** Of a longer list of serials only so many count: what is said behind it is looked at, too. */
const longestList = 6;
const longList = new RegExp(
  `(?:<serial>[^\\p{L}<]{0,8}(?:(?:and|<number>)[^\\p{L}<]{0,8})?){${longestList},}(?=<serial>)`,
  'gu',
);
const shortList = '<serial> , '.repeat(longestList - 1);

/** A sentence of more words than this says nothing more about its command. */
const mostTokens = 250;

/** The keys are letters, spaces, apostrophes and dashes: nothing to escape. */
const phraseShape = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${Object.keys(phrases)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');

const stops = new Set([',', ';', ':', '.', '!', '?']);
const turns = new Set(['but', 'only', 'instead', 'just', 'rather']);

/** The words and stops of a masked text: lower case, short forms written out, foreign words and synonyms folded. */
export function tokensOf(masked: string): readonly string[] {
  let text = plain(masked.replace(longList, shortList).slice(0, 4_000).toLowerCase());
  for (const [shape, full] of contractions) text = text.replace(shape, full);
  text = text.replace(phraseShape, (phrase) => phrases[phrase] ?? phrase);
  const tokens = text.match(/<[a-z]+>|[\p{L}\p{N}]+|["?]|[,;:.!](?= |$)|\p{Extended_Pictographic}/gu) ?? [];
  return tokens.slice(0, mostTokens).map((token) => folds.get(token) ?? token);
}

export const isWord = (token: string): boolean => !stops.has(token) && token !== '"';

/** The sentence that patterns are matched against: words, placeholders and quotation marks, one space between. */
export const canonicalOf = (tokens: readonly string[]): string =>
  tokens
    .filter((token) => !stops.has(token))
    .join(' ')
    .replace(/" (<[a-z]+>) "/g, '$1');

/** The parts between stops and before turns such as "but" and "only". */
export function clausesOf(tokens: readonly string[]): readonly (readonly string[])[] {
  const clauses: string[][] = [[]];
  for (const token of tokens) {
    if (stops.has(token) || turns.has(token)) clauses.push([]);
    if (!stops.has(token)) clauses.at(-1)?.push(token);
  }
  return clauses.filter((clause) => clause.length > 0);
}
