import type { Clock } from '../clock';
import type { MyDevices } from '../my-devices/my-device';
import { hasRole, type Actor } from '../people/actor';
import { mayHandleTag } from '../people/tag-scope';
import type { Db, Tx } from '../store/store';
import type { NewsStore } from './news-store';
import { watchEvents, type News, type Watch } from './watch';
import type { WatchStore } from './watch-store';

/** Promises the message; gives the number of the promise. No news: the person may no longer know. */
export type TellNews = (tx: Tx, watch: Watch, news: readonly News[]) => Promise<number>;

/** Who somebody is now: they may have lost their role since they asked. */
export type ActorAgain = (requester: {
  readonly personId: string;
  readonly tenantId: string;
  readonly name: string;
}) => Promise<Actor>;

interface TellParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly news: NewsStore;
  readonly watches: WatchStore;
  readonly myDevices: MyDevices;
}

/** What waited so long, as through a night, may be about a device that is somebody else's meanwhile. */
const surelyTheirsMs = 5 * 60_000;
/** Later it is no news any more. */
const worthTellingMs = 24 * 3_600_000;
const neededRole = { serial: 'helpdesk', tag: 'admin', import: 'helpdesk' } as const;

interface Permission {
  /** `unread`: nobody can say just now. */
  readonly mayKnow: (news: News) => boolean | 'unread';
  /** There is nothing left that they may know. */
  readonly isLost: boolean;
}

/** Tells what is due to whoever may still know it, each thing once, in the transaction that notes so. */
export function createTell(parts: TellParts): (tell: TellNews, actorAgain: ActorAgain) => Promise<void> {
  const { db, clock, news: store, watches, myDevices } = parts;

  /** Undefined while it cannot be read. */
  async function permissionOf(watch: Watch, actorAgain: ActorAgain): Promise<Permission | undefined> {
    const { kind, person, tenantId } = watch;
    if (kind === 'mine') return theirOwn(watch);
    const actor = await actorAgain({ personId: person.id, tenantId, name: person.name });
    if (actor.rolesUnread === true) return undefined;
    const isLost = !hasRole(actor, neededRole[kind]);
    const mayKnow = ({ event, facts }: News) => event === 'removed' || mayHandleTag(actor, facts.groupTag);
    return { isLost, mayKnow: (news) => !isLost && mayKnow(news) };
  }

  async function theirOwn({ id, person, tenantId }: Watch): Promise<Permission | undefined> {
    const since = clock.now() - surelyTheirsMs;
    if (!(await store.hasWaitedSince(id, since))) return { isLost: false, mayKnow: () => true };
    const answer = await myDevices.of({ id: person.id, tenantId });
    if (!answer.ok) return undefined;
    const { devices, complete } = answer.value.type === 'devices' ? answer.value : nothingOwn;
    const ids = devices.filter(({ state }) => state !== 'other-user').map((each) => each.registrationId);
    const mayKnow = ({ event, foundAt, registrationId }: News) =>
      event === 'left' || foundAt > since || ids.includes(registrationId) || (complete ? false : 'unread');
    return { isLost: false, mayKnow };
  }

  return async (tell, actorAgain) => {
    for (const id of await store.due(clock.now())) {
      const watch = await watches.find(id);
      const permission = watch && (await permissionOf(watch, actorAgain));
      if (watch === undefined || permission === undefined) continue;
      await db.transaction().execute((tx) => tellOne(tx, watch, permission, tell));
    }
  };

  async function tellOne(tx: Tx, watch: Watch, permission: Permission, tell: TellNews): Promise<void> {
    const waiting = await store.take(tx, watch.id);
    if (waiting.length === 0) return;
    // Found while the person was about to stop it.
    if (watch.endedBecause === 'stopped') return store.passOver(tx, watch.id, waiting);
    const young = waiting.filter(({ dueAt }) => clock.now() - dueAt < worthTellingMs);
    const newest = newestOfEach(young);
    const told = newest.filter((each) => permission.mayKnow(each) === true);
    const unread = newest.filter((each) => permission.mayKnow(each) === 'unread');
    const others = waiting.filter((each) => !told.includes(each) && !unread.includes(each));
    await store.passOver(tx, watch.id, others);
    if (unread.length > 0 && told.length === 0) return;
    if (told.length > 0) return store.told(tx, watch.id, told, await tell(tx, watch, told));
    if (!permission.isLost && watch.kind !== 'serial') return;
    await watches.end(tx, watch.id, 'refused');
    await tell(tx, watch, []);
  }
}

const nothingOwn = { devices: [], complete: true } as const;

/** Of several news of one device the last: what came before it is over. */
export function newestOfEach(news: readonly News[]): readonly News[] {
  const inOrder = news.toSorted(
    (one, other) =>
      one.foundAt - other.foundAt || watchEvents.indexOf(one.event) - watchEvents.indexOf(other.event),
  );
  return [...new Map(inOrder.map((each) => [each.registrationId, each])).values()];
}
