import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip; what its headers say can be a lie. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer | string;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  /** Instead of the true length. */
  readonly declaredSize?: number;
  /** Already deflated `data`, with the length and the checksum it unpacks to. */
  readonly packed?: { readonly length: number; readonly crc: number };
}

/** A zip file as Excel and others write it: local headers and data, central directory, its end. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const { data, header } = packed(entry, name.length);
    const local = Buffer.concat([le([0x04034b50, 4]), header, name, data]);
    const where = le([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(le([0x02014b50, 4], [20, 2]), header, where, name);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = entries.length;
  const sizes = le([0, 4], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...locals, central, le([0x06054b50, 4]), sizes]);
}

/** The twenty-six bytes that local and central headers share, and the data behind them. */
function packed(entry: ZipEntry, nameLength: number): { data: Buffer; header: Buffer } {
  const plain = Buffer.from(entry.data);
  const isReady = entry.packed !== undefined || entry.isStored === true;
  const data = isReady ? plain : deflateRawSync(plain);
  const header = le(
    [20, 2],
    [entry.isEncrypted === true ? 1 : 0, 2],
    [entry.isStored === true ? 0 : 8, 2],
    [0, 4],
    [entry.packed?.crc ?? crc32(plain), 4],
    [data.length, 4],
    [entry.declaredSize ?? entry.packed?.length ?? plain.length, 4],
    [nameLength, 2],
    [0, 2],
  );
  return { data, header };
}

function le(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

export interface WorkbookOptions {
  /** Excel puts texts into a table of their own (`shared`), many libraries into their cells (`inline`). */
  readonly strings?: 'shared' | 'inline';
  /** Parts that replace those of the same path or are added; `undefined` leaves one out. */
  readonly parts?: Readonly<Record<string, Buffer | string | undefined>>;
  readonly isStored?: boolean;
}

/** An .xlsx workbook whose first sheet has these rows; empty cells are left out, as Excel does. */
export function workbook(rows: readonly (readonly string[])[], options: WorkbookOptions = {}): Buffer {
  const parts = { ...workbookParts(rows, options.strings ?? 'shared'), ...options.parts };
  const entries = Object.entries(parts).flatMap(([name, data]) =>
    data === undefined ? [] : [{ name, data, isStored: options.isStored === true }],
  );
  return zipFile(entries);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** Paths and contents of the parts of a workbook. */
function workbookParts(
  rows: readonly (readonly string[])[],
  strings: 'shared' | 'inline',
): Readonly<Record<string, string>> {
  const table = new Map<string, number>();
  const cell = (text: string, at: string): string => {
    if (text === '') return '';
    if (strings === 'inline') return `<c r="${at}" t="inlineStr"><is>${textElement(text)}</is></c>`;
    if (!table.has(text)) table.set(text, table.size);
    return `<c r="${at}" t="s"><v>${table.get(text)!}</v></c>`;
  };
  const data = rows.map((row, index) => {
    const cells = row.map((text, column) => cell(text, `${columnName(column)}${index + 1}`));
    return `<row r="${index + 1}" spans="1:${row.length}">${cells.join('')}</row>`;
  });
  const common = {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': worksheet(data.join('')),
  };
  if (strings === 'inline') return common;
  const items = [...table.keys()].map((text) => `<si>${textElement(text)}</si>`);
  return { ...common, 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${items.join('')}</sst>` };
}

/** A worksheet part with this markup as its rows. */
export function worksheet(rows: string): string {
  return `${declaration}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${rows}</sheetData><pageMargins left="0.7"/></worksheet>`;
}

/** A `.rels` part: id, last part of the type, target. */
export function relationships(
  relations: readonly (readonly [id: string, kind: string, target: string])[],
): string {
  const items = relations.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${items.join('')}</Relationships>`;
}

function textElement(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  const escaped = text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\0-\x08\x0B-\x1F]/g, (c) => `_x${c.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .replaceAll(/[&<>]/g, (c) => escapes[c]!);
  return `<t xml:space="preserve">${escaped}</t>`;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${columnName(Math.floor(column / 26) - 1)}${letter}`;
}
