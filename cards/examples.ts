import { sayIfKnown, type Say } from './messages';

/** The part of a command that its examples follow from. */
export interface Exemplified {
  readonly id: string;
  /** In English. */
  readonly examples: readonly string[];
}

const places = ['first', 'second', 'third'] as const;

/**
 * What a person may say for a command, at most three sentences: those of their language, which stand in the
 * catalogue under `examples.<id>`; a command that has none there shows its own.
 */
export function examplesOf({ id, examples }: Exemplified, say: Say): readonly string[] {
  return places
    .map((place, at) => sayIfKnown(say, `examples.${id}.${place}`, examples[at] ?? ''))
    .filter((example) => example !== '');
}
