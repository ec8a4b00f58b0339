import type { Log } from '../log';
import { describeError } from '../redaction';

/** Does one of many things that have nothing to do with each other; `which` names it in the log. Never rejects. */
export type OnItsOwn = (which: object, act: () => Promise<void>) => Promise<void>;

/** What fails for one is logged, and the others go on. */
export function onItsOwn(log: Log, message: string): OnItsOwn {
  return async (which, act) => {
    try {
      await act();
    } catch (error) {
      log.error({ err: describeError(error), ...which }, message);
    }
  };
}
