import type { SheetRow } from '../../files/sheet';
import { columnNamed } from './columns';
import { holdsHash, looksLikeHash, placeByHash } from './hash-cells';
import { cellOf, type Header, isFullHeader, readHeader, trimmedCells } from './header';
import { blankRow, type RawRow } from './raw-row';

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
  return {
    ...blankRow,
    line,
    serial,
    hash: cellOf(header, cells, 'hash'),
    tag: cellOf(header, cells, 'tag'),
    user: cellOf(header, cells, 'user'),
  };
}
