import type { Article } from './article';
import { codesAsked } from './asked';
import { readData } from './data';
import { explainArticle, explainCode, type Explanation } from './explain';
import { readLibrary } from './library';
import type { Mode, ModeWords } from './modes/mode';
import { createModeChoice, type ModesFound } from './modes/mode-choice';
import type { Notion } from './notion';
import { createNotionChoice, type FoundNotion } from './notion-choice';
import { createSearch, type EntryType, type Found } from './search';
import { sourcesIn } from './sources-in';
import { readSymbols } from './symbols';

/** Everything the bot can explain. Nothing is read before somebody asks. */
export interface Knowledge {
  /**
   * What a text asks for by codes and names, in its order. `codes` are those that were read from it; a word that is
   * none of what is known is left out.
   */
  explain(text: string, codes: readonly string[]): readonly Explanation[];
  /** One thing by what it is asked for by: a code, a name, or an article's id. */
  find(subject: string): Explanation | undefined;
  /** By words, best first. */
  search(text: string, limit: number, type?: EntryType): readonly Found[];
  /** The notions that a text asks for, best first. */
  notionsFor(text: string): readonly FoundNotion[];
  /** The ways to deploy. */
  modes(): readonly Mode[];
  /** The ways to deploy that answer a text. */
  modesFor(text: string): ModesFound;
  article(id: string): Article | undefined;
  notion(id: string): Notion | undefined;
  /** What something's claims are known from: names of sources, the most used first. */
  sourceNames(explained: object): readonly string[];
}

export function createKnowledge(): Knowledge {
  const library = once(readLibrary);
  const symbols = once(readSymbols);
  const search = once(() => createSearch(library()));
  const notions = once(() => createNotionChoice(library(), search()));
  const modes = once(() => (readData('modes/modes.json') as { readonly modes: readonly Mode[] }).modes);
  const choice = once(() => createModeChoice(modes(), readData('modes/mode-words.json') as ModeWords));
  const find = (met: Parameters<typeof explainCode>[0]): Explanation | undefined => {
    const article = library().article(met.written);
    return article === undefined ? explainCode(met, library(), symbols()) : explainArticle(article, met);
  };
  return {
    explain: (text, codes) => codesAsked(text, codes, library(), symbols()).flatMap((met) => find(met) ?? []),
    find: (subject) => find({ written: subject }),
    search: (text, limit, type) => search().find(text, limit, type),
    notionsFor: (text) => notions()(text),
    modes,
    modesFor: (text) => choice()(text),
    article: (id) => library().article(id),
    notion: (id) => library().notion(id),
    sourceNames: (explained) => sourcesIn(explained).flatMap((id) => library().source(id)?.name ?? []),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
