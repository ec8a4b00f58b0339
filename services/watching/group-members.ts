import type { Clock } from '../clock';
import type { Db } from '../store/store';
import type { DeviceStore } from './device-store';
import type { FleetListing } from './lists';
import { listedSituation } from './situation';
import { signatureOf, type Listed } from './signature';
import type { Situation, Watch, WatchedDevice } from './watch';

type Group = Pick<Watch, 'kind' | 'subject'>;

/** Which devices a group tag or an import stands for, now. */
export interface GroupMembers {
  /** Registration ids; undefined when the watch is not on a group. */
  of(group: Group, listing: FleetListing): Promise<ReadonlySet<string> | undefined>;
  /** Whether there is something to wait for: with a tag always, with an import until all its devices are ready. */
  hasOpen(group: Group, members: ReadonlySet<string>, listing: FleetListing): boolean;
  /**
   * Watches members from now on that are new, and says how many. What was done before the watch `begins` is not news;
   * a profile that an imported device was given since then is.
   */
  join(
    watch: Watch,
    listing: FleetListing,
    known: ReadonlySet<string>,
    options?: { readonly begins: boolean },
  ): Promise<number>;
  /** Whether nothing is added to the import any more, and all it brought is listed; a tag is never complete. */
  isComplete(group: Group, listing: FleetListing): Promise<boolean>;
}

/** Lists may show a new registration so much later than Intune reported it. */
const listsLagMs = 3_600_000;

export function tagKey(groupTag: string | undefined): string {
  return groupTag?.trim().toUpperCase() ?? '';
}

export function createGroupMembers(db: Db, clock: Clock, store: DeviceStore): GroupMembers {
  async function ofImport(importId: number): Promise<ReadonlySet<string>> {
    const rows = await db
      .selectFrom('import_rows')
      .select('registration_id')
      .where('import_id', '=', importId)
      .where('registration_id', 'is not', null)
      .execute();
    return new Set(rows.map(({ registration_id }) => registration_id ?? ''));
  }

  function ofTag(tag: string, listing: FleetListing): ReadonlySet<string> {
    const members = listing.devices().filter(({ groupTag }) => tagKey(groupTag) === tagKey(tag));
    return new Set(members.map(({ id }) => id));
  }

  async function of(
    { kind, subject }: Group,
    listing: FleetListing,
  ): Promise<ReadonlySet<string> | undefined> {
    if (kind === 'tag') return ofTag(subject, listing);
    return kind === 'import' ? ofImport(Number(subject)) : undefined;
  }

  return {
    of,
    hasOpen: (group, members, listing) =>
      [...members].some((id) => situationIn(group, listing.of(id)) !== undefined),
    async join(watch, listing, known, { begins } = { begins: false }) {
      const members = (await of(watch, listing)) ?? new Set();
      const isFresh = watch.kind === 'import' && !begins;
      const rows = [...members]
        .filter((id) => !known.has(id))
        .flatMap((id) => newRow(watch, id, listing))
        .map((row) => (isFresh ? withoutProfile(row) : row));
      await store.add(rows);
      return rows.length;
    },
    async isComplete({ kind, subject }, listing) {
      if (kind !== 'import') return false;
      const row = await db
        .selectFrom('imports')
        .select('ended_at')
        .where('import_id', '=', Number(subject))
        .executeTakeFirst();
      if (row?.ended_at === null) return false;
      const endedAt = row?.ended_at.getTime() ?? -Infinity;
      if (clock.now() - endedAt > listsLagMs) return true;
      return [...(await ofImport(Number(subject)))].every((id) => listing.of(id) !== undefined);
    },
  };
}

/** None of what is not listed, and of what an import brought that is ready already. */
function situationIn({ kind }: Group, listed: Listed | undefined): Situation | undefined {
  const situation = listed && listedSituation(listed);
  return kind === 'import' && situation?.phase === 'ready' ? undefined : situation;
}

function newRow(watch: Watch, registrationId: string, listing: FleetListing): WatchedDevice[] {
  const listed = listing.of(registrationId);
  const situation = situationIn(watch, listed);
  if (listed === undefined || situation === undefined) return [];
  const serial = listed.device.serialNumber;
  return [{ watchId: watch.id, registrationId, serial, signature: signatureOf(listed), situation }];
}

/** As it was when it was registered; it is then read in detail at once. */
function withoutProfile(row: WatchedDevice): WatchedDevice {
  return { ...row, signature: '', situation: { ...row.situation, hasProfile: false } };
}
