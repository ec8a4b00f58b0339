import { cleanSerial, plainSearchText, searchText, serialKey } from '../../../services/devices/serial-text';

test.each([
  ['spaces around', '  5CG4217QHX ', '5CG4217QHX'],
  ['quotes and signs, which are escaped later', `a'b"%&#`, `a'b"%&#`],
  ['an emoji', '💻1', '💻1'],
  ['nothing', '   ', undefined],
  ['a line break inside', '5CG\n421', undefined],
  ['a NUL', '5CG\0', undefined],
  ['half an emoji', '\ud83d', undefined],
  ['300 characters', 'A'.repeat(300), undefined],
])('A serial typed with %s is cleaned or refused', (_, typed, expected) => {
  expect(cleanSerial(typed)).toBe(expected);
});

test('Case and spaces around do not make another serial', () => {
  expect(serialKey(' 5cg4217qhx')).toBe(serialKey('5CG4217QHX '));
});

test('The service is asked for the part before the first space', () => {
  expect(searchText('R9 0ABC12')).toBe('R9');
  expect(searchText('5CG4217QHX')).toBe('5CG4217QHX');
});

test.each([
  ['0042-7713-9056-2281-4460-19', '0042'],
  ['VM-5CG4217QHX-1', '5CG4217QHX'],
  ['5CG4217QHX', undefined],
  ['a-b', undefined],
  ['💻', undefined],
])('The longest plain run of %s is asked for as well, if it tells enough', (text, expected) => {
  expect(plainSearchText(text)).toBe(expected);
});
