import { openSheet } from '../../../services/files/open-sheet';
import { type SheetLimits, UnreadableSheet } from '../../../services/files/sheet';
import { encoded, inPieces } from '../../support/hardware-hashes';
import { workbook } from '../../support/workbook';

const limits: SheetLimits = { bytes: 1_000_000, unpackedBytes: 1_000_000, rows: 100, rowLength: 1000 };

async function read(
  bytes: Uint8Array | string,
  { size = 7, ...changed }: Partial<SheetLimits> & { size?: number } = {},
) {
  const sheet = await openSheet(inPieces(Buffer.from(bytes), size), { ...limits, ...changed });
  const rows = [];
  for await (const row of sheet.rows) rows.push(row);
  return { format: sheet.format(), rows };
}

async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  const iterator = rows[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}

const cellsOf = async (text: string) => (await read(text)).rows.map(({ cells }) => cells);
const problemOf = async (...args: Parameters<typeof read>) =>
  read(...args).then(
    () => 'readable',
    (error: unknown) => (error instanceof UnreadableSheet ? error.problem : error),
  );

describe('encodings', () => {
  const text = 'Serial,Tag\r\nA1,Größe 𝄞\r\nA2,plain\r\n';

  it.each([
    ['utf8', 'UTF-8'],
    ['utf8-bom', 'UTF-8'],
    ['utf16le-bom', 'UTF-16LE'],
    ['utf16be-bom', 'UTF-16BE'],
    ['utf16le', 'UTF-16LE'],
    ['utf16be', 'UTF-16BE'],
  ] as const)('reads %s in pieces of any size', async (encoding, name) => {
    for (const size of [1, 2, 3, 5, 64]) {
      expect(await read(encoded(text, encoding), { size })).toEqual({
        format: `${name}, comma`,
        rows: [
          { line: 1, cells: ['Serial', 'Tag'] },
          { line: 2, cells: ['A1', 'Größe 𝄞'] },
          { line: 3, cells: ['A2', 'plain'] },
        ],
      });
    }
  });

  it('takes for Windows-1252 what is no UTF-8', async () => {
    const { format, rows } = await read(Buffer.from('a;b\nGr\xF6\xDFe;\x80 5 \x96 6\n', 'latin1'));

    expect(format).toBe('Windows-1252, semicolon');
    expect(rows[1]!.cells).toEqual(['Größe', '€ 5 – 6']);
  });

  it('changes to Windows-1252 late, when only ASCII has come', async () => {
    const long = 'a,b\n'.repeat(40_000);
    const { format, rows } = await read(Buffer.from(`${long}K\xF6ln,x\n`, 'latin1'), {
      rows: 50_000,
      size: 65_536,
    });

    expect(format).toBe('Windows-1252, comma');
    expect(rows.at(-1)).toEqual({ line: 40_001, cells: ['Köln', 'x'] });
  });

  it('stays with UTF-8 when it has seen some', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Köln,x\n'.repeat(10_000)),
      Buffer.from('K\xF6ln,y\nKöln,z', 'latin1'),
    ]);
    const { format, rows } = await read(bytes, { rows: 50_000, size: 65_536 });

    expect(format).toBe('UTF-8, comma');
    expect(rows[0]!.cells).toEqual(['Köln', 'x']);
    expect(rows[10_000]!.cells).toEqual(['K\uFFFDln', 'y']);
  });
});

describe('delimiters', () => {
  it.each([
    ['a,b;c,d\n1,2,3', 'comma'],
    ['a;b;c\n"x,y";2,5;3\n', 'semicolon'],
    ['a\tb\tc\n1,5\t2\t3\n', 'tab'],
    ['Report; of today\n\na,b,c\n1,2,3\n4,5,6', 'comma'],
    ['"a;b;c;d",e\n"f;g",h', 'comma'],
    ['single\nsingle', 'comma'],
  ])('finds in %j the %s', async (text, name) => {
    expect((await read(text)).format).toBe(`UTF-8, ${name}`);
  });
});

describe('rows', () => {
  it('have the line where they begin, blank ones are passed over', async () => {
    const text = '\r\na,b\r\n , \r\n\r\n"c\r\nd\r\ne",f\r\ng,h';

    expect((await read(text)).rows).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 5, cells: ['c\nd\ne', 'f'] },
      { line: 8, cells: ['g', 'h'] },
    ]);
  });

  it.each([
    [
      'a,b\rc,d\re,f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'a,b\nc,d\r\ne,f\r',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    ['a,"b ""c"""\n', [['a', 'b "c"']]],
    ['a"b,c"d\n', [['a"b', 'c"d']]],
    ['"a"b,c\n', [['"a"b', 'c']]],
    ['a,b,c\nd\n', [['a', 'b', 'c'], ['d']]],
    ['the serial number,bell \0\x07\n', [['the serial number', 'bell \0\x07']]],
  ])('of %j', async (text, cells) => {
    expect(await cellsOf(text)).toEqual(cells);
  });
});

it('reads a workbook', async () => {
  const { format, rows } = await read(
    workbook([
      ['a', 'b'],
      ['c', 'd'],
    ]),
  );

  expect(format).toBe('Excel');
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

const ole = (...parts: readonly Buffer[]) =>
  Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(5000, 7), ...parts]);

it.each([
  ['nothing', '', 'empty'],
  ['a byte order mark', '\uFEFF', 'empty'],
  ['blank lines', '\n \r\n,,\n', 'empty'],
  ['an old workbook', ole(Buffer.from('Workbook', 'utf16le')), 'old-excel'],
  [
    'a workbook with a password',
    ole(Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(9000)),
    'encrypted',
  ],
  ['a zip of something else', Buffer.from('504B0506' + '00'.repeat(18), 'hex'), 'not-a-table'],
  ['half a zip', workbook([['a']]).subarray(0, 200), 'damaged'],
  ['a picture', Buffer.from('89504E470D0A1A0A0000000D49484452', 'hex'), 'not-a-table'],
  ['a photo', Buffer.from('FFD8FFE000104A46494600', 'hex'), 'not-a-table'],
  ['a PDF', '%PDF-1.7\n1,2,3\n', 'not-a-table'],
  ['a web page', '<!DOCTYPE html><p>a,b', 'not-a-table'],
  ['JSON', '{"a": 1, "b": 2}', 'not-a-table'],
  ['zeros', Buffer.alloc(3000), 'not-a-table'],
  [
    'noise',
    Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * index * 31 + 7 * index) % 251)),
    'not-a-table',
  ],
  ['a quote that never closes', 'a,"b\nc,d\n', 'damaged'],
])('refuses %s', async (_, bytes, problem) => {
  expect(await problemOf(bytes)).toBe(problem);
});

it.each([
  ['more bytes than allowed', 'a,b\n'.repeat(20), { bytes: 79 }, 'too-large'],
  ['a workbook with more bytes than allowed', workbook([['a']]), { bytes: 79 }, 'too-large'],
  ['more rows than allowed', 'a,b\n'.repeat(101), {}, 'too-many-rows'],
  ['more blank rows than allowed', 'a\n' + ',\n'.repeat(101), {}, 'too-many-rows'],
  ['a line longer than allowed', `a,b\n${'x'.repeat(1001)}`, {}, 'row-too-long'],
  ['a quoted cell longer than allowed', `a,b\n"${'x\n'.repeat(600)}`, {}, 'row-too-long'],
  ['a line of delimiters', `a,b\n${','.repeat(1001)}`, {}, 'row-too-long'],
  ['quoted line ends between delimiters', `a,b\n${'"\n"'.padEnd(900, ',').repeat(3)}`, {}, 'row-too-long'],
])('stops at %s', async (_, bytes, changed, problem) => {
  expect(await problemOf(bytes, changed)).toBe(problem);
});

it('takes what is just within the limits', async () => {
  expect((await read('a,b\n'.repeat(20), { bytes: 80, rows: 20, rowLength: 3 })).rows).toHaveLength(20);
});

it('stops fetching and closes the source as soon as it has had enough', async () => {
  let pieces = 0;
  let isClosed = false;
  async function* endless() {
    try {
      for (;;) {
        pieces += 1;
        yield await Promise.resolve(Buffer.from('a,b\n'.repeat(20_000)));
      }
    } finally {
      isClosed = true;
    }
  }
  const sheet = await openSheet(endless(), { ...limits, bytes: 1e9 });
  const reading = (async () => {
    await drain(sheet.rows);
  })();

  await expect(reading).rejects.toEqual(new UnreadableSheet('too-many-rows'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(pieces).toBeLessThan(5);
  expect(isClosed).toBe(true);
});

it('closes the source of a file that it refuses at first sight', async () => {
  let isClosed = false;
  async function* picture() {
    try {
      yield await Promise.resolve(Buffer.from('89504E470D0A1A0A', 'hex'));
      yield Buffer.alloc(100_000);
    } finally {
      isClosed = true;
    }
  }

  await expect(openSheet(picture(), limits)).rejects.toEqual(new UnreadableSheet('not-a-table'));
  expect(isClosed).toBe(true);
});

it('lets through what the source throws', async () => {
  const trouble = new Error('line went dead');
  async function* broken() {
    yield await Promise.resolve(Buffer.from('a,b\n'.repeat(20_000)));
    throw trouble;
  }
  const consumed = (async () => {
    const { rows } = await openSheet(broken(), { ...limits, rows: 1e6 });
    await drain(rows);
  })();

  await expect(consumed).rejects.toBe(trouble);
});

it('takes less of a workbook, which is held in memory, than of a text', async () => {
  const size = 1_000_000;
  const bytes = 200 * size;
  const padded = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc(50 * size, '\n')]);

  expect(await problemOf(padded('PK\x03\x04'), { bytes, size })).toBe('too-large');
  expect(await problemOf(padded('Serial,Tag\nA1,B'), { bytes, size })).toBe('readable');
}, 120_000);
