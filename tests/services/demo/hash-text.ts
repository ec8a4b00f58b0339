import { createHash } from 'node:crypto';

/** A hardware hash as a tenant accepts it: the records 12, 14, 16 and 17, the checksum, zeros, padded base64. */
export function hashText(parts: { serialNumber: string; manufacturer: string; model: string }): string {
  const records = Buffer.concat([
    record(12, Buffer.alloc(16, 7)),
    record(14, Buffer.from(`${parts.serialNumber}\0`)),
    record(16, Buffer.from(`${parts.manufacturer}\0`)),
    record(17, Buffer.from(`${parts.model}\0`)),
  ]);
  const head = Buffer.alloc(4);
  head.write('OA');
  head.writeUInt16LE(4 + records.length, 2);
  const body = Buffer.concat([head, records]);
  const trailer = Buffer.from([0x43, 0x53, 36, 0, ...createHash('sha256').update(body).digest()]);
  return Buffer.concat([body, trailer], 3_000).toString('base64');
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(4 + data.length, 2);
  return Buffer.concat([head, data]);
}
