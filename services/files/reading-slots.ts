import { fail, ok, type Result } from '../result';

/** How many files are read at once: each holds its rows, and a workbook the whole of itself, in memory. */
export interface ReadingSlots {
  /** Waits for its turn, at most some seconds; `busy` when that did not come, and nothing was read. */
  within<T>(read: () => Promise<T>): Promise<Result<T, 'busy'>>;
}

interface SlotOptions {
  readonly slots?: number;
  readonly patienceMs?: number;
}

/** Beyond ten seconds the same words sent again would count as a repetition by Teams (services/store/inbox.ts). */
const usualPatienceMs = 8000;

/** Those who wait get their turn in the order in which they came. */
export function createReadingSlots({
  slots = 4,
  patienceMs = usualPatienceMs,
}: SlotOptions = {}): ReadingSlots {
  let free = slots;
  const waiting = new Set<() => void>();

  function isTurn(): Promise<boolean> {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((decide) => {
      const take = (): void => {
        waiting.delete(take);
        clearTimeout(patience);
        decide(true);
      };
      const patience = setTimeout(() => {
        waiting.delete(take);
        decide(false);
      }, patienceMs);
      waiting.add(take);
    });
  }

  function release(): void {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  }

  return {
    async within(read) {
      if (!(await isTurn())) return fail('busy');
      try {
        return ok(await read());
      } finally {
        release();
      }
    },
  };
}
