import type { Clock } from '../clock';
import type { Tx } from '../store/store';
import type { NewsStore } from './news-store';
import { quietUntil, type QuietHours } from './quiet-hours';
import type { News, Watch, WatchedDevice } from './watch';

/** Takes what happened, each thing once, and says when it is told. */
export interface NewsDesk {
  add(
    tx: Tx,
    watch: Watch,
    device: Pick<WatchedDevice, 'registrationId'>,
    news: Pick<News, 'event' | 'facts' | 'run'>,
  ): Promise<void>;
  /** Whether this was found of the device at `time` (ms since 1970) or later. */
  wasFoundSince: NewsStore['wasFoundSince'];
}

/** Whoever asked so lately is awake, and a set-up takes no longer. */
const awakeMs = 2 * 3_600_000;
/** What happens to the devices of a group is gathered for so long: one message, not one per device. */
const gatherMs = 5 * 60_000;

export function createNewsDesk(store: NewsStore, clock: Clock, hours: QuietHours | undefined): NewsDesk {
  return {
    async add(tx, watch, { registrationId }, news) {
      const foundAt = clock.now();
      await store.add(tx, watch.id, {
        ...news,
        registrationId,
        foundAt,
        dueAt: dueAt(watch, foundAt, hours),
      });
    },
    wasFoundSince: (...asked) => store.wasFoundSince(...asked),
  };
}

/** When something found now is told, ms since 1970. */
export function dueAt(
  { kind, since, timeZone }: Pick<Watch, 'kind' | 'since' | 'timeZone'>,
  now: number,
  hours: QuietHours | undefined,
): number {
  const isGroup = kind === 'tag' || kind === 'import';
  const ready = isGroup ? now + gatherMs : now;
  const isAwake = now >= since && now - since < awakeMs;
  return (isAwake ? undefined : quietUntil(ready, hours, timeZone)) ?? ready;
}
