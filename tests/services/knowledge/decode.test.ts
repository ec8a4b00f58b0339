import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { families } from '../../../services/knowledge/article';
import { decode } from '../../../services/knowledge/decode';
import { readSymbols } from '../../../services/knowledge/symbols';

const symbols = readSymbols();
const table = (name: string) =>
  Object.entries(
    JSON.parse(
      readFileSync(path.resolve(__dirname, `../../../services/knowledge/symbols/${name}.json`), 'utf8'),
    ) as Record<string, string>,
  );

it.each([
  [0x8007_0005, { kind: 'win32', value: 5, symbol: 'ERROR_ACCESS_DENIED' }],
  [0x8007_2ee7, { kind: 'win32', value: 12_007, symbol: 'ERROR_WINHTTP_NAME_NOT_RESOLVED' }],
  [0xcaa8_2ee7, { kind: 'win32', value: 12_007, symbol: 'ERROR_WINHTTP_NAME_NOT_RESOLVED' }],
  [0x8019_0193, { kind: 'http', value: 403, symbol: '' }],
  [0x87d1_0194, { kind: 'syncml', value: 404, symbol: '' }],
  [0xd000_006d, { kind: 'ntstatus', value: 0xc000_006d, symbol: 'STATUS_LOGON_FAILURE' }],
])('finds what is embedded in %d', (value, embedded) => {
  expect(decode(value, symbols).embedded).toEqual(embedded);
});

it.each([
  [
    0x8018_0014,
    {
      hasFailed: true,
      facility: 24,
      code: 0x14,
      family: 'mdm-enrolment',
      raisedBy: 'Enrolment in device management',
    },
  ],
  [0xc000_0135, { symbols: ['STATUS_DLL_NOT_FOUND'], facilityName: '', raisedBy: '', family: 'win32' }],
  [0xa000_1234, { isCustom: true }],
  [0x0007_0005, { hasFailed: false }],
  [0x8103_6501, { raisedBy: 'Autopilot', family: 'autopilot' }],
  [0x8007_3cf0, { family: 'esp-apps' }],
  [0x8007_0643, { family: 'msi' }],
  [0x8009_0016, { family: 'other' }],
])('takes %d apart', (value, parts) => {
  expect(decode(value, symbols)).toMatchObject(parts);
});

it.each([0xa007_0005, 0x0007_0005, 5])('takes no number out of %d', (value) => {
  expect(decode(value, symbols).embedded).toBeUndefined();
});

it.each(['winerror', 'ntstatus'])(
  'knows each name of %s by its number and each number by its name',
  (name) => {
    const lost = table(name).flatMap(([code, names]) => {
      const known = decode(Number(code), symbols).symbols;
      return names
        .split(' ')
        .filter((each) => !known.includes(each) || symbols.valueOf(each.toLowerCase()) === undefined);
    });
    expect(table(name).length).toBeGreaterThan(1500);
    expect(lost).toEqual([]);
  },
);

it('has an answer for every number of 32 bits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
      const decoded = decode(value, symbols);
      expect(families).toContain(decoded.family);
      expect(decoded.value).toBe(value);
    }),
  );
});
