import type { Clock } from '../clock';
import { deadlineAfter, withinSignal, type Deadline } from '../graph/deadline';
import type { GraphFailure } from '../graph/graph-failure';
import type { GraphList } from '../graph/paging';
import { fail, ok, type Result } from '../result';
import type { FleetList, Reading } from './fleet';

interface SharedListOptions<T> {
  readonly clock: Clock;
  readonly readingMs: number;
  readonly read: (deadline: Deadline) => Promise<Result<GraphList<T>, GraphFailure>>;
}

export interface SharedList<T> {
  get(reading?: Reading): Promise<Result<FleetList<T>, GraphFailure>>;
  /** As it was read last, however long ago. */
  last(): FleetList<T> | undefined;
}

const usualAgeMs = 60_000;
/** Whoever cannot wait for a long list is given what was read at most so long ago. */
const oldestMs = 15 * 60_000;

/** A list that many ask for and one reads; a reading goes on for the others when one of them has no time to wait. */
export function createSharedList<T>({ clock, readingMs, read }: SharedListOptions<T>): SharedList<T> {
  let last: FleetList<T> | undefined;
  let underWay: Promise<Result<FleetList<T>, GraphFailure>> | undefined;

  async function readNow(): Promise<Result<FleetList<T>, GraphFailure>> {
    const readAt = clock.now();
    const list = await read(deadlineAfter(readingMs, clock));
    if (!list.ok) return list;
    last = { ...list.value, readAt };
    return ok(last);
  }

  function isYoung(list: FleetList<T> | undefined, maxAgeMs: number): list is FleetList<T> {
    const ageMs = clock.now() - (list?.readAt ?? 0);
    return list !== undefined && ageMs >= 0 && ageMs < maxAgeMs;
  }

  return {
    last: () => last,
    async get({ maxAgeMs = usualAgeMs, deadline } = {}) {
      if (isYoung(last, maxAgeMs)) return ok(last);
      underWay ??= readNow().finally(() => {
        underWay = undefined;
      });
      if (deadline === undefined) return underWay;
      return withinSignal(underWay, deadline.signal).catch(() =>
        isYoung(last, oldestMs) ? ok(last) : fail({ type: 'timed-out' }),
      );
    },
  };
}
