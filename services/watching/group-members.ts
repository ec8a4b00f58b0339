import type { Db } from '../store/store';
import type { DeviceStore } from './device-store';
import type { FleetListing } from './lists';
import { listedSituation } from './situation';
import { signatureOf } from './signature';
import type { Watch, WatchedDevice } from './watch';

/** Which devices a group tag or an import stands for, now. */
export interface GroupMembers {
  /** Registration ids; undefined when the watch is not on a group. */
  of(watch: Watch, listing: FleetListing): Promise<ReadonlySet<string> | undefined>;
  /** Watches members from now on that are new, and says how many; what was done before is not news. */
  join(watch: Watch, listing: FleetListing, known: ReadonlySet<string>): Promise<number>;
  /** Whether nothing is added to the import any more; a tag is never complete. */
  isComplete(watch: Watch): Promise<boolean>;
}

export function tagKey(groupTag: string | undefined): string {
  return groupTag?.trim().toUpperCase() ?? '';
}

export function createGroupMembers(db: Db, store: DeviceStore): GroupMembers {
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

  async function of(watch: Watch, listing: FleetListing): Promise<ReadonlySet<string> | undefined> {
    if (watch.kind === 'tag') return ofTag(watch.subject, listing);
    return watch.kind === 'import' ? ofImport(Number(watch.subject)) : undefined;
  }

  return {
    of,
    async join(watch, listing, known) {
      const members = (await of(watch, listing)) ?? new Set();
      const rows = [...members].filter((id) => !known.has(id)).flatMap((id) => newRow(watch, id, listing));
      await store.add(rows);
      return rows.length;
    },
    async isComplete({ kind, subject }) {
      if (kind !== 'import') return false;
      const row = await db
        .selectFrom('imports')
        .select('ended_at')
        .where('import_id', '=', Number(subject))
        .executeTakeFirst();
      return row?.ended_at !== null;
    },
  };
}

/** None for what an import brought that is ready already. */
function newRow(
  { id: watchId, kind }: Watch,
  registrationId: string,
  listing: FleetListing,
): WatchedDevice[] {
  const listed = listing.of(registrationId);
  if (listed === undefined) return [];
  const situation = listedSituation(listed);
  if (kind === 'import' && situation.phase === 'ready') return [];
  const serial = listed.device.serialNumber;
  return [{ watchId, registrationId, serial, signature: signatureOf(listed), situation }];
}
