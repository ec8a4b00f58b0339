import type { Clock } from '../clock';
import { serialKey } from '../devices/serial-text';
import type { Actor } from '../people/actor';
import type { Db, Tx } from '../store/store';
import type { DeviceStore } from './device-store';
import { tagKey } from './group-members';
import type { NewsStore } from './news-store';
import type { Watch, WatchKind } from './watch';
import type { WatchStore } from './watch-store';

/** What is not to be told any more, however it is written. */
export interface Stopped {
  readonly serials: readonly string[];
  readonly groups: readonly { readonly kind: WatchKind; readonly subject: string }[];
  /** Whether everything is meant when none of these is watched. */
  readonly elseAll: boolean;
}

/** Ends watches, each person's own only. */
export interface Stopping {
  /** The watches that were ended, or that lost one of several devices. */
  stop(actor: Pick<Actor, 'id' | 'tenantId'>, what: Stopped): Promise<readonly Watch[]>;
  /** `not-yours` for a number of somebody else's, and for none. */
  stopOne(actor: Pick<Actor, 'id' | 'tenantId'>, id: number): Promise<Watch | 'not-yours'>;
}

interface StoppingParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly watches: WatchStore;
  readonly devices: DeviceStore;
  readonly news: NewsStore;
}

export function createStopping({ db, watches, devices, news }: StoppingParts): Stopping {
  async function end(tx: Tx, watch: Watch): Promise<boolean> {
    await news.passOver(tx, watch.id, await news.take(tx, watch.id));
    return watches.end(tx, watch.id, 'stopped');
  }

  /** Of a watch on several own devices, those that are named. */
  async function leaveOut(tx: Tx, watch: Watch, keys: readonly string[]): Promise<boolean> {
    const own = (await devices.of([watch.id])).filter(({ serial }) => keys.includes(serialKey(serial)));
    if (own.length === 0) return false;
    const ids = own.map(({ registrationId }) => registrationId);
    const waiting = await news.take(tx, watch.id);
    await news.passOver(
      tx,
      watch.id,
      waiting.filter(({ registrationId }) => ids.includes(registrationId)),
    );
    if ((await devices.remove(tx, watch.id, ids)) === 0) await watches.end(tx, watch.id, 'stopped');
    return true;
  }

  return {
    stop: ({ id, tenantId }, what) =>
      db.transaction().execute(async (tx) => {
        const keys = what.serials.map(serialKey);
        const active = await watches.activeOf(tenantId, id, tx);
        const stopped = await those(active, (watch) => {
          if (isNamed(watch, keys, what.groups)) return end(tx, watch);
          return isOnAllOwn(watch) ? leaveOut(tx, watch, keys) : false;
        });
        if (stopped.length > 0 || !what.elseAll) return stopped;
        return those(active, (watch) => end(tx, watch));
      }),
    stopOne: ({ id: personId, tenantId }, id) =>
      db.transaction().execute(async (tx) => {
        const watch = await watches.find(id, tx);
        if (watch?.person.id !== personId || watch.tenantId !== tenantId) return 'not-yours';
        await end(tx, watch);
        return watch;
      }),
  };
}

/** Those that were ended, one after the other: a transaction has one connection. */
async function those(
  active: readonly Watch[],
  ended: (watch: Watch) => Promise<boolean> | boolean,
): Promise<readonly Watch[]> {
  const stopped: Watch[] = [];
  for (const watch of active) if (await ended(watch)) stopped.push(watch);
  return stopped;
}

function isNamed(watch: Watch, serials: readonly string[], groups: Stopped['groups']): boolean {
  if (watch.kind === 'mine' || watch.kind === 'serial') return serials.includes(watch.subject);
  return groups.some(({ kind, subject }) => kind === watch.kind && tagKey(subject) === tagKey(watch.subject));
}

function isOnAllOwn({ kind, subject }: Watch): boolean {
  return kind === 'mine' && subject === '';
}
