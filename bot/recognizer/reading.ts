import type { Command } from '../../dialogs/command';
import { canonicalOf, isWord, tokensOf } from './canonical';
import { type Lesson, softmax, train } from './classifier';
import { extract } from './entities/extract';
import { normalise } from './normalise';
import outOfScope from './out-of-scope.json';
import { createSpeller } from './spelling';

export const unknownCommand = 'unknown';

export interface Candidate {
  readonly command: string;
  /** 0..1 */
  readonly confidence: number;
}

/** What a sentence, or a part of it, may mean. */
export interface Reading {
  readonly tokens: readonly string[];
  readonly canonical: string;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

export interface Reader {
  /** The tokens of a sentence whose entities are masked, misspelt words mended. */
  readonly tokens: (masked: string) => readonly string[];
  readonly read: (tokens: readonly string[]) => Reading;
}

/** What a pattern adds to its command's score. */
const patternScore = 2.5;
/** A word of the vocabulary's own counts for the speller as if it had been said this often. */
const keyWordUses = 10;

/** Puts `<command>` where a sentence quotes what a command is called, so that it asks about it and does not give it. */
function quotedCommands(commands: readonly Command[]): (masked: string) => string {
  const names = commands
    .flatMap(({ id, sideEffect, vocabulary }) => [
      id.replaceAll('-', '[- ]'),
      ...(sideEffect === 'write' ? vocabulary.synonyms : []),
    ])
    .join('|');
  const shape = new RegExp(`"(?:${names})"`, 'gi');
  return (masked) => (masked.includes('"') ? masked.replace(shape, ' <command> ') : masked);
}

function lessonsFrom(
  commands: readonly Command[],
  tokensIn: (masked: string) => readonly string[],
): readonly Lesson[] {
  const spoken = commands.flatMap(({ id, examples, vocabulary: { synonyms, sayings = [] } }) =>
    [...new Set([...examples.map((text) => extract(normalise(text)).masked), ...synonyms, ...sayings])].map(
      (text) => ({ id, text }),
    ),
  );
  const outside = outOfScope.map((text) => ({ id: unknownCommand, text }));
  return [...spoken, ...outside].map(({ id, text }) => ({ label: id, tokens: tokensIn(text) }));
}

/** The words that are spelt right, with how often they are said. */
function countWords(commands: readonly Command[], lessons: readonly Lesson[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { patterns, synonyms } of commands.map(({ vocabulary }) => vocabulary)) {
    for (const source of [...patterns.map((pattern) => pattern.source), ...synonyms])
      for (const word of source.match(/[a-z]{3,}/g) ?? []) counts.set(word, keyWordUses);
  }
  for (const { tokens } of lessons)
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** What the shapes of a canonical sentence add to the score of each command that they speak for or against. */
function shapeScores(commands: readonly Command[], canonical: string): ReadonlyMap<string, number> {
  const hasOne = (shapes: readonly RegExp[] = []): boolean => shapes.some((shape) => shape.test(canonical));
  return new Map(
    commands.flatMap(({ id, vocabulary: { patterns, excludes, never } }): [string, number][] => {
      if (hasOne(never)) return [[id, -Infinity]];
      return hasOne(patterns) && !hasOne(excludes) ? [[id, patternScore]] : [];
    }),
  );
}

/** Learns how people say each command from its sayings, examples and synonyms; its patterns add to that. */
export function createReader(commands: readonly Command[]): Reader {
  const withCommands = quotedCommands(commands);
  const tokensIn = (masked: string): readonly string[] => tokensOf(withCommands(masked));
  const lessons = lessonsFrom(commands, tokensIn);
  const words = countWords(commands, lessons);
  const speller = createSpeller(words);
  const classifier = train(lessons);

  function ranked(tokens: readonly string[], canonical: string): readonly Candidate[] {
    if (!tokens.some((token) => isWord(token) && words.has(token)))
      return [{ command: unknownCommand, confidence: 1 }];
    const shaped = shapeScores(commands, canonical);
    const scores = classifier.scores(tokens);
    classifier.labels.forEach((label, at) => {
      scores[at] = (scores[at] ?? 0) + (shaped.get(label) ?? 0);
    });
    const probabilities = softmax(scores);
    return classifier.labels
      .map((command, at) => ({ command, confidence: probabilities[at] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  }

  return {
    tokens: (masked) => speller.repair(tokensIn(masked)),
    read(tokens) {
      const canonical = canonicalOf(tokens);
      return { tokens, canonical, candidates: ranked(tokens, canonical) };
    },
  };
}
