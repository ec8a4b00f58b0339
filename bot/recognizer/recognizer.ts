import type { Command } from '../../dialogs/command';
import type { Slots } from '../../dialogs/slots';
import { canonicalOf, clausesOf, isWord, tokensOf } from './canonical';
import chatter from './chatter.json';
import { type Lesson, train } from './classifier';
import { extract } from './entities/extract';
import { featuresOf } from './features';
import { normalise } from './normalise';
import outOfScope from './out-of-scope.json';
import { slotsFor } from './slots';
import { createSpeller } from './spelling';
import { isQuestion, refusedIn } from './write-guard';

export const unknownCommand = 'unknown';

interface Alternative {
  readonly command: string;
  /** 0..1 */
  readonly confidence: number;
}

/** What a text was understood to be. */
export interface Recognition extends Alternative {
  /** As given. */
  readonly text: string;
  readonly slots: Slots;
  /** At most two, best first; never the chosen one. */
  readonly alternatives: readonly Alternative[];
}

export interface Recognizer {
  /** Never throws; a sentence takes some milliseconds, and long texts are cut before they cost more. */
  recognize(text: string): Recognition;
}

/** Below this a command is a guess; a writing one that has none of its patterns needs the most. */
const sureEnough = { reading: 0.34, writing: 0.55, unshapen: 0.8 } as const;
const worthOffering = 0.05;
/** A reading command that comes after a writing one which is not allowed needs this much. */
const worthAsking = 0.15;
/** A command that is told not to happen counts from here on as what the sentence is about. */
const worthRefusing = 0.15;
/** The part of a word's uses that a command must have for the word to speak for it. */
const tellingShare = 0.25;

const nothing: Alternative = { command: unknownCommand, confidence: 1 };

interface Reading {
  readonly tokens: readonly string[];
  readonly canonical: string;
  /** Commands whose patterns it has. */
  readonly shaped: readonly string[];
  /** Best first. */
  readonly candidates: readonly Alternative[];
}

const surest = ({ candidates }: Reading): Alternative => candidates[0] ?? nothing;

/** Puts `<command>` where a sentence quotes what a command is called, so that it asks about it and does not give it. */
function quotedCommands(commands: readonly Command[]): (masked: string) => string {
  const names = commands
    .flatMap(({ id, sideEffect, vocabulary }) => [
      id.replaceAll('-', '[- ]'),
      ...(sideEffect === 'write' ? vocabulary.synonyms : []),
    ])
    .join('|');
  const shape = new RegExp(`"(?:${names})"`, 'gi');
  return (masked) => masked.replace(shape, ' <command> ');
}

interface Spoken {
  readonly id: string;
  readonly tokens: readonly string[];
}

const spokenFor = (
  commands: readonly Command[],
  tokensIn: (text: string) => readonly string[],
): readonly Spoken[] => [
  ...commands.flatMap(({ id, examples, vocabulary }) =>
    [...examples, ...vocabulary.synonyms].map((text) => ({ id, tokens: tokensIn(text) })),
  ),
  ...outOfScope.map((text) => ({ id: unknownCommand, tokens: tokensIn(text) })),
];

function countWords(spoken: readonly Spoken[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tokens } of spoken)
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** Words that are said for few commands only, each with those commands. */
function tellingWords(spoken: readonly Spoken[]): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = new Map<string, string[]>();
  for (const { id, tokens } of spoken) {
    for (const token of new Set(tokens.filter((token) => isWord(token) && !token.startsWith('<')))) {
      uses.set(token, [...(uses.get(token) ?? []), id]);
    }
  }
  const isTelling = (ids: readonly string[], id: string): boolean =>
    ids.filter((other) => other === id).length >= ids.length * tellingShare;
  return new Map(
    [...uses].map(([token, ids]) => [token, new Set([...new Set(ids)].filter((id) => isTelling(ids, id)))]),
  );
}

/** Words that only patterns know: spelt right, but not learnt. */
const patternWords = (commands: readonly Command[]): readonly (readonly [string, number])[] =>
  commands
    .flatMap(({ vocabulary }) => vocabulary.patterns)
    .flatMap(({ source }) => source.match(/[a-z]{3,}/g) ?? [])
    .map((word) => [word, 1]);

/** The commands whose patterns a canonical sentence has. */
function shapedLike(commands: readonly Command[], canonical: string): readonly string[] {
  const hasOne = (shapes: readonly RegExp[]): boolean => shapes.some((shape) => shape.test(canonical));
  return commands
    .filter(({ vocabulary: { patterns, excludes = [] } }) => hasOne(patterns) && !hasOne(excludes))
    .map(({ id }) => id);
}

const shapeFeature = (id: string): string => `~${id}`;

function lessonsFrom(spoken: readonly Spoken[], commands: readonly Command[]): readonly Lesson[] {
  const before = chatter.before.map((text) => tokensOf(text));
  const after = chatter.after.map((text) => tokensOf(text));
  return spoken.map(({ id, tokens }, at) => {
    const wrapped = [...(before[at % before.length] ?? []), ...tokens, ...(after[at % after.length] ?? [])];
    const features = featuresOf(tokens);
    return {
      label: id,
      variants: [
        features,
        [...featuresOf(wrapped), '=rare'],
        [...features, ...shapedLike(commands, canonicalOf(tokens)).map(shapeFeature)],
      ],
    };
  });
}

/** Learns how people say each command from its examples, synonyms and patterns. Deterministic; works offline. */
export function createRecognizer(commands: readonly Command[]): Recognizer {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const withCommands = quotedCommands(commands);
  const tokensIn = (text: string): readonly string[] =>
    tokensOf(withCommands(extract(normalise(text)).masked));
  const spoken = spokenFor(commands, tokensIn);
  const vocabulary = countWords(spoken);
  const speller = createSpeller(new Map([...patternWords(commands), ...vocabulary]));
  const telling = tellingWords(spoken);
  const classifier = train(lessonsFrom(spoken, commands));
  const writes = (id: string): boolean => byId.get(id)?.sideEffect === 'write';

  function read(tokens: readonly string[]): Reading {
    const canonical = canonicalOf(tokens);
    const shaped = shapedLike(commands, canonical);
    const probabilities = classifier.probabilities([...featuresOf(tokens), ...shaped.map(shapeFeature)]);
    const candidates = classifier.labels
      .map((command, at) => ({ command, confidence: probabilities[at] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
    return { tokens, canonical, shaped, candidates };
  }

  /** What is left to do when a part of the sentence says what not to do: the rest of it, or to stop. */
  function besideRefusal(reading: Reading): Alternative {
    const clauses = clausesOf(reading.tokens).map((tokens) => ({
      tokens,
      refused: refusedIn(canonicalOf(tokens)),
    }));
    const rest = read(clauses.filter(({ refused }) => refused.size === 0).flatMap(({ tokens }) => tokens));
    const wanted = surest(rest);
    const isRefused =
      clauses.every(({ refused }) => refused.size === 0) ||
      clauses.some(({ refused }) => refused.has(wanted.command));
    const isSure = rest.shaped.includes(wanted.command) && wanted.confidence > sureEnough.writing;
    if (isSure && !isRefused) return wanted;
    return byId.has('cancel') ? { command: 'cancel', confidence: surest(reading).confidence } : nothing;
  }

  /** Whether a writing command is asked for: by the shape of the sentence, or by its own words and near certainty. */
  function isOrder({ shaped, tokens }: Reading, { command, confidence }: Alternative): boolean {
    if (shaped.includes(command)) return confidence >= sureEnough.writing;
    return (
      confidence >= sureEnough.unshapen && tokens.some((token) => telling.get(token)?.has(command) === true)
    );
  }

  function choose(reading: Reading): Alternative {
    const best = surest(reading);
    const refused = refusedIn(reading.canonical);
    const isNear = reading.candidates.some(
      ({ command, confidence }) => refused.has(command) && confidence > worthRefusing,
    );
    const isShaped = reading.shaped.includes(best.command);
    if (refused.has(best.command) || (!isShaped && (isNear || (refused.size > 0 && writes(best.command)))))
      return besideRefusal(reading);
    if (!writes(best.command)) return best.confidence < sureEnough.reading ? nothing : best;
    if (!isQuestion(reading.canonical) && isOrder(reading, best)) return best;
    const aboutSerial = reading.tokens.includes('<serial>');
    const offered = reading.candidates.filter(({ command }) => !writes(command));
    return (
      offered.find(({ command }) => reading.shaped.includes(command)) ??
      offered.find(({ confidence }) => confidence >= worthAsking) ??
      offered.find(({ command }) => aboutSerial && byId.get(command)?.slots.includes('serials') === true) ??
      nothing
    );
  }

  return {
    recognize(text) {
      const plain = normalise(text);
      const { entities, masked } = extract(plain);
      const reading = read(speller.repair(tokensOf(withCommands(masked))));
      const isStrange = !reading.tokens.some((token) => isWord(token) && vocabulary.has(token));
      const chosen = isStrange ? nothing : choose(reading);
      return {
        text,
        ...chosen,
        slots: slotsFor(byId.get(chosen.command)?.slots ?? [], entities, plain),
        alternatives: reading.candidates
          .filter(
            ({ command, confidence }) =>
              command !== chosen.command && command !== unknownCommand && confidence >= worthOffering,
          )
          .slice(0, 2),
      };
    },
  };
}
