import { recognizer } from './support';

const most = 500;

const makers: Readonly<Record<string, (nth: number) => string>> = {
  HP: (nth) => `5CG${String(1_000_000 + nth)}`,
  Lenovo: (nth) => `PF${String(nth).padStart(4, '0')}XK`,
  Surface: (nth) => String(31_166_920_000 + nth).padStart(12, '0'),
  'no known maker': (nth) => (nth === 0 ? '5CG4217QHX' : `READY-${nth}W7`),
  VMware: (nth) =>
    `VMWARE-56 4D 3C 1F 7A 9E 22 B0-11 C4 8D 5E 6F 70 ${String(10 + Math.floor(nth / 90))} ${String(10 + (nth % 90))}`,
};

const separators = {
  comma: ', ',
  semicolon: ';',
  tab: '\t',
  line: '\n',
  'line and comma': ',\r\n',
  bullet: '\n- ',
};

const cases = Object.entries(makers).flatMap(([maker, serialOf]) =>
  Object.entries(separators).map(([name, separator]) => ({
    maker,
    name,
    separator,
    serials: Array.from({ length: most }, (_, nth) => serialOf(nth)),
  })),
);

describe.each(cases)('five hundred serials of $maker, one $name between them', ({ serials, separator }) => {
  const list = serials.join(separator);

  it.each([
    ['before the tag', `tag ${list} as UK-Corp-Laptop`],
    ['beside the tag', `tag ${list} UK-Corp-Laptop`],
    ['before the order', `${list}\ntag them UK-Corp-Laptop`],
  ])('all arrive %s', (_, text) => {
    expect(recognizer().recognize(text)).toMatchObject({
      command: 'assign-tag',
      slots: { serials, tag: 'UK-Corp-Laptop' },
    });
  });
});

it('a list does not end where a stranger stands beside one that is known', () => {
  const text = 'status AA11BB, CC22DD and 5CG4217QHX; EE33FF | GG44HH';

  expect(recognizer().recognize(text).slots.serials).toEqual([
    'AA11BB',
    'CC22DD',
    '5CG4217QHX',
    'EE33FF',
    'GG44HH',
  ]);
});

it.each([
  [
    'in the middle',
    'tag PF4K7X2N, PFBJMNDK, PF3R8TPM as UK-Corp-Laptop',
    ['PF4K7X2N', 'PFBJMNDK', 'PF3R8TPM'],
  ],
  ['at the end', 'tag PF4K7X2N PFGYWWYC as UK-Corp-Laptop', ['PF4K7X2N', 'PFGYWWYC']],
  ['unless it is a word', 'PLEASE TAG PF4K7X2N AND PFBJMNDKS AS UK-Corp-Laptop', ['PF4K7X2N']],
])('a serial without a digit counts beside others: %s', (_, text, serials) => {
  expect(recognizer().recognize(text).slots.serials).toEqual(serials);
});
