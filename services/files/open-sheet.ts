import { type ByteSource, openBytes } from './byte-source';
import { chooseDelimiter, delimiterNames, readDelimited } from './delimited';
import { type SheetLimits, type SheetRow, UnreadableSheet } from './sheet';
import { decodingFor, type TextDecoding } from './text-encoding';
import { readXlsx } from './xlsx';

export interface Sheet {
  /** "UTF-16LE, comma", "Excel"; final once the rows have been read. */
  readonly format: () => string;
  /** To be read once; until then the bytes stay open. */
  readonly rows: AsyncGenerator<SheetRow>;
}

const zipMarks = ['PK\x03\x04', 'PK\x05\x06'];
const oleMark = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';
/** Images, PDF, compressed files: what people drop by mistake. */
const otherMarks = ['\x89PNG', '\xFF\xD8\xFF', 'GIF8', 'RIFF', '%PDF', '\x1F\x8B', '7z\xBC\xAF', 'Rar!'];
/** Markup and JSON, which are text and no table. */
const otherText = /^[\s\uFEFF]*[<{]/;
const byteOrderMark = '\uFEFF';
/** Beyond this share, text holds too many characters that no text has. */
const oddShare = 0.1;
/** A workbook is held in memory as a whole, unlike a text; packed, ten thousand devices are about 20 MB. */
const mostPacked = 50_000_000;
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Finds out what a file is by its first bytes, whatever its name: an Excel workbook or delimited text. Throws
 * `UnreadableSheet`, as reading the rows does; what `bytes` throws passes through.
 */
export async function openSheet(bytes: AsyncIterable<Uint8Array>, limits: SheetLimits): Promise<Sheet> {
  const source = await openBytes(bytes, limits.bytes);
  try {
    return await sheetOf(source, limits);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function sheetOf(source: ByteSource, limits: SheetLimits): Promise<Sheet> {
  const start = source.head.toString('latin1', 0, oleMark.length);
  if (start === '') throw new UnreadableSheet('empty');
  if (zipMarks.some((mark) => start.startsWith(mark))) {
    return { format: () => 'Excel', rows: workbookRows(source.all, limits) };
  }
  if (start === oleMark) throw new UnreadableSheet(await oldExcelProblem(source.all));
  if (otherMarks.some((mark) => start.startsWith(mark))) throw new UnreadableSheet('not-a-table');
  return textSheet(source, limits);
}

function textSheet({ head, all }: ByteSource, limits: SheetLimits): Sheet {
  const text = decodingFor(head).write(head);
  if (otherText.test(text) || isOdd(text)) throw new UnreadableSheet('not-a-table');
  const decoding = decodingFor(head);
  const delimiter = chooseDelimiter(text);
  return {
    format: () => `${decoding.encoding()}, ${delimiterNames[delimiter]}`,
    rows: readDelimited(decoded(all, decoding), delimiter, limits),
  };
}

function isOdd(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  const odd = text.match(/[\0-\x08\x0E-\x1F\x7F\uFFFD]/g)?.length ?? 0;
  return odd > text.length * oddShare;
}

async function* decoded(bytes: AsyncIterable<Buffer>, decoding: TextDecoding): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of bytes) {
    const text = decoding.write(piece);
    yield isFirst && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    isFirst &&= text === '';
  }
  yield decoding.end();
}

/** Only the directory at the end of a zip says what is in it. */
async function* workbookRows(bytes: AsyncIterable<Buffer>, limits: SheetLimits): AsyncGenerator<SheetRow> {
  yield* readXlsx(await wholeOf(bytes, Math.min(limits.bytes, mostPacked)), limits);
}

/** A function of its own, so that nothing holds the pieces any longer while the whole is read. */
async function wholeOf(bytes: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > limit) throw new UnreadableSheet('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** A workbook with a password has the shell of the old format. */
async function oldExcelProblem(bytes: AsyncIterable<Buffer>): Promise<'encrypted' | 'old-excel'> {
  let tail = Buffer.alloc(0);
  for await (const piece of bytes) {
    const joined = Buffer.concat([tail, piece]);
    if (joined.includes(encryptedPackage)) return 'encrypted';
    tail = joined.subarray(-encryptedPackage.length);
  }
  return 'old-excel';
}
