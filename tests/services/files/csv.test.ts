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

it.each(["=cmd|' /C calc'!A0", ' =1+1', '\u00a0=1', '\u200b=1', '\u0001=1', '\ufeff@x', '\0=1'])(
  'is not deceived by what stands before a formula: %j',
  (cell) => {
    expect(text(cell)).toMatch(/^\uFEFF"?'/);
  },
);

it.each([
  ['x;=1', `"x;'=1"`],
  ['x; "=1"', `"x; ""'=1"""`],
  ['x,-1;\t@y', `"x,'-1;\t'@y"`],
  ['x\n+1', `"x\n'+1"`],
  ['a;b, c-d', '"a;b, c-d"'],
])('begins no formula where a spreadsheet separates cells otherwise: %j', (cell, written) => {
  expect(text(cell)).toBe(`\uFEFF${written}\r\n`);
});

it('leaves base64 as it is', () => {
  expect(text('T0FzBAEA+/=A==')).toBe('\uFEFFT0FzBAEA+/=A==\r\n');
});

it('takes no longer for white space without end', () => {
  const cell = '\n; "'.repeat(100_000);
  const start = performance.now();
  csvFile([[cell], ['\n'.repeat(400_000)]]);
  expect(performance.now() - start).toBeLessThan(5000);
});

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
