import { serialKey } from '../../../devices/serial-text';
import type { RegisteredDevice } from '../../../graph/autopilot-devices';
import type { RowPatch, StoredRow } from '../import-rows';
import { hasWaitedLong, waitSeconds } from '../../../jobs/waiting';
import { alreadyThere, isWanted } from './already-there';
import type { RunPhase } from './phase';
import { syncOnce } from './sync-once';

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
  const isOver = hasWaitedLong(pace.readingBack, it.phaseSince, clock.now());
  const patches = rows.flatMap((row) => patchOf(row, deviceOf(row, bySerial), isOver));
  await store.patch(it.id, [...patches, ...alreadyThere(rivals, bySerial, mandate)]);
  if (patches.length === rows.length) return { type: 'next', phase: 'profiles' };
  return { type: 'wait', seconds: waitSeconds(pace.readingBack, it.waits) };
};

/** Nothing while more may come: device, tag and user are not always listed at the same moment. */
function patchOf(row: StoredRow, device: RegisteredDevice | undefined, isOver: boolean): readonly RowPatch[] {
  const { line, tag, user } = row;
  if (device === undefined) return isOver ? [{ line, state: 'failed', reason: 'notListed' }] : [];
  const { id: registrationId, groupTag, assignedUser = '' } = device;
  const isTheirs = user === '' || user.toLowerCase() === assignedUser.toLowerCase();
  if (isWanted(tag, groupTag) && isTheirs) return [{ line, state: 'listed', registrationId }];
  const mayStillCome = (tag !== '' && groupTag === undefined) || (user !== '' && assignedUser === '');
  if (mayStillCome && !isOver) return [];
  return [{ line, state: 'differs', registrationId, foundTag: groupTag ?? '' }];
}

export function deviceOf(
  { serial, registrationId, sharesSerial }: StoredRow,
  bySerial: ReadonlyMap<string, readonly RegisteredDevice[]>,
): RegisteredDevice | undefined {
  const devices = bySerial.get(serialKey(serial)) ?? [];
  const byId = devices.find(({ id }) => id === registrationId);
  return byId ?? (sharesSerial ? undefined : devices[0]);
}
