import { serialKey } from '../devices/serial-text';
import { cellOf, readHeader, trimmedCells, type Header } from '../registration/doctor/header';
import { isPlaceholderSerial } from '../registration/doctor/placeholder-serial';
import { tidySerial, tidyText } from '../registration/doctor/tidy-text';
import { fail, ok, type Result } from '../result';
import { openSheet } from './open-sheet';
import { UnreadableSheet, type SheetLimits, type SheetProblem, type SheetRow } from './sheet';

/** The serial numbers that a file names, in its order and in capitals, each once. */
export interface SerialColumn {
  readonly serials: readonly string[];
  /** Lines that name one of them again. */
  readonly duplicates: number;
  /** Lines of which no serial number could be made: the first few, with what stands there. */
  readonly bad: readonly BadLine[];
  readonly badCount: number;
  /** The file has group tags as well, which were not read. */
  readonly holdsTags: boolean;
}

export interface BadLine {
  readonly line: number;
  readonly text: string;
}

/** Why there are none; each has its sentence under `serialFile.problem` in the catalogue. */
export interface SerialColumnProblem {
  readonly type: SheetProblem | 'no-serial-column' | 'no-serials' | 'too-many-serials';
}

/** Rows with their hashes, five hundred of them several times over. */
export const serialFileLimits: SheetLimits = {
  bytes: 20_000_000,
  unpackedBytes: 60_000_000,
  rows: 10_000,
  rowLength: 40_000,
};

/** How many lines that are not blank may stand above a header. */
const linesLookedAt = 20;
const mostBad = 5;
const longestShown = 40;
const longestSerial = 64;
/** What makers and hypervisors write: a digit is in it, or it is a run of capitals. */
const shape = /^(?=.*\d|[A-Z]{5,}$)[\p{L}\p{N}][\p{L}\p{N} ._/+#:-]*$/u;
/** What a spreadsheet makes of a long number; the digits are lost. */
const rounded = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/**
 * Reads the column whose header names the serial number, or the only column that there is. At most `most` different
 * ones: a list that would be cut is refused. What `bytes` throws is thrown.
 */
export async function readSerialColumn(
  bytes: AsyncIterable<Uint8Array>,
  { most, limits = serialFileLimits }: { readonly most: number; readonly limits?: SheetLimits },
): Promise<Result<SerialColumn, SerialColumnProblem>> {
  try {
    const { rows } = await openSheet(bytes, limits);
    try {
      return await columnOf(rows, most);
    } finally {
      await rows.return(undefined);
    }
  } catch (error) {
    if (error instanceof UnreadableSheet) return fail({ type: error.problem });
    throw error;
  }
}

async function columnOf(
  rows: AsyncGenerator<SheetRow>,
  most: number,
): Promise<Result<SerialColumn, SerialColumnProblem>> {
  const first: SheetRow[] = [];
  while (first.length < linesLookedAt) {
    const next = await rows.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const reader = readerFor(first);
  if (!reader.ok) return reader;
  const collected = collector(most);
  for (const row of first) collected.take(row.line, reader.value(row));
  for await (const row of rows) {
    collected.take(row.line, reader.value(row));
    if (collected.isFull()) break;
  }
  return collected.result();
}

/** What a row says: undefined for a header, the text of its serial number, and whether it has a tag, too. */
type Reading = { readonly text: string; readonly hasTag: boolean } | undefined;
type ReadRow = (row: SheetRow) => Reading;

function readerFor(first: readonly SheetRow[]): Result<ReadRow, SerialColumnProblem> {
  const headers = first.map(({ cells }) => readHeader(cells));
  const at = headers.findIndex(({ places }) => places.has('serial'));
  const header = headers[at];
  if (header !== undefined) return ok(underHeader(header, first[at]?.line ?? 0));
  const filled = new Set(first.flatMap(({ cells }) => filledIn(cells)));
  const [only] = filled;
  if (only === undefined || filled.size > 1) return fail({ type: 'no-serial-column' });
  return ok(inOnlyColumn(only, first[0]));
}

function underHeader(header: Header, headerLine: number): ReadRow {
  return ({ line, cells }) => {
    const text = cellOf(header, cells, 'serial');
    // Files put together have it again.
    if (line <= headerLine || readHeader([text]).places.has('serial')) return undefined;
    return { text, hasTag: cellOf(header, cells, 'tag').trim() !== '' };
  };
}

/** Whatever else stands in a row, it is not passed over in silence. */
function inOnlyColumn(index: number, first: SheetRow | undefined): ReadRow {
  return (row) => {
    const { cells } = row;
    const text = cells[index] ?? '';
    if (row === first && isHeading(text)) return undefined;
    const others = filledIn(cells).filter((filled) => filled !== index);
    return { text: others.length > 0 ? trimmedCells(cells).join(', ') : text, hasTag: false };
  };
}

const filledIn = (cells: readonly string[]): readonly number[] =>
  cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]));

/** A word in small letters or several of them, without any digit: “Notebooks”, “DEVICES TO RETAG”. */
const isHeading = (text: string): boolean => !/\d/.test(text) && /\p{Ll}|\s/u.test(tidyText(text));

function collector(most: number) {
  const serials = new Set<string>();
  const bad: BadLine[] = [];
  const counts = { bad: 0, duplicates: 0 };
  let holdsTags = false;

  const take = (line: number, reading: Reading): void => {
    if (reading === undefined) return;
    holdsTags ||= reading.hasTag;
    const written = tidySerial(reading.text);
    const serial = serialKey(written);
    if (!couldBeSerial(written)) {
      counts.bad += 1;
      if (bad.length < mostBad) bad.push({ line, text: shown(reading.text) });
    } else if (serials.has(serial)) counts.duplicates += 1;
    else serials.add(serial);
  };
  const result = (): Result<SerialColumn, SerialColumnProblem> => {
    if (serials.size > most) return fail({ type: 'too-many-serials' });
    if (serials.size === 0) return fail({ type: 'no-serials' });
    const { bad: badCount, duplicates } = counts;
    return ok({ serials: [...serials], duplicates, bad, badCount, holdsTags });
  };
  return { take, result, isFull: () => serials.size > most };
}

/** Half a character is none, and PostgreSQL does not take it. */
const shown = (text: string): string =>
  tidyText(text)
    .slice(0, longestShown)
    .replace(/\p{Cs}$/u, '');

function couldBeSerial(serial: string): boolean {
  if (serial.length > longestSerial || rounded.test(serial)) return false;
  return shape.test(serial) && !isPlaceholderSerial(serial);
}
