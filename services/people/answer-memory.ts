import { setImmediate as nextMoment } from 'node:timers/promises';
import type { Clock } from '../clock';
import { ok, type Result } from '../result';

export interface AnswerMemoryOptions<T, E> {
  /** One answer per key, in their order. */
  readonly readAll: (keys: readonly string[]) => Promise<readonly Result<T, E>[]>;
  readonly clock: Clock;
  readonly maxAgeMs: number;
  /** How many answers are kept; the oldest go first. */
  readonly most: number;
}

/** Gives what is remembered, or reads it; `fresh` always reads. */
export type AnswerMemory<T, E> = (key: string, options: { readonly fresh: boolean }) => Promise<Result<T, E>>;

/** Questions that are read together. */
interface Round<T, E> {
  readonly number: number;
  readonly keys: Set<string>;
  readonly answers: Promise<ReadonlyMap<string, Result<T, E>>>;
}

interface Remembered<T> {
  readonly value: T;
  /** When it was asked for, ms since 1970. */
  readonly at: number;
  readonly round: number;
}

/**
 * Remembers answers for a while. Questions of the same moment are read together, and whoever asks what is being read
 * waits for that answer. A failure is not remembered, and an answer never replaces one that was asked for later.
 */
export function createAnswerMemory<T, E>(options: AnswerMemoryOptions<T, E>): AnswerMemory<T, E> {
  const { readAll, clock, maxAgeMs, most } = options;
  const remembered = new Map<string, Remembered<T>>();
  const underWay = new Map<string, Round<T, E>>();
  let rounds = 0;
  let next: Round<T, E> | undefined;

  function recall(key: string): Remembered<T> | undefined {
    const known = remembered.get(key);
    const ageMs = clock.now() - (known?.at ?? 0);
    return ageMs >= 0 && ageMs < maxAgeMs ? known : undefined;
  }

  function remember(key: string, answer: Remembered<T>): void {
    if ((remembered.get(key)?.round ?? 0) > answer.round) return;
    remembered.delete(key);
    remembered.set(key, answer);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= most) return;
      remembered.delete(oldest);
    }
  }

  function openRound(): Round<T, E> {
    rounds += 1;
    const keys = new Set<string>();
    const round: Round<T, E> = { number: rounds, keys, answers: nextMoment().then(() => read(round)) };
    return round;
  }

  async function read(round: Round<T, E>): Promise<ReadonlyMap<string, Result<T, E>>> {
    next = undefined;
    const keys = [...round.keys];
    const at = clock.now();
    try {
      const answers = await readAll(keys);
      for (const [index, key] of keys.entries()) {
        const answer = answers[index];
        if (answer?.ok) remember(key, { value: answer.value, at, round: round.number });
      }
      return new Map(keys.flatMap((key, index) => (answers[index] ? [[key, answers[index]]] : [])));
    } finally {
      for (const key of keys) if (underWay.get(key) === round) underWay.delete(key);
    }
  }

  /** A fresh answer must not come from a reading that was sent before it was asked for. */
  function roundFor(key: string, fresh: boolean): Round<T, E> {
    const current = underWay.get(key);
    if (current !== undefined && (!fresh || current === next)) return current;
    next ??= openRound();
    next.keys.add(key);
    underWay.set(key, next);
    return next;
  }

  return async (key, { fresh }) => {
    const known = fresh ? undefined : recall(key);
    if (known !== undefined) return ok(known.value);
    const answer = (await roundFor(key, fresh).answers).get(key);
    if (answer === undefined) throw new Error('A question was left without an answer');
    return answer;
  };
}
