import type { Log } from '../log';
import { describeError } from '../redaction';

/**
 * Does the same thing again and again and says in the log only when it begins to fail: a database that is away is
 * asked several times a second. Never rejects.
 */
export function logTrouble(log: Log, message: string, act: () => Promise<void>): () => Promise<void> {
  let isKnown = false;
  return async () => {
    try {
      await act();
      isKnown = false;
    } catch (error) {
      if (!isKnown) log.warn({ err: describeError(error) }, message);
      isKnown = true;
    }
  };
}
