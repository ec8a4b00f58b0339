import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';

/** The moment by which an operation must have answered, as a signal and as a number for planning. */
export interface Deadline {
  readonly signal: AbortSignal;
  remainingMs(): number;
}

/** Waits; rejects as soon as the signal aborts. Injected, so that tests do not wait. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const realPause: Pause = (ms, signal) => wait(ms, undefined, { signal });

export function deadlineAfter(ms: number, clock: Clock): Deadline {
  const endsAt = clock.now() + ms;
  return { signal: AbortSignal.timeout(ms), remainingMs: () => endsAt - clock.now() };
}

/** Settles with the promise, or rejects when the signal aborts first; for work that does not listen to signals. */
export function withinSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => {
      reject(new DOMException('The deadline has passed.', 'TimeoutError'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
