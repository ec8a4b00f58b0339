import Fuse from 'fuse.js';
import MiniSearch, { type SearchOptions } from 'minisearch';
import type { Library } from './library';
import { readEverydayWords, readWords, type Words } from './words';

export type EntryType = 'article' | 'notion';

export interface Found {
  readonly type: EntryType;
  readonly id: string;
  /** Larger is better; comparable within one search only. */
  readonly score: number;
  /** The share of the words that were found, 0 to 1. */
  readonly covered: number;
}

export interface Search {
  /** Best first. */
  find(text: string, limit: number, type?: EntryType): readonly Found[];
}

const fields = ['title', 'said', 'more'] as const;
type Entry = { readonly id: string } & Readonly<Record<(typeof fields)[number], string>>;

const most = { words: 60, mended: 6, longer: 2 };
const pairSign = ' ';
const pairBoost = 0.4;
const likeness = { threshold: 0.3, distance: 20, minMatchCharLength: 5 };
const ranking: SearchOptions = {
  boost: { title: 1.5, said: 3, more: 1 },
  bm25: { k: 5, b: 0.6, d: 0 },
  boostTerm: (term) => (term.includes(pairSign) ? pairBoost : 1),
};

/**
 * Finds what is explained by how people tell of it: words, and words said close together, are ranked by how rare they
 * are (MiniSearch); a word that stands nowhere is taken for the one that it resembles most (Fuse).
 */
export function createSearch(library: Library): Search {
  const words = readWords();
  const entries = { article: articlesOf(library), notion: notionsOf(library) };
  const mend = mender([...entries.article, ...entries.notion], words);
  const indexes = { article: indexOf(entries.article, words), notion: indexOf(entries.notion, words) };
  return {
    find(text, limit, type) {
      const asked = mend([...new Set(words(text))].slice(0, most.words));
      const types = type === undefined ? (['article', 'notion'] as const) : [type];
      return types
        .flatMap((each) => foundIn(indexes[each], asked).map((found) => ({ type: each, ...found })))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit);
    },
  };
}

function indexOf(entries: readonly Entry[], words: Words): MiniSearch<Entry> {
  const index = new MiniSearch<Entry>({
    fields: [...fields],
    tokenize: (text, field) =>
      text.split('\n').flatMap((line) => (field === 'said' ? withPairs(words(line)) : [...words(line)])),
    processTerm: (term) => term,
  });
  index.addAll(entries);
  return index;
}

/** The words, and each with the one after it and the one after that. */
function withPairs(words: readonly string[]): string[] {
  const pairs = [1, 2].flatMap((far) => words.slice(far).map((word, at) => `${words[at]}${pairSign}${word}`));
  return [...words, ...pairs];
}

/** Whoever says several words means all of them. */
function foundIn(index: MiniSearch<Entry>, asked: readonly string[]): readonly Omit<Found, 'type'>[] {
  return index
    .search(asked.join(), { ...ranking, tokenize: () => withPairs(asked) })
    .map(({ id, score, queryTerms }) => {
      const covered = queryTerms.filter((term) => !term.includes(pairSign)).length / asked.length;
      return { id: id as string, score: score * Math.sqrt(covered), covered };
    });
}

/** Takes words that stand nowhere for the ones that they resemble and that begin as they do. */
function mender(entries: readonly Entry[], words: Words) {
  const vocabulary = new Set(entries.flatMap(({ title, said }) => words(`${title} ${said}`)));
  const known = new Set([...vocabulary, ...entries.flatMap(({ more }) => words(more))]);
  const byLetter = new Map<string, string[]>();
  for (const word of new Set([...readEverydayWords(), ...vocabulary]))
    byLetter.set(word.charAt(0), [...(byLetter.get(word.charAt(0)) ?? []), word]);
  const alike = new Map([...byLetter].map(([letter, all]) => [letter, new Fuse(all, likeness)] as const));
  const mended = (word: string): string => {
    const near = alike.get(word.charAt(0))?.search(word, { limit: 5 }) ?? [];
    const best = near.find(({ item }) => Math.abs(item.length - word.length) <= most.longer);
    return words(best?.item ?? '')[0] ?? word;
  };
  return (asked: readonly string[]): readonly string[] => {
    const strange = asked.filter((word) => !known.has(word) && word.length >= likeness.minMatchCharLength);
    const meant = new Map(strange.slice(0, most.mended).map((word) => [word, mended(word)] as const));
    return [...new Set(asked.map((word) => meant.get(word) ?? word))];
  };
}

function articlesOf({ articles }: Library): readonly Entry[] {
  return articles
    .filter(({ kind }) => kind !== 'family')
    .map(({ id, title, symptoms, synonyms, symbols, meaning, causes, employee }) => ({
      id,
      title,
      said: [...symptoms, ...synonyms, ...symbols].join('\n'),
      more: [meaning.text, ...causes.map(({ text }) => text), employee.happened].join('\n'),
    }));
}

function notionsOf({ notions }: Library): readonly Entry[] {
  return notions.map(({ id, title, asked, synonyms, meaning, points }) => ({
    id,
    title,
    said: [...asked, ...synonyms].join('\n'),
    more: [meaning.text, ...points.map(({ text }) => text)].join('\n'),
  }));
}
