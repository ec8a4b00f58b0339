import type { Result } from '../../result';
import { fail, ok } from '../../result';

/** `unreadable`: not base64, or not beginning with OA. `truncated`: the records or the trailer are cut or damaged. */
export type HashProblem = 'unreadable' | 'truncated';

export interface HashRecords {
  /** Length of header and records in bytes: what the checksum covers. */
  readonly total: number;
  /** Data of the first record of each type that has any. */
  readonly data: ReadonlyMap<number, Buffer>;
  /** The 32 bytes of the trailer. */
  readonly checksum?: Buffer;
}

const magic = 'OA';
const headerBytes = 4;
const trailerMagic = 'CS';
const trailerBytes = 36;

/**
 * The layout inside a hardware hash, little-endian (graph facts §9): "OA", u16 length of header and records; records of
 * u16 type, u16 length with these four bytes, data; then "CS", u16 36, SHA-256 of all before it; then zero fill.
 * Every length is checked against what is there.
 */
export function readRecords(blob: Buffer): Result<HashRecords, HashProblem> {
  if (blob.length < headerBytes || blob.toString('latin1', 0, 2) !== magic) return fail('unreadable');
  const total = blob.readUInt16LE(2);
  if (total <= headerBytes || total > blob.length) return fail('truncated');
  const data = new Map<number, Buffer>();
  for (let at = headerBytes; at < total;) {
    const length = at + headerBytes > total ? 0 : blob.readUInt16LE(at + 2);
    if (length < headerBytes || at + length > total) return fail('truncated');
    const type = blob.readUInt16LE(at);
    if (length > headerBytes && !data.has(type)) data.set(type, blob.subarray(at + headerBytes, at + length));
    at += length;
  }
  return withChecksum(blob.subarray(total), { total, data });
}

/** A hash without trailer has been made by an unusual tool; one that ends inside its trailer has been cut. */
function withChecksum(tail: Buffer, records: HashRecords): Result<HashRecords, HashProblem> {
  if (tail.toString('latin1', 0, 2) !== trailerMagic) return ok(records);
  if (tail.length < trailerBytes) return fail('truncated');
  if (tail.readUInt16LE(2) !== trailerBytes) return ok(records);
  return ok({ ...records, checksum: tail.subarray(headerBytes, trailerBytes) });
}
