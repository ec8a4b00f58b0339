import fc from 'fast-check';
import { crc32, createDeflateRaw } from 'node:zlib';
import { UnreadableSheet, type SheetLimits, type SheetRow } from '../../../services/files/sheet';
import { readXlsx } from '../../../services/files/xlsx';
import { relationships, workbook, worksheet, zipFile, type WorkbookOptions } from '../../support/workbook';

const megabyte = 1024 * 1024;
const limits: SheetLimits = {
  bytes: 60 * megabyte,
  unpackedBytes: 100 * megabyte,
  rows: 20_000,
  rowLength: 40_000,
};

async function read(bytes: Buffer, bounds: Partial<SheetLimits> = {}): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readXlsx(bytes, { ...limits, ...bounds })) rows.push(row);
  return rows;
}

/** The problem of a file, or its rows if it has none. */
async function outcome(bytes: Buffer, bounds: Partial<SheetLimits> = {}) {
  try {
    return await read(bytes, bounds);
  } catch (error) {
    if (error instanceof UnreadableSheet) return error.problem;
    throw error;
  }
}

const sheetPath = 'xl/worksheets/sheet1.xml';
const stringsPath = 'xl/sharedStrings.xml';
const ofSheet = (rows: string, parts: WorkbookOptions['parts'] = {}) =>
  workbook([], { parts: { [sheetPath]: worksheet(rows), ...parts } });
const cellsOf = async (bytes: Buffer) => (await read(bytes)).map(({ cells }) => cells);
const oneCell = async (cell: string) => (await read(ofSheet(`<row r="1">${cell}</row>`)))[0]?.cells[0];

describe('rows and cells', () => {
  const rows = [
    ['Device Serial Number', 'Windows Product ID', 'Hardware Hash'],
    ['AB-12', '', 'T0FzBAEAHAAAAAoA/+='],
    [],
    ['é <&> "quoted"', 'two\r\nlines', '_x000D_ as such \u0001', '😀', '中文'],
  ];

  it.each(['shared', 'inline'] as const)(
    'come back as they were written, with %s strings',
    async (strings) => {
      const expected = [
        { line: 1, cells: rows[0] },
        { line: 2, cells: rows[1] },
        { line: 4, cells: rows[3] },
      ];
      expect(await read(workbook(rows, { strings }))).toEqual(expected);
      expect(await read(workbook(rows, { strings, isStored: true }))).toEqual(expected);
    },
  );

  it('are placed by their references, and one after another without them', async () => {
    const bytes = ofSheet(
      '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c><c r="E3"><v>3</v></c></row>' +
        '<row><c><v>4</v></c></row><row r="90000"><c r="A90000"><v>5</v></c></row>',
    );
    expect(await read(bytes)).toEqual([
      { line: 3, cells: ['', '1', '2', '', '3'] },
      { line: 4, cells: ['4'] },
      { line: 90_000, cells: ['5'] },
    ]);
  });

  it('are none where there is only formatting', async () => {
    const bytes = ofSheet(
      '<row r="1" s="3"/><row r="2"><c r="A2" s="1"/><c r="XFD2" s="1"/></row>' +
        '<row r="3"><c r="A3"><v>x</v></c><c r="B3" s="1"/></row>',
    );
    expect(await read(bytes)).toEqual([{ line: 3, cells: ['x'] }]);
  });

  it('are read with namespace prefixes, and in UTF-16', async () => {
    const prefixed = worksheet('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:')
      .replace('xmlns=', 'xmlns:x=');
    expect(await cellsOf(ofSheet('', { [sheetPath]: prefixed }))).toEqual([['é']]);
    const wide = Buffer.from(`\uFEFF${prefixed.replace('UTF-8', 'UTF-16')}`, 'utf16le');
    expect(await cellsOf(ofSheet('', { [sheetPath]: wide }))).toEqual([['é']]);
    expect(await cellsOf(ofSheet('', { [sheetPath]: Buffer.from(wide).swap16() }))).toEqual([['é']]);
  });

  it('take no value from outside the data of the sheet', async () => {
    const sheet = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
      '</worksheet>',
      '<extLst><row r="9"><c r="A9"><v>9</v></c></row></extLst></worksheet>',
    );
    expect(await cellsOf(ofSheet('', { [sheetPath]: sheet }))).toEqual([['1']]);
  });
});

describe('the text of a cell', () => {
  it.each([
    ['5012300000000', '5012300000000'],
    ['5.0123E+15', '5012300000000000'],
    ['1.23456789012345E+20', '123456789012345000000'],
    ['12.0', '12'],
    ['0.10000000000000001', '0.1'],
    ['-3.5', '-3.5'],
    ['1E+400', '1E+400'],
    ['007', '007'],
  ])('is for the number %s %s', async (written, seen) => {
    expect(await oneCell(`<c r="A1"><v>${written}</v></c>`)).toBe(seen);
    expect(await oneCell(`<c r="A1" t="n"><v> ${written} </v></c>`)).toBe(seen);
  });

  it.each([
    ['<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['<c r="A1" t="b"><v>0</v></c>', 'FALSE'],
    ['<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['<c r="A1" t="str"><f>"a"&amp;"b"</f><v>a_x000D_b</v></c>', 'a\rb'],
    ['<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['<c r="A1" t="d"><v>2026-10-04</v></c>', '2026-10-04'],
    ['<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>', 'ab'],
    ['<c r="A1"><is><t>typeless</t></is></c>', 'typeless'],
    ['<c r="A1" t="str"><v><![CDATA[<x>]]>&#x41;</v></c>', '<x>A'],
    ['<c r="A1" t="str"><v>_x005F_x000D_ _x00zz_</v></c>', '_x000D_ _x00zz_'],
  ])('of %s is %j', async (cell, seen) => {
    expect(await oneCell(cell)).toBe(seen);
  });

  it('joins the runs of a shared string and leaves out its reading aids', async () => {
    const strings =
      '<sst><si><r><t>東</t></r><r><t xml:space="preserve"> 京</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh></si>' +
      '<si/><si><t>next</t></si></sst>';
    const cells = ['0', '1', '2'].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cellsOf(ofSheet(`<row>${cells}</row>`, { [stringsPath]: strings }))).toEqual([
      ['東 京', '', 'next'],
    ]);
  });

  it.each([
    '<c r="A1" t="s"><v>7</v></c>',
    '<c r="A1" t="s"><v>-1</v></c>',
    '<c r="A1" t="s"><v>length</v></c>',
    '<c r="A1" t="constructor"><v>1</v></c>',
    '<c r="1A"><v>1</v></c>',
    '<c r=""><v>1</v></c>',
  ])('is not guessed: %s', async (cell) => {
    expect(await outcome(ofSheet(`<row r="1">${cell}</row>`))).toBe('damaged');
  });
});

describe('the sheet', () => {
  const twoSheets = (attributes: string, targets: readonly [string, string]) =>
    workbook([['first']], {
      parts: {
        'xl/workbook.xml': `<workbook xmlns:rel="x"><sheets><sheet name="a" sheetId="1" ${attributes} rel:id="rId1"/><sheet name="b" sheetId="2" rel:id="rId3"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': relationships([
          ['rId3', 'worksheet', targets[1]],
          ['rId1', 'worksheet', targets[0]],
          ['rId2', 'sharedStrings', 'sharedStrings.xml'],
        ]),
        'xl/worksheets/sheet2.xml': worksheet('<row><c t="str"><v>second</v></c></row>'),
      },
    });

  it.each(['state="hidden"', 'state="veryHidden"'])('is not one with %s', async (state) => {
    const targets = ['worksheets/sheet1.xml', 'worksheets/sheet2.xml'] as const;
    expect(await cellsOf(twoSheets(state, targets))).toEqual([['second']]);
    expect(await cellsOf(twoSheets('state="visible"', targets))).toEqual([['first']]);
  });

  it('is found by absolute and by roundabout paths in any case', async () => {
    const targets = ['/XL/worksheets/Sheet1.xml', '../xl/./worksheets/sheet2.xml'] as const;
    expect(await cellsOf(twoSheets('', targets))).toEqual([['first']]);
    expect(await cellsOf(twoSheets('state="hidden"', targets))).toEqual([['second']]);
  });

  it('is not a chart', async () => {
    const bytes = workbook([['x']], {
      parts: { 'xl/_rels/workbook.xml.rels': relationships([['rId1', 'chartsheet', sheetPath]]) },
    });
    expect(await outcome(bytes)).toBe('not-a-table');
  });
});

describe('what is no workbook', () => {
  it.each([
    ['a zip of files', zipFile([{ name: 'hashes.csv', data: 'a,b' }]), 'not-a-table'],
    ['an empty zip', zipFile([]), 'not-a-table'],
    [
      'a Word document',
      zipFile([
        { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', 'word/document.xml']]) },
        { name: 'word/document.xml', data: '<w:document xmlns:w="x"/>' },
      ]),
      'not-a-table',
    ],
    [
      'a binary workbook',
      zipFile([
        { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', 'xl/workbook.bin']]) },
        { name: 'xl/workbook.bin', data: '\0\x01' },
      ]),
      'not-a-table',
    ],
    ['nothing', Buffer.alloc(0), 'damaged'],
    ['the start of a zip', workbook([['a']]).subarray(0, 300), 'damaged'],
    ['a workbook without its sheet', workbook([['a']], { parts: { [sheetPath]: undefined } }), 'damaged'],
    ['a workbook without rows', workbook([]), 'empty'],
    ['a workbook of empty rows', workbook([['', ''], []]), 'empty'],
    ['an encrypted zip', zipFile([{ name: 'x', data: 'y', isEncrypted: true }]), 'encrypted'],
    ['a sheet cut off', ofSheet('', { [sheetPath]: worksheet('<row/>').slice(0, -9) }), 'damaged'],
    ['a sheet of other bytes', ofSheet('', { [sheetPath]: Buffer.from([0xff, 0x80, 0]) }), 'damaged'],
    ['an empty sheet part', ofSheet('', { [sheetPath]: '' }), 'damaged'],
    ['a row nowhere', ofSheet('<row r="0"><c><v>1</v></c></row>'), 'damaged'],
    ['a row beyond the last', ofSheet('<row r="1048577"><c><v>1</v></c></row>'), 'damaged'],
    ['an unknown entity', ofSheet('<row><c t="str"><v>&constructor;</v></c></row>'), 'damaged'],
  ])('%s', async (_, bytes, problem) => {
    expect(await outcome(bytes)).toBe(problem);
  });

  it('strongly encrypted', async () => {
    const bytes = zipFile([{ name: 'x', data: 'y' }]);
    const flags = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 8;
    bytes.writeUInt16LE(0x41, flags);
    expect(await outcome(bytes)).toBe('encrypted');
  });

  it('changed after it was packed', async () => {
    const bytes = workbook([['serial-1']], { isStored: true });
    bytes.write('serial-2', bytes.indexOf('serial-1'));
    expect(await outcome(bytes)).toBe('damaged');
  });

  it('the same path twice', async () => {
    const entry = { name: '_rels/.rels', data: '<a/>' };
    expect(await outcome(zipFile([entry, entry]))).toBe('damaged');
  });
});

describe('bounds', () => {
  const three = workbook([['a'], ['b'], ['c']]);

  it('hold for bytes, rows and the length of a row', async () => {
    expect(await outcome(three, { bytes: three.length - 1 })).toBe('too-large');
    expect(await outcome(three, { rows: 2 })).toBe('too-many-rows');
    expect(await read(three, { rows: 3 })).toHaveLength(3);
    const long = workbook([['12345', '67890']]);
    expect(await read(long, { rowLength: 10 })).toHaveLength(1);
    expect(await outcome(long, { rowLength: 9 })).toBe('row-too-long');
    expect(await outcome(workbook([['1234567890']], { strings: 'inline' }), { rowLength: 9 })).toBe(
      'row-too-long',
    );
  });

  it.each(['IV1', 'IW1', 'XFD1048576'])('hold for columns: %s', async (reference) => {
    const found = await outcome(ofSheet(`<row><c r="${reference}"><v>1</v></c></row>`));
    expect(found).toEqual(
      reference === 'IV1'
        ? [{ line: 1, cells: [...Array.from({ length: 255 }, () => ''), '1'] }]
        : 'row-too-long',
    );
  });

  it('never cut a text short', async () => {
    const escapes = '_x0041_'.repeat(20);
    const shared = ofSheet('<row><c t="s"><v>0</v></c></row>', {
      [stringsPath]: `<sst><si><t>${escapes}</t><r><t>${escapes}</t></r></si></sst>`,
    });
    expect(await outcome(shared, { rowLength: 100 })).toBe('row-too-long');
    expect(await read(shared, { rowLength: 300 })).toEqual([{ line: 1, cells: ['A'.repeat(40)] }]);
  });

  it('hold for one text that many cells name', async () => {
    const rows = Array.from({ length: 300 }, () => ['x'.repeat(1000)]);
    expect(await outcome(workbook(rows), { unpackedBytes: 100_000 })).toBe('too-large');
    expect(await read(workbook(rows), { unpackedBytes: 400_000 })).toHaveLength(300);
  });

  it('hold for what the parts say they unpack to, also those that are not read', async () => {
    const picture = { 'xl/media/image1.png': Buffer.alloc(500_000) };
    expect(await outcome(workbook([['a']], { parts: picture }), { unpackedBytes: 400_000 })).toBe(
      'too-large',
    );
    expect(await read(workbook([['a']], { parts: picture }), { unpackedBytes: 600_000 })).toHaveLength(1);
  });

  it('hold for the number of parts', async () => {
    const entries = Array.from({ length: 2001 }, (_, index) => ({ name: `${index}`, data: '' }));
    expect(await outcome(zipFile(entries))).toBe('too-large');
    expect(await outcome(zipFile(entries.slice(1)))).toBe('not-a-table');
  });
});

describe('bombs', () => {
  const bombLength = 300 * megabyte;

  /** Zeros, deflated without ever being in memory at once. */
  async function zeros(): Promise<{ data: Buffer; crc: number }> {
    const deflate = createDeflateRaw();
    const packed: Buffer[] = [];
    deflate.on('data', (chunk: Buffer) => packed.push(chunk));
    const block = Buffer.alloc(megabyte);
    let crc = 0;
    for (let written = 0; written < bombLength; written += block.length) {
      crc = crc32(block, crc);
      if (!deflate.write(block)) await new Promise((resolve) => deflate.once('drain', resolve));
    }
    await new Promise<void>((resolve) => {
      deflate.once('end', resolve);
      deflate.end();
    });
    return { data: Buffer.concat(packed), crc };
  }

  it('of zeros do not go off, whatever size they claim', async () => {
    const { data, crc } = await zeros();
    const bomb = (declaredSize: number, path: string) =>
      zipFile([
        { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', path]]) },
        { name: 'xl/bomb.xml', data, packed: { length: bombLength, crc }, declaredSize },
      ]);
    const before = process.memoryUsage().rss;
    expect(await outcome(bomb(bombLength, 'xl/bomb.xml'))).toBe('too-large');
    expect(await outcome(bomb(1000, 'xl/bomb.xml'))).toBe('damaged');
    expect(await outcome(bomb(50 * megabyte, 'xl/bomb.xml'))).toBe('damaged');
    expect(await outcome(bomb(1000, 'xl/other.xml'))).toBe('not-a-table');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
  });

  it('of entities do not go off', async () => {
    const doctype =
      '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const row = '<row><c t="str"><v>&b;&x;</v></c></row>';
    const sheet = worksheet(row).replace('<worksheet', `${doctype}<worksheet`);
    expect(await outcome(ofSheet('', { [sheetPath]: sheet }))).toBe('damaged');
    expect(await outcome(ofSheet('', { [sheetPath]: sheet.replaceAll(/&[bx];/g, '1') }))).toBe('damaged');
  });

  it.each([
    ['depth', '<a>'.repeat(5_000_000), 'damaged'],
    ['attributes', `<a ${Array.from({ length: 300_000 }, (_, i) => `a${i}=""`).join(' ')}/>`, 'damaged'],
    ['references', `<row><c t="str"><v>${'&#9;'.repeat(5_000_000)}</v></c></row>`, 'row-too-long'],
    ['a comment', `<!--${' '.repeat(5_000_000)}--><row><c><v>1</v></c></row>`, 'row-too-long'],
    ['runs', `<row><c><is>${'<r><t>x</t></r>'.repeat(500_000)}</is></c></row>`, 'row-too-long'],
  ])('of %s do not go off', async (_, rows, problem) => {
    expect(await outcome(ofSheet(rows))).toBe(problem);
  });

  it('of empty strings do not go off', async () => {
    const strings = `<sst>${'<si/>'.repeat(1_000_001)}</sst>`;
    expect(await outcome(ofSheet('<row><c><v>1</v></c></row>', { [stringsPath]: strings }))).toBe(
      'too-large',
    );
  });
});

describe('anything else', () => {
  const sample = [
    ['Device Serial Number', 'Windows Product ID', 'Hardware Hash'],
    ['AB-12', '', 'T0FzBAEAHAAAAAoA'],
    ['CD-34', 'x', 'T0FzBAEAHAAAAAoB'],
  ];
  const markup = [
    '<',
    '>',
    '&',
    '"',
    '</c>',
    '<c ',
    '<row>',
    '<is><t>',
    ']]>',
    '<!--',
    '_x0000_',
    '\xff\xff\xff\xff',
  ];
  const inserted = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(...markup).map((text) => Buffer.from(text, 'latin1')),
  );
  /** `removed` is how many bytes make room, if not as many as come in: a zip with other offsets is no zip at all. */
  const mutations = fc.array(
    fc.record({ at: fc.nat(), inserted, removed: fc.option(fc.integer({ min: 0, max: 12 })) }),
    { minLength: 1, maxLength: 4 },
  );
  type Mutations = typeof mutations extends fc.Arbitrary<infer T> ? T : never;

  const apply = (original: Buffer, changes: Mutations) =>
    changes.reduce((bytes, { at, inserted: put, removed }) => {
      const start = at % (bytes.length + 1);
      const rest = bytes.subarray(start + (removed ?? put.length));
      return Buffer.concat([bytes.subarray(0, start), put, rest]);
    }, original);

  it.each([false, true])('done to the file is rows or a problem (stored: %s)', async (isStored) => {
    const original = workbook(sample, { isStored });
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        await outcome(apply(original, changes));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['_rels/.rels', relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ],
    [
      stringsPath,
      `<sst>${'<si><t>a</t></si><si><r><t>b&amp;</t></r><rPh><t>c</t></rPh></si>'.repeat(4)}</sst>`,
    ],
    [
      sheetPath,
      worksheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>' +
          '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2"><v>5.0123E+15</v></c></row>',
      ),
    ],
  ])('written into %s is rows or a problem', async (path, original) => {
    const known = ['not-a-table', 'damaged', 'empty', 'row-too-long'];
    let readable = 0;
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        const part = apply(Buffer.from(original), changes);
        const found = await outcome(workbook(sample, { parts: { [path]: part } }));
        if (typeof found === 'string') expect(known).toContain(found);
        else readable += 1;
      }),
      { numRuns: 1000 },
    );
    expect(readable).toBeGreaterThan(0);
  });

  it('random is a problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await outcome(Buffer.from(bytes))).toBe('damaged');
      }),
      { numRuns: 500 },
    );
  });
});

it('can be left half-way', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => [`serial ${index}`, 'x'.repeat(500)]);
  for await (const row of readXlsx(workbook(rows, { strings: 'inline' }), limits)) {
    expect(row.line).toBe(1);
    break;
  }
});
