import { readHardwareHash } from '../hash/hardware-hash';
import { trimmedCells } from './header';
import { blankRow, type RawRow } from './raw-row';

/** "OA" and the lowest bits of a length, in base64 (graph facts §9); much longer than any serial number. */
const hashStart = /^[\s"'\uFEFF]*T0[E-H][A-Za-z0-9+/]{40}/;

/** Microsoft's order of columns: serial number, product id, hash, tag, user (graph facts §2.6). */
const mostBefore = 2;
const mostAfter = 2;

export function looksLikeHash(cell: string): boolean {
  return hashStart.test(cell);
}

export function holdsHash(cells: readonly string[]): boolean {
  return spread(cells).some(looksLikeHash);
}

/** Reads a row that no header explains, by where its hash stands; more cells than Microsoft's order has are an excess. */
export function placeByHash(line: number, cells: readonly string[]): RawRow {
  const found = trimmedCells(spread(cells));
  const at = found.findIndex(looksLikeHash);
  const serial = at === 0 ? '' : (found[0] ?? '');
  const expected = (at < 0 ? mostBefore : Math.min(at, mostBefore)) + 1 + mostAfter;
  if (at > mostBefore || found.length > expected) {
    return { ...blankRow, line, serial, excess: { found: found.length, expected } };
  }
  if (at < 0) return { ...blankRow, line, serial };
  return {
    ...blankRow,
    line,
    serial,
    hash: found[at] ?? '',
    tag: found[at + 1] ?? '',
    user: found[at + 2] ?? '',
  };
}

/** Pasted text may have lost its tabs: one cell, and white space in it. */
function spread(cells: readonly string[]): readonly string[] {
  const [only] = cells;
  if (only === undefined || cells.length > 1) return cells;
  const parts = only.trim().split(/\s+/);
  const isWrappedHash = looksLikeHash(only) && !readHardwareHash(parts[0] ?? '').ok;
  return isWrappedHash || !parts.some(looksLikeHash) ? cells : parts;
}
