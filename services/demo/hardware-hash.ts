/**
 * The parts of a hardware hash that the service checks. Layout after MrWyss/DecodeAutopilotHash and SyncMLViewer:
 * "OA", u16 total, then records of u16 type, u16 length with its header, data; little-endian.
 */
export interface HardwareHash {
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
}

const recordTypes = { serialNumber: 14, manufacturer: 16, model: 17 } as const;
const headerBytes = 4;

/** Whether Graph can read the text as Edm.Binary: padded base64. */
export function isPaddedBase64(text: string): boolean {
  return text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** Undefined for a blob that is no hardware hash; a missing record gives an empty text. */
export function readHardwareHash(base64: string): HardwareHash | undefined {
  const blob = Buffer.from(base64, 'base64');
  if (blob.length < headerBytes || blob.toString('latin1', 0, 2) !== 'OA') return undefined;
  const total = Math.min(blob.readUInt16LE(2), blob.length);
  const records = new Map<number, string>();
  for (let at = headerBytes; at + headerBytes <= total;) {
    const length = blob.readUInt16LE(at + 2);
    if (length < headerBytes || at + length > total) return undefined;
    records.set(
      blob.readUInt16LE(at),
      blob.toString('utf8', at + headerBytes, at + length).replace(/\0+$/, ''),
    );
    at += length;
  }
  return {
    serialNumber: records.get(recordTypes.serialNumber) ?? '',
    manufacturer: records.get(recordTypes.manufacturer) ?? '',
    model: records.get(recordTypes.model) ?? '',
  };
}
