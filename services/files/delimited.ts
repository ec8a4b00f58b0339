import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type SheetLimits, type SheetRow, UnreadableSheet } from './sheet';

export const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
export type Delimiter = keyof typeof delimiterNames;

const delimiters = Object.keys(delimiterNames) as readonly Delimiter[];
const linesLookedAt = 20;
/** More than any table of devices has; a cell costs memory even when it is empty. */
const widestRow = 256;

/** The one that stands in most of the first lines, outside quotes; of equals the more frequent; a comma if none does. */
export function chooseDelimiter(head: string): Delimiter {
  const lines = head
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesLookedAt)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const score = (delimiter: Delimiter): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.filter((count) => count > 0).length + total / (total + 1);
  };
  return delimiters.reduce((best, next) => (score(next) > score(best) ? next : best));
}

interface ParsedRow {
  readonly record: readonly string[];
  /** The line it ends in. */
  readonly info: { readonly lines: number };
}

/**
 * Rows of a CSV text as they come; blank ones are passed over but count towards the limit, as each costs time.
 * A quote that never closes is `damaged`, or `row-too-long` before that.
 */
export async function* readDelimited(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  const parser = rowParser(delimiter, limits);
  // What fails is thrown by the loop below; the callback only keeps it from being thrown twice.
  pipeline(Readable.from(boundedLines(text, limits.rowLength)), parser, () => undefined);
  let rows = 0;
  let isEmpty = true;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      rows += 1;
      if (rows > limits.rows) throw new UnreadableSheet('too-many-rows');
      if (record.every((cell) => cell.trim() === '')) continue;
      isEmpty = false;
      yield { line: info.lines - lineEndsIn(record), cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableSheet(problemOf(error)) : error;
  }
  if (isEmpty) throw new UnreadableSheet('empty');
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/[\n\r]/g)?.length ?? 0), 0);
}

function problemOf({ code }: CsvError): 'row-too-long' | 'damaged' {
  return code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'damaged';
}

function rowParser(delimiter: Delimiter, limits: SheetLimits) {
  return parse({
    delimiter,
    record_delimiter: ['\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.rowLength,
    info: true,
    cast: (cell, { column }) => {
      if (Number(column) >= widestRow) throw new UnreadableSheet('row-too-long');
      return cell;
    },
  });
}

/**
 * Line ends become one character, which the parser counts correctly within quotes too, and no line is longer than
 * `longest`: the parser's own bound does not count delimiters.
 */
async function* boundedLines(text: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let sinceEnd = 0;
  let held = '';
  for await (const piece of text) {
    const joined = held + piece;
    held = joined.endsWith('\r') ? '\r' : '';
    const lines = joined.slice(0, joined.length - held.length).replaceAll('\r\n', '\n');
    for (const [index, line] of lines.split(/[\n\r]/).entries()) {
      sinceEnd = index === 0 ? sinceEnd + line.length : line.length;
      if (sinceEnd > longest) throw new UnreadableSheet('row-too-long');
    }
    yield lines;
  }
  if (held !== '') yield held;
}
