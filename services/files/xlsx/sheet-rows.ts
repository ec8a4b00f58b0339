import { type SheetRow, UnreadableSheet } from '../sheet';
import { createCellReader, type PlacedText } from './cells';
import { xmlEvents, type OpenTag, type XmlEvent } from './xml-events';

/** A list of devices has a dozen columns; a lone cell far out must not cost an array as long. */
const mostColumns = 256;
/** Of a sheet in Excel. */
const lastLine = 1_048_576;

interface OpenRow {
  readonly line: number;
  readonly cells: string[];
  length: number;
}

/**
 * The rows of a worksheet that hold any text, each with its line in the sheet and with empty cells before and
 * between, none after. One of more than `rowLength` characters, or with text beyond column 256, is `row-too-long`.
 */
export async function* sheetRows(
  chunks: AsyncIterable<Buffer>,
  strings: readonly string[],
  rowLength: number,
): AsyncGenerator<SheetRow> {
  const take = createRowReader(strings, rowLength);
  for await (const batch of xmlEvents(chunks)) {
    for (const event of batch) {
      const row = take(event);
      if (row !== undefined) yield row;
    }
  }
}

/** Gives a row when the event ends one that has text. */
function createRowReader(
  strings: readonly string[],
  rowLength: number,
): (event: XmlEvent) => SheetRow | undefined {
  const cells = createCellReader(strings, rowLength);
  let line = 0;
  let isData = false;
  let row: OpenRow | undefined;
  const open = ({ name, attributes }: OpenTag): void => {
    if (name === 'sheetData') isData = true;
    if (name !== 'row' || !isData) return;
    line = lineOf(attributes['r'] ?? String(line + 1), line);
    row = { line, cells: [], length: 0 };
    cells.startRow();
  };
  const close = (name: string): SheetRow | undefined => {
    if (name === 'sheetData') isData = false;
    if (name !== 'row' || row === undefined) return undefined;
    const ended = { line: row.line, cells: row.cells };
    row = undefined;
    return ended.cells.length === 0 ? undefined : ended;
  };
  return (event) => {
    if (event.type === 'open') open(event);
    const cell = row === undefined ? undefined : cells.take(event);
    if (row !== undefined && cell !== undefined) put(row, cell, rowLength);
    return event.type === 'close' ? close(event.name) : undefined;
  };
}

function put(row: OpenRow, { column, text }: PlacedText, rowLength: number): void {
  if (text === '') return;
  row.length += text.length;
  if (column >= mostColumns || row.length > rowLength) throw new UnreadableSheet('row-too-long');
  while (row.cells.length < column) row.cells.push('');
  row.cells[column] = text;
}

/** Rows stand in order: a line that comes twice would name two devices. */
function lineOf(reference: string, previous: number): number {
  const line = /^\d{1,7}$/.test(reference) ? Number(reference) : 0;
  if (line <= previous || line > lastLine) throw new UnreadableSheet('damaged');
  return line;
}
