import type { Clock } from '../clock';
import type { Fleet } from '../fleet/fleet';
import type { Db, Tx } from '../store/store';
import type { Seen } from './details';
import { isStuck, runOf } from './events';
import type { FleetListing } from './lists';
import type { NewsDesk } from './news-desk';
import type { NewsFacts, Watch, WatchedDevice } from './watch';

interface StuckParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly fleet: Pick<Fleet, 'usualDuration'>;
  readonly news: NewsDesk;
}

/** Keeps for telling which set-ups run longer than nine of ten with their tag do, each once. */
export async function keepStuck(
  { db, clock, fleet, news }: StuckParts,
  seen: readonly Seen[],
  listing: FleetListing,
): Promise<void> {
  const now = clock.now();
  const usualOf = remembered((tag: string) => fleet.usualDuration(tag)?.p90Ms);
  const stuck = seen.flatMap(({ watch, device }) => {
    if (device.situation.phase !== 'setting-up') return [];
    const { model, groupTag } = listing.of(device.registrationId)?.device ?? {};
    const usualMs = usualOf(groupTag ?? '');
    if (!isStuck(device.situation, usualMs, now)) return [];
    const { startedAt } = device.situation;
    const facts: NewsFacts = {
      serial: device.serial,
      ...(model !== undefined && { model }),
      ...(groupTag !== undefined && { groupTag }),
      ...(startedAt !== undefined && { startedAt }),
      ...(usualMs !== undefined && { usualMs }),
    };
    return [{ watch, device, facts }];
  });
  if (stuck.length === 0) return;
  // When a set-up began is corrected now and then, by minutes: what was found since then is of the same one.
  const wasFound = (tx: Tx, { id }: Watch, { registrationId, situation }: WatchedDevice) =>
    news.wasFoundSince(tx, id, { registrationId, event: 'stuck' }, situation.startedAt ?? now);
  await db.transaction().execute(async (tx) => {
    for (const { watch, device, facts } of stuck) {
      if (await wasFound(tx, watch, device)) continue;
      await news.add(tx, watch, device, { event: 'stuck', facts, run: runOf(device.situation, 'stuck') });
    }
  });
}

/** Many devices have the same tag, and counting takes the whole report. */
function remembered<T>(compute: (tag: string) => T): (tag: string) => T {
  const known = new Map<string, T>();
  return (tag) => {
    const value = known.has(tag) ? (known.get(tag) as T) : compute(tag);
    known.set(tag, value);
    return value;
  };
}
