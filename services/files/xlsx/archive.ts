import { setImmediate as othersFirst } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { UnreadableSheet } from '../sheet';

/** A workbook has some dozen parts; each sheet, drawing and picture adds a few. */
const mostEntries = 2000;

/** The parts of a zip file by their paths, which OPC compares without regard to case. */
export interface Archive {
  has(path: string): boolean;
  /** Inflates one part bit by bit; ends with an `UnreadableSheet` when it is missing, damaged or too large. */
  read(path: string): AsyncGenerator<Buffer>;
}

/**
 * Lists a zip file without unpacking it. What it says it would unpack to is held against `unpackedBytes` here, what
 * is really unpacked is counted over all reads; a zip within it is never opened.
 */
export async function openArchive(bytes: Buffer, unpackedBytes: number): Promise<Archive> {
  const { zip, entries } = await listed(bytes);
  const declared = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > unpackedBytes) throw new UnreadableSheet('too-large');
  let left = unpackedBytes;
  const spend = (length: number): void => {
    left -= length;
    if (left < 0) throw new UnreadableSheet('too-large');
  };
  return {
    has: (path) => entries.has(path.toLowerCase()),
    read(path) {
      const entry = entries.get(path.toLowerCase());
      if (entry === undefined) throw new UnreadableSheet('damaged');
      return inflated(zip, entry, spend);
    },
  };
}

async function listed(bytes: Buffer): Promise<{ zip: ZipFile; entries: ReadonlyMap<string, Entry> }> {
  const entries = new Map<string, Entry>();
  try {
    const zip = await fromBufferPromise(bytes, { decodeStrings: true, validateEntrySizes: true });
    if (zip.entryCount > mostEntries) throw new UnreadableSheet('too-large');
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new UnreadableSheet('encrypted');
      const path = entry.fileName.toLowerCase();
      if (entries.has(path)) throw new UnreadableSheet('damaged');
      entries.set(path, entry);
    }
    return { zip, entries };
  } catch (error) {
    throw asUnreadable(error);
  }
}

async function* inflated(
  zip: ZipFile,
  entry: Entry,
  spend: (length: number) => void,
): AsyncGenerator<Buffer> {
  let checksum = 0;
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      spend(chunk.length);
      checksum = crc32(chunk, checksum);
      yield chunk;
      await othersFirst();
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  if (checksum !== entry.crc32) throw new UnreadableSheet('damaged');
}

/** yauzl gives its errors no codes, and stops at the first entry with strong encryption. */
function asUnreadable(error: unknown): UnreadableSheet {
  if (error instanceof UnreadableSheet) return error;
  const isEncrypted = error instanceof Error && error.message.includes('strong encryption');
  return new UnreadableSheet(isEncrypted ? 'encrypted' : 'damaged');
}
