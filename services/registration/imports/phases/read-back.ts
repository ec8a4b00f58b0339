import { serialKey } from '../../../devices/serial-text';
import type { RegisteredDevice } from '../../../graph/autopilot-devices';
import type { RowPatch, StoredRow } from '../import-rows';
import type { StoredImport } from '../import-store';
import { hasWaitedLong, waitSeconds } from '../pace';
import { alreadyThere, isWanted } from './check';
import type { RunPhase, Tools } from './phase';

/** What Intune said is done is believed when the device is listed with the tag and the user that were asked for. */
export const readBack: RunPhase = async (it, tools, mandate) => {
  const { store, clock, pace, registrations } = tools;
  const rows = await store.rows(it.id, ['imported']);
  const rivals = await store.rows(it.id, ['failed'], { reason: 'alreadyAssigned' });
  if (rows.length + rivals.length === 0) return { type: 'next', phase: 'profiles' };
  await syncOnce(it, tools);
  const found = await registrations.find([...rows, ...rivals].map(({ serial }) => serial));
  if (!found.ok) return { type: 'trouble', failure: found.error };
  const { bySerial } = found.value;
  const patches = rows.flatMap((row) => patchOf(row, bySerial));
  await store.patch(it.id, [...patches, ...alreadyThere(rivals, bySerial, mandate)]);
  if (patches.length === rows.length) return { type: 'next', phase: 'profiles' };
  if (!hasWaitedLong(pace.readingBack, it.phaseSince, clock.now())) {
    return { type: 'wait', seconds: waitSeconds(pace.readingBack, it.waits) };
  }
  const seen = new Set(patches.map(({ line }) => line));
  const missing = rows.filter(({ line }) => !seen.has(line));
  await store.patch(
    it.id,
    missing.map(({ line }) => ({ line, state: 'failed', reason: 'notListed' })),
  );
  return { type: 'next', phase: 'profiles' };
};

function patchOf(
  row: StoredRow,
  bySerial: ReadonlyMap<string, readonly RegisteredDevice[]>,
): readonly RowPatch[] {
  const device = deviceOf(row, bySerial);
  if (device === undefined) return [];
  const registrationId = device.id;
  if (isAsWanted(row, device)) return [{ line: row.line, state: 'listed', registrationId }];
  return [{ line: row.line, state: 'differs', registrationId, foundTag: device.groupTag ?? '' }];
}

export function deviceOf(
  { serial, registrationId, sharesSerial }: StoredRow,
  bySerial: ReadonlyMap<string, readonly RegisteredDevice[]>,
): RegisteredDevice | undefined {
  const devices = bySerial.get(serialKey(serial)) ?? [];
  const byId = devices.find(({ id }) => id === registrationId);
  return byId ?? (sharesSerial ? undefined : devices[0]);
}

/** The assigned user may be listed later than the device. */
function isAsWanted({ tag, user }: StoredRow, { groupTag, assignedUser = '' }: RegisteredDevice): boolean {
  const isTheirs = user === '' || assignedUser === '' || user.toLowerCase() === assignedUser.toLowerCase();
  return isWanted(tag, groupTag) && isTheirs;
}

/**
 * One sync serves everybody: one that was started since Intune was done with this import will do, whoever started it.
 * While Intune does not take another yet, later look-ups ask again; nothing waits for it.
 */
export async function syncOnce(it: StoredImport, { store, sync, clock }: Tools): Promise<void> {
  if (it.syncedAt !== undefined) return;
  const settings = await sync.read();
  if (!settings.ok) return;
  const { lastTriggeredAt } = settings.value;
  if (lastTriggeredAt !== undefined && lastTriggeredAt >= it.phaseSince) {
    return store.change(it.id, { syncedAt: lastTriggeredAt });
  }
  if (sync.obstacle(settings.value) !== undefined) return;
  const started = await sync.start();
  if (started.ok) await store.change(it.id, { syncedAt: clock.now() });
}
