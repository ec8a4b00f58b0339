import type { Library } from './library';
import type { Notion } from './notion';
import type { Search } from './search';
import { plainWords } from './words';

/** A notion that a text asks for. */
export interface FoundNotion {
  readonly id: string;
  /** Larger is better; comparable within one text only. */
  readonly score: number;
}

export type NotionChoice = (text: string) => readonly FoundNotion[];

const weights = { words: 0.8, name: 0.6, question: 1.2 };
/** Without being named, a notion is only found by so much; a score of 1 is what a title finds its notion with. */
const enough = { score: 0.3, covered: 0.5 };
const mostSearched = 8;
const longestRead = 500;

/**
 * Finds notions by the words of a text (`search`), by their names in it, and by how much it is like the questions that
 * people ask of them: "what is" and "how do I get" are no words of the field, and tell one notion from another. Best
 * first; empty when none fits.
 */
export function createNotionChoice({ notions }: Library, search: Search): NotionChoice {
  const known = knownBy(notions);
  const usual = usualScore(notions, search);
  return (written) => {
    const text = written.slice(0, longestRead);
    const said = stems(text);
    const words = new Set(said);
    const hits = new Map(search.find(text, mostSearched, 'notion').map((hit) => [hit.id, hit]));
    const best = Math.max(usual, ...[...hits.values()].map(({ score }) => score));
    return known
      .flatMap(({ id, names, questions }) => {
        const { score, covered } = hits.get(id) ?? { score: 0, covered: 0 };
        const isStrong = score >= enough.score * usual && covered >= enough.covered;
        const held = names.filter((each) => holds(said, each.words));
        if (held.length === 0 && !isStrong) return [];
        const name = Math.max(0, ...held.map(({ weight }) => weight));
        const question = Math.max(...questions.map((each) => likeness(words, each))) ** 2;
        const parts = [weights.words * (score / best), weights.name * name, weights.question * question];
        return [{ id, score: parts.reduce((sum, part) => sum + part, 0) }];
      })
      .sort((a, b) => b.score - a.score);
  };
}

/** The names of each notion, and what people ask of it. */
function knownBy(notions: readonly Notion[]) {
  const asked = new Map(notions.map(({ id, asked: questions }) => [id, questions.map(stems)]));
  return notions.map(({ id, title, synonyms }) => ({
    id,
    questions: (asked.get(id) ?? []).map((question) => new Set(question)),
    names: [title, ...synonyms].map(stems).map((words) => {
      const others = [...asked].filter(
        ([other, all]) => other !== id && all.some((each) => holds(each, words)),
      );
      return { words, weight: (1 - 0.5 ** words.length) * (1 - others.length / notions.length) };
    }),
  }));
}

/** Scores mean something only beside each other. */
function usualScore(notions: readonly Notion[], search: Search): number {
  const scores = notions.map(({ title }) => search.find(title, 1, 'notion')[0]?.score ?? 0);
  return scores.sort((a, b) => a - b)[Math.floor(scores.length / 2)] ?? 1;
}

const skipped: ReadonlySet<string> = new Set('the a an i it of from to for on windows'.split(' '));

function stems(text: string): readonly string[] {
  return plainWords(text)
    .filter((word) => !skipped.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));
}

/** Whether the words of a name stand in a text side by side. */
function holds(said: readonly string[], name: readonly string[]): boolean {
  return name.length > 0 && said.some((_, at) => name.every((word, index) => said[at + index] === word));
}

/** The share of words that both have, 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return (2 * both) / (one.size + other.size);
}
