import { escapeMarkdown } from '../../cards/escape';

it.each([
  ['5CG1234ABC', '5CG1234ABC'],
  ['UK-Corp-Laptop', 'UK-Corp-Laptop'],
  ['ada@contoso.com', 'ada@contoso.com'],
  ['0x800705b4, 50 %', '0x800705b4, 50 %'],
  ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
  ['[link](https://example.com)', '\\[link\\](https://example.com)'],
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
  ['', ''],
])('shows %j as a person typed it', (typed, sent) => {
  expect(escapeMarkdown(typed)).toBe(sent);
});
