import { type Column, columnNamed } from './columns';
import { tidyText } from './tidy-text';

/** A line of column names, or the names that stand among the values of a line. */
export interface Header {
  /** Cells up to the last name. */
  readonly width: number;
  /** Cells with the empty ones at the end. */
  readonly fullWidth: number;
  /** Where a column stands; the best of several names first. */
  readonly places: ReadonlyMap<Column, readonly number[]>;
  readonly names: readonly string[];
  readonly ignored: readonly string[];
}

const mostNames = 20;
const longestName = 60;

/** Cells without the empty ones at the end. */
export function trimmedCells(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

export function readHeader(cells: readonly string[]): Header {
  const trimmed = trimmedCells(cells);
  const known = trimmed
    .map((cell, index) => ({ index, named: columnNamed(cell) }))
    .flatMap(({ index, named }) => (named === undefined ? [] : [{ index, ...named }]))
    .sort((one, other) => one.rank - other.rank);
  const places = new Map<Column, readonly number[]>();
  for (const { column, index } of known) places.set(column, [...(places.get(column) ?? []), index]);
  return {
    width: trimmed.length,
    fullWidth: cells.length,
    places,
    names: namesOf(trimmed),
    ignored: namesOf(trimmed.filter((cell) => columnNamed(cell) === undefined)),
  };
}

/** For people: short, and not too many. */
function namesOf(cells: readonly string[]): readonly string[] {
  return cells
    .map((cell) => tidyText(cell).slice(0, longestName))
    .filter((name) => name !== '')
    .slice(0, mostNames);
}

export function isFullHeader({ places }: Header): boolean {
  return places.has('serial') && places.has('hash');
}

/** The first of a column's cells that holds something; empty when there is none. */
export function cellOf(header: Header, cells: readonly string[], column: Column): string {
  const values = (header.places.get(column) ?? []).map((index) => cells[index] ?? '');
  return values.find((value) => value.trim() !== '') ?? '';
}
