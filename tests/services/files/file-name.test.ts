import { plainFileName } from '../../../services/files/file-name';

it.each([
  ['a name', 'Geräte 😀.csv', 'Geräte 😀.csv'],
  ['white space around it', '  a.csv ', 'a.csv'],
  ['control characters and line ends', 'a\0\r\n\u2028b.csv', 'ab.csv'],
  ['marks that turn the direction', 'a\u202Evsc.exe', 'avsc.exe'],
  ['halves of characters, which no database takes', 'a\uD83D.csv\uDE00', 'a.csv'],
  ['too many characters, none of them halved', '😀'.repeat(300), '😀'.repeat(200)],
])('is fit to be shown: %s', (_, name, shown) => {
  expect(plainFileName(name)).toBe(shown);
});
