import type { Fate } from './fate';

export type Verb = 'POST' | 'PUT' | 'DELETE';

/** Teams asks to try again after these (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). */
const passingRefusals: readonly number[] = [412, 429];

const firstPauseMs = 500;

/**
 * How long to pause before the `number`th try is followed by another; undefined for "not again". An edit and a
 * deletion may be repeated after any passing trouble, a message only when Teams surely did not take it: a blind
 * repetition could show it twice. `random` is in [0, 1), for jitter.
 */
export function pauseBeforeRepeat(
  verb: Verb,
  fate: Fate,
  number: number,
  random: () => number,
): number | undefined {
  if (!isWorthRepeating(verb, fate)) return undefined;
  const growing = firstPauseMs * 2 ** (number - 1) * (0.5 + random() / 2);
  return Math.max(growing, retryAfterMs(fate));
}

export function isWorthRepeating(verb: Verb, fate: Fate): boolean {
  switch (fate.type) {
    case 'taken':
      return false;
    case 'refused':
      return passingRefusals.includes(fate.status);
    case 'not-sent':
      return true;
    case 'unknown':
      return verb !== 'POST';
  }
}

export function retryAfterMs(fate: Fate): number {
  return 'retryAfterMs' in fate ? (fate.retryAfterMs ?? 0) : 0;
}
