import { csvFile } from '../../../services/files/csv';

const text = (...cells: readonly string[]) => Buffer.from(csvFile([cells])).toString('utf8');

it('begins with a byte order mark and ends each line with CRLF', () => {
  expect(
    Buffer.from(
      csvFile([
        ['a', 'b'],
        ['é', ''],
      ]),
    ).toString('utf8'),
  ).toBe('\uFEFFa,b\r\né,\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
  'does not let %j be read as a formula',
  (cell) => {
    expect(text(cell)).toContain(`'${cell}`);
  },
);

it.each([
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "yes"', '"say ""yes"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  [' padded ', '" padded "'],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ['plain', 'plain'],
  ["it's", "it's"],
  ['a\0b', 'ab'],
])('writes %j as %s', (cell, written) => {
  expect(text(cell)).toBe(`\uFEFF${written}\r\n`);
});
