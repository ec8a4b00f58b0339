import { escapeMarkdown, plainText } from '../../cards/escape';

it.each([
  ['5CG1234ABC', '5CG1234ABC'],
  ['UK-Corp-Laptop', 'UK-Corp-Laptop'],
  ['ada@contoso.com', 'ada@contoso.com'],
  ['0x800705b4, 50 %', '0x800705b4, 50 %'],
  ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
  ['[link](https://example.com)', '\\[link\\]\u2060(https://example.com)'],
  ['`code` ~~gone~~', '\\`code\\` \\~\\~gone\\~\\~'],
  ['C:\\temp', 'C:\\\\temp'],
  ['<at>Everybody</at>', '\\<at\\>Everybody\\</at\\>'],
  ['&lt;b&gt; R&D', '\\&lt;b\\&gt; R&D'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['12. item', '12\\. item'],
  ['3) item', '3\\) item'],
  ['1.5 GB', '1.5 GB'],
  ['one\r\n\r\n  two\tthree ', 'one two three'],
  ['a\u0000b\u0007c', 'abc'],
  ['abc\u202Egnp.exe', 'abcgnp.exe'],
  ['{{DATE(2020-01-01T00:00:00Z,SHORT)}}', '{\u2060{DATE(2020-01-01T00:00:00Z,SHORT)}}'],
  ['{{{TIME(2020-01-01T00:00:00Z)}}', '{\u2060{\u2060{TIME(2020-01-01T00:00:00Z)}}'],
  ['{\u0000{DATE(2020-01-01T00:00:00Z)}}', '{\u2060{DATE(2020-01-01T00:00:00Z)}}'],
  ['{one} brace', '{one} brace'],
  ['', ''],
])('shows %j as a person typed it', (typed, sent) => {
  expect(escapeMarkdown(typed)).toBe(sent);
});

it.each([
  ['5CG1234ABC: Ready. 1 h ago', '5CG1234ABC: Ready. 1 h ago'],
  ['UK_Corp_Laptop ada_l@contoso.com', 'UK_Corp_Laptop ada_l@contoso.com'],
  ['[r](http://evil.example)', '(r)(http://evil.example)'],
  ['![i](http://evil.example/i.png)', '!(i)(http://evil.example/i.png)'],
  ['<http://evil.example>', '‹http://evil.example›'],
  ['<at>Everybody</at> <speak>', '‹at›Everybody‹/at› ‹speak›'],
  ['**bold** _it_ __x__', '∗∗bold∗∗ ˍitˍ ˍˍxˍˍ'],
  ['`code` ~~gone~~', '‘code‘ ∼∼gone∼∼'],
  ['&lt;b&gt; R&D', '&\u2060lt;b&\u2060gt; R&D'],
  ['{{DATE(2020-01-01T00:00:00Z)}}', '{\u2060{DATE(2020-01-01T00:00:00Z)}}'],
  ['# heading', '\u2060# heading'],
  ['12. item', '\u206012. item'],
  ['C:\\temp\n\u0007 two', 'C:\\temp two'],
  ['', ''],
])('makes %j harmless without backslashes', (typed, sent) => {
  expect(plainText(typed)).toBe(sent);
});
