/** Hardware hashes and the files that carry them, made as Windows and its scripts make them; no device has these. */
import { createHash } from 'node:crypto';

export interface MadeDevice {
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly tag: string;
  readonly user: string;
  /** Padded base64. */
  readonly hash: string;
}

export interface HashOptions {
  readonly serialNumber: string;
  readonly manufacturer?: string;
  readonly model?: string;
  /** A TPM version; none means a device without TPM. */
  readonly tpm?: string | undefined;
  /** 32 hexadecimal digits in the order in which people write them, hyphens allowed. */
  readonly uuid?: string;
  /** Bytes; 3000 as Windows does, 0 for no fill at all. */
  readonly padTo?: number;
  readonly checksum?: 'right' | 'wrong' | 'absent';
  /** Bytes that are left of the blob. */
  readonly cutAt?: number;
  /** False for the bare base64 that Windows writes. */
  readonly isPadded?: boolean;
  /** Further records, number and data, in front of the others. */
  readonly records?: readonly (readonly [type: number, data: Uint8Array])[];
}

const record = (type: number, data: Uint8Array): Buffer => {
  const made = Buffer.alloc(4 + data.length);
  made.writeUInt16LE(type, 0);
  made.writeUInt16LE(made.length, 2);
  made.set(data, 4);
  return made;
};

const terminated = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf8');

/** The first three fields of a UUID go the other way round in SMBIOS. */
function wireUuid(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** The blob before base64: "OA", total, records, "CS", 36, SHA-256, zero fill. */
export function hashBlob(options: HashOptions): Buffer {
  const { serialNumber, manufacturer = 'Contoso', model = 'Contoso Book 14', records = [] } = options;
  const { uuid = '4c4c4544-0035-4310-8042-b4c04f515a32', padTo = 3000, checksum = 'right' } = options;
  const tpm = 'tpm' in options ? options.tpm : 'TPM 2.0, manufacturer INTC';
  const body = Buffer.concat([
    ...records.map(([type, data]) => record(type, data)),
    record(12, wireUuid(uuid)),
    ...(tpm === undefined ? [] : [record(13, terminated(tpm))]),
    record(14, terminated(serialNumber)),
    record(16, terminated(manufacturer)),
    record(17, terminated(model)),
  ]);
  const head = Buffer.from('OA\0\0', 'latin1');
  head.writeUInt16LE(4 + body.length, 2);
  const sum = createHash('sha256').update(head).update(body).digest();
  if (checksum === 'wrong') sum[0]! ^= 0xff;
  const trailer = checksum === 'absent' ? Buffer.alloc(0) : Buffer.concat([Buffer.from('CS\x24\0'), sum]);
  const whole = Buffer.concat([head, body, trailer]);
  const filled = Buffer.concat([whole, Buffer.alloc(Math.max(0, padTo - whole.length))]);
  return filled.subarray(0, options.cutAt ?? filled.length);
}

export function hardwareHash(options: HashOptions): string {
  const base64 = hashBlob(options).toString('base64');
  return options.isPadded === false ? base64.replace(/=+$/, '') : base64;
}

const makers = [
  ['Contoso', 'Contoso Book 14'],
  ['Fabrikam Inc.', 'Slate 7'],
  ['Northwind Computers', 'NW-Tower 900'],
] as const;

export interface DevicesOptions {
  /** What serials begin with; another prefix gives other devices. */
  readonly prefix?: string;
  readonly tag?: string;
  readonly user?: string;
  /** For whatever else a hash should be. */
  readonly hash?: Omit<HashOptions, 'serialNumber'>;
}

/** Always the same devices for the same options; serials are the prefix and 1000, 1001 … in base 36. */
export function devices(count: number, options: DevicesOptions = {}): readonly MadeDevice[] {
  const { prefix = '5CG', tag = '', user = '' } = options;
  return Array.from({ length: count }, (_, index) => {
    const serialNumber = `${prefix}${(index + 46_656).toString(36).toUpperCase()}`;
    const [manufacturer, model] = makers[index % makers.length]!;
    const uuid = createHash('sha256').update(serialNumber).digest('hex').slice(0, 32);
    const hash = hardwareHash({ serialNumber, manufacturer, model, uuid, ...options.hash });
    return { serialNumber, manufacturer, model, tag, user, hash };
  });
}

type ColumnSet = readonly (readonly [name: string, value: (device: MadeDevice) => string])[];

const base: ColumnSet = [
  ['Device Serial Number', ({ serialNumber }) => serialNumber],
  ['Windows Product ID', () => ''],
  ['Hardware Hash', ({ hash }) => hash],
];
const tag: ColumnSet = [['Group Tag', (device) => device.tag]];
const user: ColumnSet = [['Assigned User', (device) => device.user]];
const partner: ColumnSet = [
  ['Manufacturer name', ({ manufacturer }) => manufacturer],
  ['Device model', ({ model }) => model],
];
const withoutMarks = (text: string) => text.replace(/[.,]/g, '');
const identifier: ColumnSet = [
  ['', ({ manufacturer }) => withoutMarks(manufacturer)],
  ['', ({ model }) => withoutMarks(model)],
  ['', ({ serialNumber }) => withoutMarks(serialNumber)],
];

type Encoding = 'utf8' | 'utf8-bom' | 'utf16le' | 'utf16le-bom' | 'utf16be' | 'utf16be-bom' | 'windows-1252';

export interface CsvVariant {
  readonly columns: ColumnSet;
  readonly encoding: Encoding;
  readonly delimiter?: string;
  readonly isQuoted?: boolean;
  readonly hasHeader?: boolean;
  /** Lines above the header. */
  readonly top?: readonly string[];
  /** ConfigMgr: the header again, as a line before each row or as cells in front of its values. */
  readonly repeatsHeader?: 'lines' | 'cells';
  readonly lineEnd?: string;
}

const everything: ColumnSet = [...base, ...tag, ...user];
const report = ['Textbox1,Textbox2', 'Windows Autopilot Device Information,All systems', ''];

/** Every form of file in which hashes are known to come. */
export const csvVariants = {
  'Windows PowerShell 5.1': { columns: base, encoding: 'utf16le-bom' },
  'PowerShell 7': { columns: base, encoding: 'utf8' },
  'PowerShell 7 on Linux': { columns: everything, encoding: 'utf8', lineEnd: '\n' },
  GroupTag: { columns: [...base, ...tag], encoding: 'utf16le-bom' },
  AssignedUser: { columns: everything, encoding: 'utf16le-bom' },
  Partner: { columns: [...base, ...partner], encoding: 'utf16le-bom' },
  OrderID: { columns: [...base, ['OrderID', (device) => device.tag]], encoding: 'utf8-bom' },
  Identifier: { columns: identifier, encoding: 'utf16le-bom', hasHeader: false },
  'ConfigMgr, header lines': { columns: base, encoding: 'utf8-bom', top: report, repeatsHeader: 'lines' },
  'ConfigMgr, header cells': { columns: base, encoding: 'utf8-bom', top: report, repeatsHeader: 'cells' },
  'Excel, semicolons': { columns: everything, encoding: 'windows-1252', delimiter: ';', isQuoted: true },
  'Excel, Unicode text': { columns: everything, encoding: 'utf16le-bom', delimiter: '\t' },
  'UTF-16BE': { columns: everything, encoding: 'utf16be-bom' },
  'UTF-16LE without mark': { columns: everything, encoding: 'utf16le' },
  'UTF-16BE without mark': { columns: everything, encoding: 'utf16be' },
  'no header': { columns: everything, encoding: 'utf8', hasHeader: false },
  'old Mac lines': { columns: everything, encoding: 'utf8', lineEnd: '\r' },
} as const satisfies Record<string, CsvVariant>;

export type CsvVariantName = keyof typeof csvVariants;

/** A file as this variant writes it. */
export function autopilotCsv(
  made: readonly MadeDevice[],
  variant: CsvVariantName | CsvVariant = 'Windows PowerShell 5.1',
): Buffer {
  const form: CsvVariant = typeof variant === 'string' ? csvVariants[variant] : variant;
  const { columns, delimiter = ',', lineEnd = '\r\n', isQuoted = false } = form;
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
  const names = columns.map(([name]) => name);
  const rows = made.flatMap((device) => {
    const values = columns.map(([, value]) => value(device));
    if (form.repeatsHeader === 'cells') return [line([...names, ...values])];
    return form.repeatsHeader === 'lines' ? [line(names), line(values)] : [line(values)];
  });
  const header = form.hasHeader === false || form.repeatsHeader !== undefined ? [] : [line(names)];
  const lines = [...(form.top ?? []), ...header, ...rows];
  return encoded(lines.map((each) => `${each}${lineEnd}`).join(''), form.encoding);
}

const euro = /[\u0080-\u{10FFFF}]/gu;

export function encoded(text: string, encoding: Encoding): Buffer {
  const wide = (content: string) => Buffer.from(content, 'utf16le');
  const encoders: Readonly<Record<Encoding, () => Buffer>> = {
    utf8: () => Buffer.from(text, 'utf8'),
    'utf8-bom': () => Buffer.from(`\uFEFF${text}`, 'utf8'),
    utf16le: () => wide(text),
    'utf16le-bom': () => wide(`\uFEFF${text}`),
    utf16be: () => wide(text).swap16(),
    'utf16be-bom': () => wide(`\uFEFF${text}`).swap16(),
    'windows-1252': () =>
      Buffer.from(
        text.replace(euro, (each) => (each === '€' ? '\x80' : each <= 'ÿ' ? each : '?')),
        'latin1',
      ),
  };
  return encoders[encoding]();
}

/** A file as it comes over a network, in pieces of any size. */
export async function* inPieces(bytes: Uint8Array, size = 16_384): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
