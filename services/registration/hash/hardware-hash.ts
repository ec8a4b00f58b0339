import { createHash } from 'node:crypto';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import { type HashProblem, type HashRecords, readRecords } from './hash-records';
import { mendBase64 } from './mend-base64';

/** What the record list in a hardware hash says; texts are trimmed, empty when their record is missing. */
export interface HardwareHash {
  /** Padded, as Graph takes it. */
  readonly base64: string;
  readonly wasMended: boolean;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly smbiosUuid?: string;
  readonly tpmVersion?: string;
  /** Whether there is a TPM version or an endorsement key; without, self-deploying mode fails. */
  readonly hasTpm: boolean;
  readonly checksum: 'right' | 'wrong' | 'absent';
  /** SHA-256 of the records in base64: the same for the same capture, whatever its padding and zero fill. */
  readonly digest: string;
}

/** Numbers of the records (graph facts §9). */
const recordTypes = {
  smbiosUuid: 12,
  tpmVersion: 13,
  serialNumber: 14,
  manufacturer: 16,
  model: 17,
  endorsementKey: 25,
} as const;

/** Usual are 4000 characters; more than this no tool writes (graph facts §9). */
const longestText = 12_000;
const longestName = 200;
const uuidBytes = 16;

/**
 * Reads a hardware hash as it stands in a file: base64 with or without padding of the record list that
 * `hash-records.ts` describes. How long it must be, its own layout says.
 */
export function readHardwareHash(text: string): Result<HardwareHash, HashProblem> {
  const mended = text.length > 2 * longestText ? undefined : mendBase64(text);
  if (mended === undefined || mended.base64.length > longestText) return fail('unreadable');
  const blob = Buffer.from(mended.base64, 'base64');
  const records = readRecords(blob);
  if (!records.ok) return records;
  const serialNumber = textOf(records.value, recordTypes.serialNumber);
  if (serialNumber.length > longestName) return fail('unreadable');
  const sum = createHash('sha256').update(blob.subarray(0, records.value.total)).digest();
  return ok({ ...mended, serialNumber, ...contents(records.value), ...checks(records.value, sum) });
}

function contents(records: HashRecords) {
  const smbiosUuid = uuidOf(records.data.get(recordTypes.smbiosUuid));
  const tpmVersion = textOf(records, recordTypes.tpmVersion);
  const endorsementKey = records.data.get(recordTypes.endorsementKey);
  return {
    manufacturer: textOf(records, recordTypes.manufacturer).slice(0, longestName),
    model: textOf(records, recordTypes.model).slice(0, longestName),
    ...(smbiosUuid !== undefined && { smbiosUuid }),
    ...(tpmVersion !== '' && { tpmVersion: tpmVersion.slice(0, longestName) }),
    hasTpm: tpmVersion !== '' || (endorsementKey !== undefined && endorsementKey.length > 0),
  };
}

function checks({ checksum }: HashRecords, sum: Buffer): Pick<HardwareHash, 'checksum' | 'digest'> {
  const digest = sum.toString('base64');
  if (checksum === undefined) return { checksum: 'absent', digest };
  return { checksum: checksum.equals(sum) ? 'right' : 'wrong', digest };
}

/** UTF-8 that ends with a NUL. */
function textOf({ data }: HashRecords, type: number): string {
  const bytes = data.get(type);
  if (bytes === undefined) return '';
  const end = bytes.indexOf(0);
  return bytes
    .toString('utf8', 0, end < 0 ? bytes.length : end)
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** SMBIOS order: the first three fields have their lowest byte first. */
function uuidOf(bytes: Buffer | undefined): string | undefined {
  if (bytes?.length !== uuidBytes) return undefined;
  const hex = (...places: readonly number[]) =>
    places.map((at) => bytes.toString('hex', at, at + 1)).join('');
  const tail = bytes.toString('hex', 10);
  return [hex(3, 2, 1, 0), hex(5, 4), hex(7, 6), hex(8, 9), tail].join('-');
}
