import { serialKey } from '../../../devices/serial-text';
import type { RegisteredDevice } from '../../../graph/autopilot-devices';
import type { RowPatch, StoredRow } from '../import-rows';
import type { Mandate, RunPhase } from './phase';

/** Before anything is written: what may be, what is registered already, and what others have in Intune's import list. */
export const check: RunPhase = async (it, tools, mandate) => {
  const { claims, clock, queue, registrations, store } = tools;
  await store.settleChoices(it.id, it.choices);
  const forbidden = (await store.rows(it.id, ['ready'])).filter(({ tag }) => !mandate.mayAssign(tag));
  await store.refuseTags(it.id, forbidden);
  await claims.claim(it.id);
  const rows = await store.rows(it.id, ['ready']);
  const registered = await registrations.find(serialsOf(rows));
  if (!registered.ok) return { type: 'trouble', failure: registered.error };
  await store.patch(it.id, alreadyThere(rows, registered.value.bySerial, mandate));
  const listed = await queue.list();
  if (!listed.ok) return { type: 'trouble', failure: listed.error };
  const ours = new Set(rows.map(({ serial }) => serialKey(serial)));
  const foreignRecords = listed.value.rows
    .filter(({ serialNumber }) => ours.has(serialKey(serialNumber)))
    .map(({ id }) => id);
  await store.change(it.id, { isChecked: true, foreignRecords, begunAt: clock.now() });
  return { type: 'next', phase: 'writing' };
};

/** A serial number that many devices share says nothing about a single one. */
export function serialsOf(rows: readonly StoredRow[]): readonly string[] {
  return rows.filter(({ sharesSerial }) => !sharesSerial).map(({ serial }) => serial);
}

/** What is registered stays as it is: with the wanted tag there is nothing to do, with another one it is told. */
export function alreadyThere(
  rows: readonly StoredRow[],
  registered: ReadonlyMap<string, readonly RegisteredDevice[]>,
  { mayHandle }: Pick<Mandate, 'mayHandle'>,
): readonly RowPatch[] {
  return rows.flatMap(({ line, serial, tag, sharesSerial }): RowPatch[] => {
    const devices = sharesSerial ? [] : (registered.get(serialKey(serial)) ?? []);
    const [first] = devices;
    if (first === undefined) return [];
    if (devices.some(({ groupTag }) => isWanted(tag, groupTag))) return [{ line, state: 'here' }];
    const { groupTag } = first;
    return [{ line, state: 'other-tag', ...(mayHandle(groupTag) && { foundTag: groupTag ?? '' }) }];
  });
}

/** Without a wish any tag will do. */
export function isWanted(wanted: string, found: string | undefined): boolean {
  return wanted === '' || wanted.toLowerCase() === (found ?? '').trim().toLowerCase();
}
