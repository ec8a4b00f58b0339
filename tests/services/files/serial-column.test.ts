import { readSerialColumn, serialFileLimits } from '../../../services/files/serial-column';
import { autopilotCsv, encoded, inPieces } from '../../support/hardware-hashes';
import { made } from '../../support/import-story';
import { workbook } from '../../support/workbook';

const read = (bytes: Uint8Array | string, most = 500) =>
  readSerialColumn(inPieces(Buffer.from(bytes), 4096), { most });
async function column(bytes: Uint8Array | string) {
  const reading = await read(bytes);
  if (!reading.ok) throw new Error(reading.error.type);
  return reading.value;
}
const problem = async (...args: Parameters<typeof read>) => {
  const reading = await read(...args);
  return reading.ok ? reading.value : reading.error.type;
};
const numbers = (count: number) => Array.from({ length: count }, (_, n) => `SN${10_000 + n}`);

it.each([
  [
    'the name that Microsoft writes',
    'Device Serial Number,Windows Product ID\r\n5CG4217QHX,\r\nPF4K7X2N,\r\n',
  ],
  ['another case', 'Name;SERIALNUMBER\nPC 1;5CG4217QHX\nPC 2;PF4K7X2N\n'],
  ['the name of an export from Graph', 'id\tserialNumber\n1\t5CG4217QHX\n2\tPF4K7X2N\n'],
  ['a short name', 'Serial,Owner\n5CG4217QHX,Anna\nPF4K7X2N,Ben\n'],
  [
    'lines above the header',
    'Devices of the third floor\n\nOwner,Serial number\nAnna,5CG4217QHX\nBen,PF4K7X2N\n',
  ],
  ['a header that comes again', 'Serial,Owner\n5CG4217QHX,Anna\nSerial,Owner\nPF4K7X2N,Ben\n'],
  ['one column without a header', '5CG4217QHX\nPF4K7X2N'],
  ['one column under any heading', 'Notebooks of sales\n5CG4217QHX\nPF4K7X2N\n'],
  ['one column that ends in a delimiter', '5CG4217QHX;\r\nPF4K7X2N;\r\n'],
  ['empty lines between', '\n\n5CG4217QHX\n\n  \nPF4K7X2N\n\n'],
  ['small letters, quotes and formulas', '"5cg4217qhx"\n="PF4K7X2N"\n'],
  ['an apostrophe and invisible characters', "'5CG4217QHX\n\u200BPF4K7X2N\u00A0\n"],
])('reads %s', async (_title, text) => {
  expect(await column(text)).toMatchObject({
    serials: ['5CG4217QHX', 'PF4K7X2N'],
    badCount: 0,
    duplicates: 0,
  });
});

it.each(['utf8-bom', 'utf16le-bom', 'utf16le'] as const)('reads %s', async (encoding) => {
  const { serials } = await column(encoded('Serial Number,Größe\n5CG4217QHX,1\n', encoding));

  expect(serials).toEqual(['5CG4217QHX']);
});

it('reads a workbook, with a serial number that was typed as a number', async () => {
  const { serials } = await column(
    workbook([
      ['Name', 'Serial Number'],
      ['PC 1', '5CG4217QHX'],
      ['PC 2', '012345678901'],
    ]),
  );

  expect(serials).toEqual(['5CG4217QHX', '012345678901']);
});

it('of a registration CSV reads the serial numbers and nothing else', async () => {
  const rows = made(3, 'COLUMN');
  const found = await column(autopilotCsv(rows, 'PowerShell 7 on Linux'));

  expect(found.serials).toEqual(rows.map(({ serialNumber }) => serialNumber));
  expect(JSON.stringify(found)).not.toContain('T0');
});

it('says that the file has group tags, if it has', async () => {
  expect((await column('Serial,Group Tag\n5CG4217QHX,UK\n')).holdsTags).toBe(true);
  expect((await column('Serial,Group Tag\n5CG4217QHX, \n')).holdsTags).toBe(false);
});

it('takes each device once, however it is spelt', async () => {
  expect(await column('5CG4217QHX\n5cg4217qhx\n 5CG4217QHX \nPF4K7X2N\n')).toMatchObject({
    serials: ['5CG4217QHX', 'PF4K7X2N'],
    duplicates: 2,
  });
});

it.each([
  ['a placeholder', 'To be filled by O.E.M.'],
  ['the same character again and again', '0000000'],
  ['a number that a spreadsheet rounded', '5.02E+11'],
  ['the same with a comma', '"5,02E+11"'],
  ['a word', 'Reserved'],
  ['an endless text', 'A1'.repeat(40)],
  ['markup', '<b>5CG</b>'],
  ['a formula', '=HYPERLINK(A1)'],
  ['a template', '${5CG4217QHX}'],
  ['a filter for Graph', "5CG') or ('1' eq '1"],
])('names the line of what cannot be a serial number: %s', async (_title, text) => {
  const { serials, bad, badCount } = await column(`Serial,Owner\n5CG4217QHX,Anna\n${text},Ben\n`);

  expect(serials).toEqual(['5CG4217QHX']);
  expect(bad).toEqual([{ line: 3, text: text.replaceAll('"', '').slice(0, 40) }]);
  expect(badCount).toBe(1);
});

it('names a line that has no serial number, and the first five of many', async () => {
  const { bad, badCount } = await column(`Serial,Owner\n5CG4217QHX,Anna\n${',Ben\n'.repeat(7)}`);

  expect(bad).toEqual([3, 4, 5, 6, 7].map((line) => ({ line, text: '' })));
  expect(badCount).toBe(7);
});

it('cuts no character in half', async () => {
  const { bad } = await column(`5CG4217QHX\n${'x'.repeat(39)}𝄞𝄞\n`);

  expect(bad[0]!.text).toBe('x'.repeat(39));
});

it('passes nothing over that stands beside the only column further down', async () => {
  const { serials, bad } = await column(`${numbers(30).join('\n')}\nPF4K7X2N,7XK2QY3\n`);

  expect(serials).toEqual(numbers(30));
  expect(bad).toEqual([{ line: 31, text: 'PF4K7X2N, 7XK2QY3' }]);
});

it('takes five hundred and not one more, though repetitions do not count', async () => {
  const full = numbers(500);
  expect((await column([...full, ...full].join('\n'))).serials).toEqual(full);

  expect(await problem(numbers(501).join('\n'))).toBe('too-many-serials');
  expect(await problem(numbers(3).join('\n'), 2)).toBe('too-many-serials');
});

it.each([
  ['nothing', '', 'empty'],
  ['blank lines', '\n\n \n', 'empty'],
  ['a header alone', 'Serial Number,Owner\n', 'no-serials'],
  ['placeholders alone', 'Default string\nN/A\n', 'no-serials'],
  ['two columns without names', '5CG4217QHX,UK-Corp\nPF4K7X2N,UK-Corp\n', 'no-serial-column'],
  ['a table of something else', 'Name,Mail\nAnna,anna@contoso.example\n', 'no-serial-column'],
  ['a picture', '\x89PNG\r\n', 'not-a-table'],
  ['JSON', '{"serials":["5CG4217QHX"]}', 'not-a-table'],
  ['an endless row', `5CG4217QHX\n${'A'.repeat(serialFileLimits.rowLength + 1)}\n`, 'row-too-long'],
  ['more rows than are read', 'A1\n'.repeat(serialFileLimits.rows + 1), 'too-many-rows'],
  ['a quote that never closes', '5CG4217QHX\n"PF4K7X2N\n', 'damaged'],
])('cannot use %s', async (_title, text, expected) => {
  expect(await problem(Buffer.from(text, text.startsWith('\x89') ? 'latin1' : 'utf8'))).toBe(expected);
});

it('does not read on when there are too many, and throws what the download throws', async () => {
  let pieces = 0;
  async function* endless() {
    for (; ; pieces += 1) {
      const lines = numbers(1000).map((serial) => `${serial}P${pieces}`);
      yield await Promise.resolve(Buffer.from(`${lines.join('\n')}\n`));
    }
  }
  expect(await readSerialColumn(endless(), { most: 100 })).toEqual({
    ok: false,
    error: { type: 'too-many-serials' },
  });
  expect(pieces).toBeLessThan(50);

  async function* broken() {
    yield await Promise.resolve(Buffer.from('5CG4217QHX\n'));
    throw new Error('the line broke');
  }
  await expect(readSerialColumn(broken(), { most: 100 })).rejects.toThrow('the line broke');
});
