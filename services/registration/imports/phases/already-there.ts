import { serialKey } from '../../../devices/serial-text';
import type { RegisteredDevice } from '../../../graph/autopilot-devices';
import type { RowPatch, StoredRow } from '../import-rows';
import type { Mandate } from './phase';

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
