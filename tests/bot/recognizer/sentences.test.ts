import { unknownCommand } from '../../../bot/recognizer/reading';
import { commands } from '../../../dialogs';
import sentences from './sentences.json';
import { recognizer } from './support';

interface Outcome {
  readonly text: string;
  readonly wanted: string;
  readonly got: string;
}

const outcomes = (): readonly Outcome[] =>
  sentences.map(({ text, command }) => ({
    text,
    wanted: command,
    got: recognizer().recognize(text).command,
  }));

const misses = (of: readonly Outcome[]): readonly Outcome[] => of.filter(({ wanted, got }) => wanted !== got);

describe('sentences people say', () => {
  it('covers every command at least three times', () => {
    const counted = new Map<string, number>();
    for (const { command } of sentences) counted.set(command, (counted.get(command) ?? 0) + 1);

    const ids = [...commands.map(({ id }) => id), unknownCommand];

    expect(ids.filter((id) => (counted.get(id) ?? 0) < 3)).toEqual([]);
    expect([...counted.keys()].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('understands at least 97 of 100', () => {
    const missed = misses(outcomes());

    expect(missed.length <= sentences.length * 0.03 ? [] : missed).toEqual([]);
  });

  it('understands most sentences of each command', () => {
    const all = outcomes();
    const weak = [...new Set(sentences.map(({ command }) => command))].filter((command) => {
      const own = all.filter(({ wanted }) => wanted === command);
      return misses(own).length > own.length / 4;
    });

    expect(weak).toEqual([]);
  });

  it('takes out of each sentence what it names', () => {
    const wrong = sentences.flatMap(({ text, command, slots }) => {
      const recognition = recognizer().recognize(text);
      if (recognition.command !== command) return [];
      const got: Readonly<Record<string, unknown>> = { ...recognition.slots };
      const differs = Object.entries(slots).some(
        ([key, value]) => JSON.stringify(got[key]) !== JSON.stringify(value),
      );
      return differs ? [{ text, slots, got }] : [];
    });

    expect(wrong).toEqual([]);
  });

  it('does not take for a command what the bot does not do, but in one case of twenty', () => {
    const outside = outcomes().filter(({ wanted }) => wanted === unknownCommand);
    const guessed = misses(outside);

    expect(guessed.length <= outside.length / 20 ? [] : guessed).toEqual([]);
  });

  it('understands the examples that help shows', () => {
    const shown = commands.flatMap(({ id, examples }) => examples.slice(0, 3).map((text) => ({ id, text })));

    const missed = shown.filter(({ id, text }) => recognizer().recognize(text).command !== id);

    expect(missed).toEqual([]);
  });
});
