import { readHardwareHash } from '../../../../services/registration/hash/hardware-hash';
import { hardwareHash, type HashOptions, hashBlob } from '../../../support/hardware-hashes';

const device = { serialNumber: '5CG4217QHX', manufacturer: 'HP', model: 'EliteBook 840' };
const read = (text: string) => {
  const result = readHardwareHash(text);
  return result.ok ? result.value : result.error;
};
const made = (options: Partial<HashOptions> = {}) => read(hardwareHash({ ...device, ...options }));
const full = hardwareHash(device);

it('reads what Windows puts in', () => {
  const uuid = '4c4c4544-0035-4310-8042-b4c04f515a32';

  expect(made({ tpm: 'TPM 2.0', uuid })).toEqual({
    ...device,
    base64: hardwareHash({ ...device, tpm: 'TPM 2.0', uuid }),
    wasMended: false,
    smbiosUuid: uuid,
    tpmVersion: 'TPM 2.0',
    hasTpm: true,
    checksum: 'right',
    digest: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
  });
  expect(full).toHaveLength(4000);
});

it('reads a blob that was written by hand', () => {
  // "OA", 31; record 14 "ABC123", record 16 "Acme", record 17 "M1".
  const hex = ['4f411f00', '0e000b0041424331323300', '1000090041636d6500', '110007004d3100'].join('');
  const blob = Buffer.from(hex, 'hex');

  expect(read(blob.toString('base64'))).toMatchObject({
    serialNumber: 'ABC123',
    manufacturer: 'Acme',
    model: 'M1',
    checksum: 'absent',
    hasTpm: false,
  });
});

describe('mends', () => {
  const bare = hardwareHash({ ...device, padTo: 2999, isPadded: false });

  it.each([
    ['missing padding', bare],
    ['half of the padding', hardwareHash({ ...device, padTo: 2998 }).slice(0, -1)],
    ['too much padding', `${full}==`],
    ['a length that base64 cannot have', `${full}A`],
    ['spaces and lines', `${full.slice(0, 76)}\r\n ${full.slice(76)}`],
    ['quotes', `"${full}"`],
    ['typographic quotes', `“${full}”`],
    ['a byte order mark', `"\uFEFF${full}"`],
    ['characters without width', `${full.slice(0, 9)}\u200B${full.slice(9)}\u200D`],
    ['a NUL', `${full}\0`],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({ ...device, wasMended: true, checksum: 'right' });
    const { base64 } = read(text) as { base64: string };
    expect(base64).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(base64.length % 4).toBe(0);
  });

  it('says nothing of spaces around', () => {
    expect(read(`  ${full}\t`)).toMatchObject({ base64: full, wasMended: false });
  });
});

it.each([
  ['nothing', ''],
  ['only padding', '===='],
  ['the URL-safe alphabet', full.replace(/.(?=.{4}$)/, '-')],
  ['padding in the middle', `${full.slice(0, 20)}=${full.slice(20)}`],
  ['another blob', Buffer.from('PK\x03\x04 whatever else there is').toString('base64')],
  ['prose', 'not a hash at all'],
  ['more than any tool writes', `${full}${'A'.repeat(12_000)}`],
  ['endless text', 'T0G'.repeat(1_000_000)],
  ['endless padding before a letter', `${'='.repeat(11_000)}A`],
  ['a serial number without end', hardwareHash({ ...device, serialNumber: 'X'.repeat(300) })],
])('finds %s unreadable', (_, text) => {
  expect(read(text)).toBe('unreadable');
});

const withLengthAt = (at: number, length: number) => {
  const blob = hashBlob(device);
  blob.writeUInt16LE(length, at);
  return blob.toString('base64');
};

it.each([
  ['cut in the records', hardwareHash({ ...device, cutAt: 40 })],
  ['cut in the trailer', hardwareHash({ ...device, cutAt: hashBlob({ ...device, padTo: 0 }).length - 1 })],
  ['cut after the length', hardwareHash({ ...device, cutAt: 4 })],
  ['with a record of no length', withLengthAt(6, 0)],
  ['with a record shorter than its header', withLengthAt(6, 3)],
  ['with a record beyond its end', withLengthAt(6, 60_000)],
  ['with a total beyond its end', withLengthAt(2, 60_000)],
  ['with a total in the middle of a header', withLengthAt(2, 26)],
  ['without any record', withLengthAt(2, 4)],
])('finds a hash %s truncated', (_, text) => {
  expect(read(text)).toBe('truncated');
});

it('takes a short hash whose chain is whole', () => {
  expect(made({ padTo: 0, tpm: undefined })).toMatchObject({ ...device, checksum: 'right', hasTpm: false });
});

it.each(['right', 'wrong', 'absent'] as const)('tells a checksum that is %s', (checksum) => {
  expect(made({ checksum })).toMatchObject({ checksum });
});

it('knows a TPM by its endorsement key too', () => {
  expect(made({ tpm: undefined })).toMatchObject({ hasTpm: false });
  expect(made({ tpm: undefined, records: [[25, Buffer.from('key')]] })).toMatchObject({ hasTpm: true });
  expect(made({ tpm: undefined, records: [[25, Buffer.alloc(0)]] })).toMatchObject({ hasTpm: false });
});

it('has empty texts for what is missing, and none with control characters', () => {
  expect(made({ serialNumber: '', manufacturer: ' ' })).toMatchObject({ serialNumber: '', manufacturer: '' });
  expect(made({ model: 'A\u0007\nB' })).toMatchObject({ model: 'AB' });
});

it('has one digest for one capture, whatever its fill, and another for another', () => {
  const digestOf = (options: Partial<HashOptions>) => (made(options) as { digest: string }).digest;

  expect(digestOf({ padTo: 0 })).toBe(digestOf({ padTo: 3000 }));
  expect(digestOf({ tpm: 'TPM 1.2' })).not.toBe(digestOf({}));
});
