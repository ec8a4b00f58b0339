import type { SheetRow } from '../../files/sheet';
import { type Column, columnNamed } from './columns';
import { holdsHash, looksLikeHash, placeByHash } from './hash-cells';
import { cellOf, type Header, isFullHeader, readHeader, trimmedCells } from './header';
import { blankRow, type RawRow } from './raw-row';
import { isUserPrincipalName } from './text-rules';
import { tidyText } from './tidy-text';

export interface HashRowPlacer {
  /** Undefined for a line that is no device: a header, or what stands above it. */
  readonly place: (row: SheetRow) => RawRow | undefined;
  readonly ignoredColumns: () => readonly string[];
}

/**
 * Tells which cell is which. A header may come again, and another one may come, as in files put together; ConfigMgr's
 * report has the names in each row, before or between its values (graph facts §2.6). `expectsHeader`: lines before the
 * first header that hold no hash are no devices.
 */
export function createHashRowPlacer(expectsHeader: boolean): HashRowPlacer {
  let header: Header | undefined;
  let hasNamesInRows = false;
  const ignored = new Set<string>();

  const adopt = (next: Header): void => {
    header = next;
    for (const name of next.ignored) ignored.add(name);
  };
  return {
    ignoredColumns: () => [...ignored],
    place: ({ line, cells }) => {
      const next = cells.filter(isName).length > 1 ? readHeader(cells) : undefined;
      if (next !== undefined && isFullHeader(next)) {
        hasNamesInRows ||= cells.some(looksLikeHash);
        if (hasNamesInRows && next.ignored.length > 0) return placeAmongNames(line, cells);
        adopt(next);
        return undefined;
      }
      if (header !== undefined) return placeUnder(header, line, cells);
      return expectsHeader && !holdsHash(cells) ? undefined : placeByHash(line, cells);
    },
  };
}

function placeAmongNames(line: number, cells: readonly string[]): RawRow {
  const values = cells.filter((cell) => !isName(cell));
  return placeUnder(readHeader(cells.filter(isName)), line, values);
}

const isName = (cell: string): boolean => columnNamed(cell) !== undefined;

function placeUnder(header: Header, line: number, cells: readonly string[]): RawRow {
  const found = trimmedCells(cells).length;
  const serial = cellOf(header, cells, 'serial');
  if (found > header.width) return { ...blankRow, line, serial, excess: { found, expected: header.width } };
  if (mayBeShifted(header, cells)) {
    return { ...blankRow, line, serial, excess: { found: cells.length, expected: header.fullWidth } };
  }
  return {
    ...blankRow,
    line,
    serial,
    hash: cellOf(header, cells, 'hash'),
    tag: cellOf(header, cells, 'tag'),
    user: cellOf(header, cells, 'user'),
  };
}

/**
 * A text that lost its quotes falls into two cells at its comma and pushes what follows one column on, so that a
 * surplus cell may be empty and the row wrong nevertheless. No such text stands before the last cell that is surely in
 * its place. After it, a single value directly beside it is whole; of more, nobody knows which is which.
 */
function mayBeShifted(header: Header, cells: readonly string[]): boolean {
  if (cells.length <= header.fullWidth) return false;
  const last = lastInPlace(header, cells);
  const isWanted = placesOf(header, ['serial', 'tag', 'user']).some((place) => place > last);
  return isWanted && cells.slice(last + 2).some((cell) => cell.trim() !== '');
}

function lastInPlace(header: Header, cells: readonly string[]): number {
  const is = (place: number, proves: (text: string) => boolean) => proves(cells[place] ?? '');
  const hashes = placesOf(header, ['hash']).filter((place) => is(place, looksLikeHash));
  const users = placesOf(header, ['user']).filter((place) => is(place, isUser));
  return Math.max(-1, ...hashes, ...users);
}

const isUser = (cell: string): boolean => isUserPrincipalName(tidyText(cell));

function placesOf({ places }: Header, columns: readonly Column[]): readonly number[] {
  return columns.flatMap((column) => places.get(column) ?? []);
}
