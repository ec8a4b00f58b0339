import type { Command } from '../../dialogs/command';
import { noSlots, type Slots } from '../../dialogs/slots';
import { tokensOf } from './canonical';
import { type Lesson, train } from './classifier';
import { type Extraction, extract } from './entities/extract';
import { featuresOf } from './features';
import { normalise } from './normalise';
import outOfScope from './out-of-scope.json';
import { slotsFor } from './slots';
import { createSpeller } from './spelling';
import { isQuestion, refusedIn } from './write-guard';

export const unknownCommand = 'unknown';

export interface Alternative {
  readonly command: string;
  /** 0..1 */
  readonly confidence: number;
}

/** What a text was understood to be. */
export interface Recognition extends Alternative {
  /** As given. */
  readonly text: string;
  /** A command's id, or `unknown`. */
  readonly slots: Slots;
  /** At most two, best first; never the chosen one. */
  readonly alternatives: readonly Alternative[];
}

export interface Recognizer {
  /** Never throws; a sentence takes some milliseconds, and long texts are cut before they cost more. */
  recognize(text: string): Recognition;
}

/** Below this a command is a guess, and below the second one a writing command is. */
const sureEnough = { reading: 0.34, writing: 0.6 } as const;
const worthOffering = 0.05;

interface Reading {
  readonly canonical: string;
  readonly features: readonly string[];
}

const canonicalOf = (tokens: readonly string[]): string => tokens.filter((token) => token !== '?').join(' ');

/** Learns how people say each command from its examples, synonyms and patterns. Deterministic; works offline. */
export function createRecognizer(commands: readonly Command[]): Recognizer {
  const byId = new Map(commands.map((command) => [command.id, command]));

  const spoken = commands.flatMap(({ id, examples, vocabulary }) =>
    [...examples, ...vocabulary.synonyms].map((text) => ({ id, tokens: tokensOf(extract(normalise(text)).masked) })),
  );
  for (const text of outOfScope) spoken.push({ id: unknownCommand, tokens: tokensOf(extract(normalise(text)).masked) });

  const vocabulary = new Map<string, number>();
  for (const { tokens } of spoken) for (const token of tokens) vocabulary.set(token, (vocabulary.get(token) ?? 0) + 1);
  const speller = createSpeller(vocabulary);

  const hits = (canonical: string): readonly string[] =>
    commands
      .filter(({ vocabulary: { patterns, excludes = [] } }) =>
        patterns.some((shape) => shape.test(canonical)) && !excludes.some((shape) => shape.test(canonical)),
      )
      .map(({ id }) => id);

  const lessons = spoken.flatMap(({ id, tokens }): Lesson[] => {
    const features = featuresOf(tokens);
    const shaped = hits(canonicalOf(tokens)).map((hit) => `~${hit}`);
    const bare = { features, label: id };
    return shaped.length === 0 ? [bare] : [bare, { features: [...features, ...shaped], label: id }];
  });
  const classifier = train(lessons);

  function read(extraction: Extraction): Reading {
    const tokens = speller.repair(tokensOf(extraction.masked));
    const canonical = canonicalOf(tokens);
    return { canonical, features: [...featuresOf(tokens), ...hits(canonical).map((hit) => `~${hit}`)] };
  }

  function ranked({ features }: Reading): Alternative[] {
    const probabilities = classifier.probabilities(features);
    return classifier.labels
      .map((command, at) => ({ command, confidence: probabilities[at] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  }

  const writes = (id: string): boolean => byId.get(id)?.sideEffect === 'write';

  function choose(reading: Reading, candidates: readonly Alternative[]): Alternative {
    const [best] = candidates;
    if (best === undefined) return { command: unknownCommand, confidence: 1 };
    const refused = refusedIn(reading.canonical);
    if (refused.has(best.command) && byId.has('cancel')) return { command: 'cancel', confidence: best.confidence };
    const asked = isQuestion(reading.canonical);
    const allowed = candidates.filter(
      ({ command, confidence }) =>
        !writes(command) || (!asked && !refused.has(command) && confidence >= sureEnough.writing),
    );
    const [chosen] = allowed;
    if (chosen === undefined || chosen.confidence < sureEnough.reading * (asked && writes(best.command) ? 0.3 : 1)) {
      return { command: unknownCommand, confidence: 1 - best.confidence };
    }
    return chosen;
  }

  return {
    recognize(text) {
      const plain = normalise(text);
      const extraction = extract(plain);
      const reading = read(extraction);
      if (reading.canonical === '') return { text, command: unknownCommand, slots: noSlots, confidence: 1, alternatives: [] };
      const candidates = ranked(reading);
      const chosen = choose(reading, candidates);
      return {
        text,
        ...chosen,
        slots: slotsFor(byId.get(chosen.command)?.slots ?? [], extraction.entities, plain),
        alternatives: candidates
          .filter(
            ({ command, confidence }) =>
              command !== chosen.command && command !== unknownCommand && confidence >= worthOffering,
          )
          .slice(0, 2),
      };
    },
  };
}
