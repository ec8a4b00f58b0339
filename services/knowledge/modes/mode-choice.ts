import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { plainWords } from '../words';
import type { Mode, ModeId, ModeWords } from './mode';

/** The modes that answer a text. */
export interface ModesFound {
  /** Those that were named, else all; the one that fits first. */
  readonly modes: readonly Mode[];
  /** The mode that is best for what the text tells of, and for which use. */
  readonly fit?: { readonly mode: Mode; readonly use: string };
}

export type ModeChoice = (text: string) => ModesFound;

const longestRead = 500;

/** Finds the modes that a text names, also misspelt, and the one whose uses it tells of. */
export function createModeChoice(modes: readonly Mode[], words: ModeWords): ModeChoice {
  const nameOf = createNames(modes, words);
  const useIn = createUses(modes, words);
  return (text) => {
    const { named, rest } = namesIn(plainWords(text.slice(0, longestRead)), nameOf);
    const use = useIn(rest, named);
    const fitting = modes.find(({ id }) => id === use?.mode);
    const meant = modes
      .filter(({ id }) => named.length === 0 || named.includes(id) || id === fitting?.id)
      .sort((a, b) => Number(b === fitting) - Number(a === fitting));
    return { modes: meant, ...(use && fitting && { fit: { mode: fitting, use: use.use } }) };
  };
}

type NameOf = (words: readonly string[]) => ModeId | undefined;

const mostWordsOfName = 4;
/** A shorter name must be written as it is. */
const shortestMended = 7;

function createNames(modes: readonly Mode[], { names }: ModeWords): NameOf {
  const known = modes.flatMap(({ id, name }) =>
    [name, ...names[id]].map((each) => ({ id, name: plainWords(each).join('') })),
  );
  const exact = new Map(known.map(({ id, name }) => [name, id]));
  const alike = new Fuse(known, { keys: ['name'], threshold: 0.25, distance: 3 });
  return (words) => {
    const written = words.join('');
    if (exact.has(written) || written.length < shortestMended) return exact.get(written);
    const near = alike.search(written).map(({ item }) => item);
    return near.find(({ name }) => Math.abs(name.length - written.length) < 2)?.id;
  };
}

/** The modes that are named, and the words that name none. */
function namesIn(said: readonly string[], nameOf: NameOf) {
  const named = new Set<ModeId>();
  const rest: string[] = [];
  for (let at = 0; at < said.length; at += 1) {
    const [name] = lengthsFrom(said.length - at).flatMap((length) => {
      const id = nameOf(said.slice(at, at + length));
      return id === undefined ? [] : [{ id, length }];
    });
    if (name === undefined) rest.push(said[at] ?? '');
    else {
      named.add(name.id);
      at += name.length - 1;
    }
  }
  return { named: [...named], rest };
}

/** The longest first. */
function lengthsFrom(left: number): readonly number[] {
  const most = Math.min(left, mostWordsOfName);
  return Array.from({ length: most }, (_, index) => most - index);
}

interface Use {
  readonly mode: ModeId;
  readonly use: string;
  /** The number of words that tell something. */
  readonly size: number;
}

type UseIn = (said: readonly string[], named: readonly ModeId[]) => Use | undefined;

/** The share of a use that must be told of; all of it for a mode beside those that were named. */
const enough = 0.6;

function createUses(modes: readonly Mode[], { uses, empty }: ModeWords): UseIn {
  const saysNothing = new Set(empty.split(' '));
  const tokens = (text: string) => plainWords(text).filter((word) => !saysNothing.has(word));
  const known: readonly Use[] = modes.flatMap(({ id, bestUses }) =>
    [...bestUses, ...uses[id]].map((use) => ({ mode: id, use, size: tokens(use).length })),
  );
  const index = new MiniSearch<{ id: number; use: string }>({
    fields: ['use'],
    tokenize: tokens,
    processTerm: (term) => term,
    searchOptions: { fuzzy: (term) => (term.length > 4 ? 0.2 : false) },
  });
  index.addAll(known.map(({ use }, id) => ({ id, use })));
  return (said, named) => {
    const told = index
      .search(said.join(' '))
      .flatMap(({ id, score, queryTerms }) => {
        const use = known[id as number];
        return use === undefined ? [] : [{ use, score, share: queryTerms.length / use.size }];
      })
      .filter(({ share }) => share >= enough)
      .sort((a, b) => b.score * b.share - a.score * a.share);
    const best =
      named.length === 0
        ? told[0]
        : (told.find(({ use }) => named.includes(use.mode)) ?? told.find(({ share }) => share >= 1));
    return best?.use;
  };
}
