import fc from 'fast-check';
import { codeNumber, hexOf, signedOf } from '../../../services/knowledge/code-number';

it.each([
  ['0x800705b4', '0x800705B4'],
  ['0X800705B4', '0x800705B4'],
  ['800705B4', '0x800705B4'],
  ['-2147023436', '0x800705B4'],
  ['2147943860', '0x800705B4'],
  ['0xFFFFFFFF800705B4', '0x800705B4'],
  ['0x643', '1603'],
  ['1603', '1603'],
  ['-1073741515', '0xC0000135'],
  ['-1', '0xFFFFFFFF'],
  ['0', '0'],
  ['80180014', '0x80180014'],
  ['80000000', '0x80000000'],
  ['-80000000', '0xFB3B4C00'],
  ['c0000135', '0xC0000135'],
  ['12345678', '0x00BC614E'],
  [' 0x80180014 ', '0x80180014'],
])('%s is %s', (written, key) => {
  expect(codeNumber(written)?.key).toBe(key);
});

it.each([
  '',
  '0x',
  '0xZZZ',
  '0x8007',
  '0xC00001',
  '0x12345678901234567',
  '9'.repeat(40),
  '4294967296',
  '-2147483649',
  'UK-Corp',
  '0x80.1',
  'eight',
])('%s is no code', (written) => {
  expect(codeNumber(written)).toBeUndefined();
});

it('reads any number of 32 bits in each of its spellings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
      // Eight digits from 8 on are read as hex, also where they were meant as a number.
      const decimals = [value, signedOf(value)].map(String).filter((decimal) => !/^8\d{7}$/.test(decimal));
      const spellings = [hexOf(value), hexOf(value).toLowerCase(), ...decimals];
      for (const written of spellings) expect(codeNumber(written)?.value).toBe(value);
    }),
  );
});
