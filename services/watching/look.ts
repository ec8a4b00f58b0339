import type { Clock } from '../clock';
import type { Fleet } from '../fleet/fleet';
import type { OnItsOwn } from '../jobs/on-its-own';
import type { Db, Tx } from '../store/store';
import type { ReadDetails, Look, Seen } from './details';
import type { DeviceStore } from './device-store';
import { eventsBetween, runOf, settled } from './events';
import type { GroupMembers } from './group-members';
import type { FleetListing, Lists } from './lists';
import type { NewsDesk } from './news-desk';
import { signatureOf, type Listed } from './signature';
import { seemsReady } from './situation';
import { keepStuck } from './stuck';
import type { Situation, Watch, WatchedDevice } from './watch';
import type { WatchStore } from './watch-store';

interface LookParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly fleet: Pick<Fleet, 'usualDuration'>;
  readonly lists: Lists;
  readonly readDetails: ReadDetails;
  readonly watches: WatchStore;
  readonly devices: DeviceStore;
  readonly members: GroupMembers;
  readonly news: NewsDesk;
  readonly alone: OnItsOwn;
}

const minute = 60_000;
/**
 * A device whose details lag behind what the lists show is looked at again, for the lists may not change any more:
 * less and less often, until it is clear that waiting does not help.
 */
const lookAgain = { firstMs: 3 * minute, lastMs: 60 * minute } as const;

/** Looks at the whole fleet for all watches together, and keeps what happened to watched devices. */
export function createLook(parts: LookParts): () => Promise<void> {
  const { clock, lists, watches: store, devices, alone } = parts;

  return async () => {
    const watches = await store.listening();
    if (watches.length === 0) return;
    const before = await devices.of(watches.map(({ id }) => id));
    const listing = await lists.readIfDue(before.some(isNear));
    if (listing === undefined) return;
    const hasMoved = await follow(parts, watches, before, listing);
    const now = hasMoved ? await devices.of(watches.map(({ id }) => id)) : before;
    const seen = seenIn(watches, now);
    const fresh = new Set(seen.filter(({ device, watch }) => hasNews(device, watch, listing, clock.now())));
    for (const [each, look] of await parts.readDetails([...fresh])) {
      const { watch, device } = each;
      const { registrationId } = device;
      await alone({ watch: watch.id, registrationId }, () =>
        keep(parts, each, look, listing.of(registrationId)),
      );
    }
    // Whoever was looked at just now, or should be, may have come further than was known.
    const others = seen.filter((each) => !fresh.has(each));
    await alone({}, () => keepStuck(parts, others, listing));
    for (const watch of watches) {
      await alone({ watch: watch.id }, () => endIfThrough(parts, watch, listing));
    }
  };
}

function seenIn(watches: readonly Watch[], devices: readonly WatchedDevice[]): readonly Seen[] {
  const byId = new Map(watches.map((watch) => [watch.id, watch]));
  return devices.flatMap((device) => {
    const watch = byId.get(device.watchId);
    return watch === undefined ? [] : [{ watch, device }];
  });
}

function isNear({ situation, lookAt }: WatchedDevice): boolean {
  return situation.phase === 'setting-up' || lookAt !== undefined;
}

/** Groups gain and lose devices. False when all is as it was. */
async function follow(
  parts: LookParts,
  watches: readonly Watch[],
  before: readonly WatchedDevice[],
  listing: FleetListing,
): Promise<boolean> {
  let hasMoved = false;
  for (const watch of watches) {
    await parts.alone({ watch: watch.id }, async () => {
      const own = before.filter(({ watchId }) => watchId === watch.id);
      if (await followOne(parts, watch, own, listing)) hasMoved = true;
    });
  }
  return hasMoved;
}

/** Who joined is watched from now on, who left is not, and nobody is told of that. */
async function followOne(
  { db, devices, members }: LookParts,
  watch: Watch,
  own: readonly WatchedDevice[],
  listing: FleetListing,
): Promise<boolean> {
  const wanted = await members.of(watch, listing);
  if (wanted === undefined) return false;
  const known = new Set(own.map(({ registrationId }) => registrationId));
  const joined = await members.join(watch, listing, known);
  const left = [...known].filter((id) => !wanted.has(id) || listing.of(id) === undefined);
  if (left.length > 0 && listing.complete) {
    await db.transaction().execute((tx) => devices.remove(tx, watch.id, left));
  }
  return joined > 0 || left.length > 0;
}

function hasNews(device: WatchedDevice, { kind }: Watch, listing: FleetListing, now: number): boolean {
  const listed = listing.of(device.registrationId);
  const isGroup = kind === 'tag' || kind === 'import';
  if (listed === undefined) return listing.complete && !isGroup;
  return signatureOf(listed) !== device.signature || (device.lookAt !== undefined && device.lookAt <= now);
}

/** What a detailed look brought: the device as it is now, and what is to be told of it, in one transaction. */
async function keep(
  parts: LookParts,
  { watch, device }: Seen,
  look: Look,
  listed: Listed | undefined,
): Promise<void> {
  const { db, devices, news, clock, watches } = parts;
  if (look.type === 'unread') return;
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    if (!(await watches.hold(tx, watch.id))) return;
    if (look.type === 'gone') {
      const event = watch.kind === 'mine' ? 'left' : 'removed';
      await news.add(tx, watch, device, { event, facts: { serial: device.serial }, run: '' });
      return drop(parts, tx, watch, device);
    }
    const { facts, situation } = look.judged;
    const events = eventsBetween(device.situation, situation);
    for (const event of events) {
      const told = event === 'left' ? { serial: device.serial } : facts;
      await news.add(tx, watch, device, { event, facts: told, run: runOf(situation, event) });
    }
    const isOver = events.includes('left') || (situation.phase === 'ready' && watch.kind !== 'tag');
    if (isOver) return drop(parts, tx, watch, device);
    await devices.see(tx, seenNow(device, situation, listed, now));
  });
}

function seenNow(
  { lookAt, ...device }: WatchedDevice,
  situation: Situation,
  listed: Listed | undefined,
  now: number,
): WatchedDevice {
  const signature = listed === undefined ? device.signature : signatureOf(listed);
  const seen = { ...device, signature, situation: settled(device.situation, situation), readAt: now };
  const isAwaited = situation.phase !== 'ready' && listed !== undefined && seemsReady(listed);
  if (situation.phase !== 'unclear' && !isAwaited) return seen;
  const waitedMs =
    signature === device.signature && lookAt !== undefined ? lookAt - (device.readAt ?? lookAt) : 0;
  const waitMs = Math.max(lookAgain.firstMs, 2 * waitedMs);
  return waitMs > lookAgain.lastMs ? seen : { ...seen, lookAt: now + waitMs };
}

async function drop(
  { devices, watches }: LookParts,
  tx: Tx,
  watch: Watch,
  { registrationId }: WatchedDevice,
): Promise<void> {
  const left = await devices.remove(tx, watch.id, [registrationId]);
  if (left === 0 && watch.kind !== 'import' && watch.kind !== 'tag') await watches.end(tx, watch.id, 'done');
}

/** An import is through when it brings nothing more and all its devices are ready. */
async function endIfThrough(
  { db, members, devices, watches }: LookParts,
  watch: Watch,
  listing: FleetListing,
): Promise<void> {
  if (!(await members.isComplete(watch, listing))) return;
  const left = await devices.of([watch.id]);
  const wanted = (await members.of(watch, listing)) ?? new Set();
  if (left.some(({ registrationId }) => wanted.has(registrationId))) return;
  await db.transaction().execute((tx) => watches.end(tx, watch.id, 'done'));
}
