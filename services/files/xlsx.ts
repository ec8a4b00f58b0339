import { type SheetLimits, type SheetRow, UnreadableSheet } from './sheet';
import { openArchive } from './xlsx/archive';
import { sharedStrings } from './xlsx/shared-strings';
import { sheetRows } from './xlsx/sheet-rows';
import { workbookParts } from './xlsx/workbook-parts';

/**
 * Reads the first visible sheet of an Excel workbook (.xlsx, .xlsm) row by row; rows without any text are passed
 * over. Ends with an `UnreadableSheet` as soon as something is wrong, so rows may have come before it. What the rows
 * together hold is bounded like what was unpacked: one text may be named by a million cells.
 */
export async function* readXlsx(bytes: Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  if (bytes.length > limits.bytes) throw new UnreadableSheet('too-large');
  const archive = await openArchive(bytes, limits.unpackedBytes);
  const parts = await workbookParts(archive);
  const strings =
    parts.strings === undefined ? [] : await sharedStrings(archive.read(parts.strings), limits.rowLength);
  let rows = 0;
  let length = 0;
  for await (const row of sheetRows(archive.read(parts.sheet), strings, limits.rowLength)) {
    rows += 1;
    length += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (rows > limits.rows) throw new UnreadableSheet('too-many-rows');
    if (length > limits.unpackedBytes) throw new UnreadableSheet('too-large');
    yield row;
  }
  if (rows === 0) throw new UnreadableSheet('empty');
}
