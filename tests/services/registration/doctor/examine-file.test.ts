import type { FileProblem } from '../../../../services/registration/doctor/doctored-file';
import {
  type DoctoredRow,
  type FindingCode,
  findingVerdicts,
} from '../../../../services/registration/doctor/doctored-row';
import { examineFile, usualLimits } from '../../../../services/registration/doctor/examine-file';
import { devices, hardwareHash, type HashOptions, inPieces } from '../../../support/hardware-hashes';
import { workbook } from '../../../support/workbook';

async function examine(file: string | Uint8Array, limits = usualLimits) {
  const rows: DoctoredRow[] = [];
  const reading = await examineFile(
    inPieces(Buffer.from(file)),
    (batch) => {
      rows.push(...batch);
      return Promise.resolve();
    },
    { limits },
  );
  return { reading, rows };
}

const header = 'Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User';
const hash = (serialNumber = 'S1', more: Partial<HashOptions> = {}) =>
  hardwareHash({ serialNumber, ...more });
const line = (serial: string, blob: string, tag = '', user = '') => `${serial},,${blob},${tag},${user}`;
const sheet = (...lines: readonly string[]) => [header, ...lines].join('\r\n');
const codesOf = (row: DoctoredRow | undefined) => row?.findings.map(({ code }) => code);

it('says all of a row that is in order', async () => {
  const { reading, rows } = await examine(sheet(line('S1', hash(), 'Kiosk', 'ada@contoso.com')));

  expect(reading).toEqual({
    ok: true,
    value: {
      kind: 'hashes',
      format: 'UTF-8, comma',
      counts: { ready: 1, repaired: 0, asked: 0, refused: 0 },
      ignoredColumns: [],
    },
  });
  expect(rows).toEqual([
    {
      line: 2,
      verdict: 'ready',
      findings: [],
      serial: 'S1',
      tag: 'Kiosk',
      user: 'ada@contoso.com',
      hash: hash(),
      manufacturer: 'Contoso',
      model: 'Contoso Book 14',
      hasTpm: true,
    },
  ]);
});

interface Case {
  readonly lines: readonly string[];
  readonly codes: readonly FindingCode[];
  readonly values?: Readonly<Record<string, string | number>>;
  readonly serial?: string;
}

/** What the last line is found to be. */
const cases: Readonly<Record<string, Case>> = {
  'padding that is missing': {
    lines: [line('S1', hash('S1', { padTo: 2999, isPadded: false }))],
    codes: ['hashRepaired'],
  },
  'a serial number only in the hash': {
    lines: [line('', hash('HASHED1'))],
    codes: ['serialFromHash'],
    values: { serial: 'HASHED1' },
    serial: 'HASHED1',
  },
  'spaces around a serial number': { lines: [line(' S1 ', hash())], codes: ['serialTidied'], serial: 'S1' },
  'control characters in a serial number': {
    lines: [line('S\0\x071\u200B', hash())],
    codes: ['serialTidied'],
    serial: 'S1',
  },
  'a serial number that Excel shall not touch': {
    lines: [line('"=""0012345"""', hash('0012345'))],
    codes: ['serialTidied'],
    serial: '0012345',
  },
  'another serial number in the hash': {
    lines: [line('S1', hash('S2'))],
    codes: ['serialDiffers'],
    values: { row: 'S1', hash: 'S2' },
    serial: 'S2',
  },
  'the same serial number in other letters': {
    lines: [line('abc1', hash('ABC1'))],
    codes: [],
    serial: 'abc1',
  },
  'a placeholder': {
    lines: [line('To be filled by O.E.M.', hash('To be filled by O.E.M.'))],
    codes: ['placeholderSerial'],
    values: { serial: 'To be filled by O.E.M.' },
  },
  'another placeholder': {
    lines: [line('default  STRING', hash('Default  string'))],
    codes: ['placeholderSerial'],
  },
  'only zeros': { lines: [line('00000000', hash('00000000'))], codes: ['placeholderSerial'] },
  'a placeholder from the hash': {
    lines: [line('', hash('0'))],
    codes: ['serialFromHash', 'placeholderSerial'],
  },
  'a wrong checksum': { lines: [line('S1', hash('S1', { checksum: 'wrong' }))], codes: ['checksumWrong'] },
  'no checksum': { lines: [line('S1', hash('S1', { checksum: 'absent' }))], codes: ['checksumWrong'] },
  'neither serial number nor hash': {
    lines: [line('', '', 'Kiosk')],
    codes: ['serialMissing', 'hashMissing'],
  },
  'no hash': { lines: [line('S1', '')], codes: ['hashMissing'], serial: 'S1' },
  'prose for a hash': { lines: [line('S1', 'see mail')], codes: ['hashUnreadable'] },
  'a formula for a hash': { lines: [line('S1', "=cmd|'/c calc'!A1")], codes: ['hashUnreadable'] },
  'a hash that is cut': { lines: [line('S1', hash('S1', { cutAt: 60 }))], codes: ['hashTruncated'] },
  'a hash without manufacturer': {
    lines: [line('S1', hash('S1', { manufacturer: '' }))],
    codes: ['hashWithoutManufacturer'],
  },
  'a hash without serial number': { lines: [line('S1', hash(''))], codes: ['hashWithoutSerial'] },
  'no serial number anywhere': { lines: [line('', hash(''))], codes: ['hashWithoutSerial'] },
  'a serial number for the second time': {
    lines: [line('S1', hash()), line('s1', hash('S1', { tpm: 'other' }))],
    codes: ['duplicateSerial'],
    values: { line: 2 },
  },
  'a row for the second time': {
    lines: [line('S1', hash()), '', line('S1', hash())],
    codes: ['duplicateSerial'],
    values: { line: 2 },
  },
  'a hash for the second time': {
    lines: [line('S1', hash()), line('S2', hash('S1', { padTo: 0, isPadded: false }))],
    codes: ['serialDiffers', 'hashRepaired', 'duplicateHash'],
    values: { line: 2 },
  },
  'a serial number whose first row was refused': {
    lines: [line('S1', hash('S1', { cutAt: 60 })), line('S1', hash())],
    codes: [],
  },
  'a comma in a tag': {
    lines: [line('S1', hash(), 'Berlin, Kiosk', 'a@b.de')],
    codes: ['tooManyColumns'],
    values: { found: 6, expected: 5 },
    serial: 'S1',
  },
  'empty cells at the end': { lines: [`${line('S1', hash())},, ,`], codes: [] },
  'a tag with a bracket': {
    lines: [line('S1', hash(), 'Kiosk [2]')],
    codes: ['badTag'],
    values: { tag: 'Kiosk [2]' },
  },
  'a tag that is too long': { lines: [line('S1', hash(), 'T'.repeat(65))], codes: ['badTag'] },
  'a formula for a tag': { lines: [line('S1', hash(), "=cmd|'/c calc'!A1")], codes: ['badTag'] },
  'a display name for a user': {
    lines: [line('S1', hash(), '', 'Ada Lovelace')],
    codes: ['badUser'],
    values: { user: 'Ada Lovelace' },
  },
  'a user of a Windows domain': { lines: [line('S1', hash(), '', 'CONTOSO\\ada')], codes: ['badUser'] },
};

const caseNames = Object.keys(cases);

it.each(caseNames)('notices %s', async (name) => {
  const { lines, codes, values, serial } = cases[name]!;
  const { rows } = await examine(sheet(...lines));
  const row = rows.at(-1);

  expect(codesOf(row)).toEqual(codes);
  const verdicts = codes.map((code) => findingVerdicts[code]);
  const worst =
    (['refused', 'asked', 'repaired'] as const).find((each) => verdicts.includes(each)) ?? 'ready';
  expect(row?.verdict).toBe(worst);
  if (values !== undefined) expect(row?.findings.map((finding) => finding.values)).toContainEqual(values);
  if (serial !== undefined) expect(row?.serial).toBe(serial);
});

/** `tagNotAllowed` is found by who knows the people. */
const foundElsewhere = ['identifierIncomplete', 'tagNotAllowed'];

it('has a case for every finding', () => {
  const shown = new Set<string>([...Object.values(cases).flatMap(({ codes }) => codes), ...foundElsewhere]);

  expect(Object.keys(findingVerdicts).filter((code) => !shown.has(code))).toEqual([]);
});

const fileCases: readonly (readonly [string, string | Uint8Array, FileProblem])[] = [
  ['nothing', '', { type: 'empty' }],
  ['only a header', `${header}\r\n`, { type: 'empty' }],
  ['a picture', Buffer.from('89504E470D0A1A0A', 'hex'), { type: 'not-a-table' }],
  ['prose', 'Dear all\nplease find the hashes attached.\nAda', { type: 'not-a-table' }],
  ['an old workbook', Buffer.from('D0CF11E0A1B11AE100', 'hex'), { type: 'old-excel' }],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    { type: 'encrypted' },
  ],
  ['half a workbook', workbook([['a', 'b']]).subarray(0, 300), { type: 'damaged' }],
  ['too many rows', sheet(...'x'.repeat(20_001).split('')), { type: 'too-many-rows' }],
  ['a million short rows', `${header}\n${'a\n'.repeat(1_000_000)}`, { type: 'too-many-rows' }],
  ['an endless row', sheet(line('S1', 'T'.repeat(50_000))), { type: 'row-too-long' }],
  [
    'a list without hashes',
    'Serial Number,Model,Owner\nS1,Book,Ada',
    { type: 'no-hash-column', columns: ['Serial Number', 'Model', 'Owner'] },
  ],
  [
    'a list of something else',
    'Name,Town\nAda,London\nAlan,Bletchley',
    { type: 'no-hash-column', columns: ['Name', 'Town'] },
  ],
  [
    'hashes without serial numbers',
    `Machine,Hardware Hash\nA,${hash()}`,
    { type: 'no-serial-column', columns: ['Machine', 'Hardware Hash'] },
  ],
];

it.each(fileCases)('refuses %s', async (_, file, error) => {
  expect((await examine(file)).reading).toEqual({ ok: false, error });
});

it('stops at more bytes than allowed', async () => {
  const { reading } = await examine(sheet(line('S1', hash())), { ...usualLimits, bytes: 4000 });

  expect(reading).toEqual({ ok: false, error: { type: 'too-large' } });
});

describe('a header', () => {
  it.each([
    ['in capitals', 'DEVICE SERIAL NUMBER,HARDWARE HASH'],
    ['with spaces and quotes', '" Device Serial Number "; "Hardware  Hash" '],
    ['in other words', 'SerialNumber\tHardwareHash'],
    ['with marks', '\uFEFFserial_number,hardware-hash'],
  ])('may be %s', async (_, names) => {
    const delimiter = /[,;\t]/.exec(names)![0];
    const { rows } = await examine(`${names}\nS1${delimiter}${hash()}\n`);

    expect(rows.map(({ serial, verdict }) => ({ serial, verdict }))).toEqual([
      { serial: 'S1', verdict: 'ready' },
    ]);
  });

  it('may have another order, and columns that mean nothing here', async () => {
    const names = 'Purchased,Assigned User,Group Tag,Hardware Hash,Room,Device Serial Number';
    const { reading, rows } = await examine(`${names}\n2026-01-01,ada@contoso.com,Kiosk,${hash()},12,S1\n`);

    expect(rows).toMatchObject([{ serial: 'S1', tag: 'Kiosk', user: 'ada@contoso.com', verdict: 'ready' }]);
    expect(reading).toMatchObject({ value: { ignoredColumns: ['Purchased', 'Room'] } });
  });

  it('gives the group tag before the order id, and the order id where there is no tag', async () => {
    const lines = ['Serial,Hash,OrderID,Group Tag', `S1,${hash()},old,new`, `S2,${hash('S2')},old,`];
    const { rows } = await examine(lines.join('\n'));

    expect(rows.map(({ tag }) => tag)).toEqual(['new', 'old']);
  });

  it('may stand below other lines', async () => {
    const { rows } = await examine(`Report,of today\n\nby,Ada\n${sheet(line('S1', hash()))}`);

    expect(rows).toMatchObject([{ line: 5, serial: 'S1', verdict: 'ready' }]);
  });

  it('may come again, and another one after it', async () => {
    const other = `Hardware Hash,Group Tag,Serial Number\n${hash('S3')},Kiosk,S3`;
    const { rows } = await examine(sheet(line('S1', hash()), header, line('S2', hash('S2')), other));

    expect(rows.map(({ line: at, serial, tag, verdict }) => [at, serial, tag, verdict])).toEqual([
      [2, 'S1', '', 'ready'],
      [4, 'S2', '', 'ready'],
      [6, 'S3', 'Kiosk', 'ready'],
    ]);
  });

  it('does not make a device above it disappear', async () => {
    const { rows } = await examine(`S0,,${hash('S0')}\n${sheet(line('S1', hash()))}`);

    expect(rows.map(({ serial }) => serial)).toEqual(['S0', 'S1']);
  });

  const tagged = 'Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Comment';
  const withUser = `${tagged},Assigned User`;
  it.each([
    ['a tag that fell in two', tagged, `S1,,${hash()},UK,Corp,`],
    ['a tag that fell in two, and more empty cells', tagged, `S1,,${hash()},UK,Corp,,,`],
    ['half a tag beside an empty cell', tagged, `S1,,${hash()},,Corp,`],
    ['a user who was pushed on', withUser, `S1,,${hash()},UK,Corp,,`],
    ['empty names at its end', `${tagged},`, `S1,,${hash()},UK,Corp,,`],
    ['a comment that fell in two before the tag', 'Serial,Hash,Comment,Tag', `S1,${hash()},UK,Corp,`],
    ['a serial number that nothing proves', 'Hash,Tag,Serial', `${hash()},Kiosk,S1,`],
  ])('is narrower than a row with %s, which is refused', async (_, names, row) => {
    const { rows } = await examine(`${names}\n${row}\n`);

    expect(rows.map(codesOf)).toEqual([['tooManyColumns']]);
    const [found, expected] = [row.split(',').length, names.split(',').length];
    expect(rows[0]?.findings[0]?.values).toEqual({ found, expected });
  });

  it.each([
    ['a tag beside the hash', tagged, `S1,,${hash()},Kiosk,,`, 'Kiosk'],
    ['nothing behind the hash', tagged, `S1,,${hash()},,,,`, ''],
    ['a user who is in place', withUser, `S1,,${hash()},Kiosk,new,ada@contoso.com,`, 'Kiosk'],
    ['nothing wanted behind the hash', 'Serial,Tag,Hash,Room,Floor', `S1,Kiosk,${hash()},12,3,`, 'Kiosk'],
    ['as many empty cells', `${tagged},,`, `S1,,${hash()},Kiosk,new,,`, 'Kiosk'],
  ])('may be narrower than a row with %s', async (_, names, row, tag) => {
    const { rows } = await examine(`${names}\n${row}\n`);

    expect(rows).toMatchObject([{ serial: 'S1', verdict: 'ready', tag }]);
  });

  it('may have its names between the values of each row', async () => {
    const mixed = (serial: string, blob: string) => `Device Serial Number,${serial},Hardware Hash,${blob}`;
    const { rows } = await examine(
      [mixed('S1', hash()), mixed('S2', ''), mixed('S3', `${hash('S3')},x`)].join('\n'),
    );

    expect(rows.map((row) => [row.serial, codesOf(row)])).toEqual([
      ['S1', []],
      ['S2', ['hashMissing']],
      ['S3', ['tooManyColumns']],
    ]);
  });
});

describe('without header', () => {
  const hash1 = hash();

  it.each([
    ['a hash alone', hash1, { serial: 'S1', verdict: 'repaired' }],
    ['serial number and hash', `S1,${hash1}`, { serial: 'S1', verdict: 'ready' }],
    ['Microsoft’s order', `S1,,${hash1},Kiosk,a@b.de`, { tag: 'Kiosk', user: 'a@b.de', verdict: 'ready' }],
    ['tabs', `S1\t${hash1}\tKiosk`, { serial: 'S1', tag: 'Kiosk', verdict: 'ready' }],
    ['semicolons', `S1;;${hash1};Kiosk`, { serial: 'S1', tag: 'Kiosk', verdict: 'ready' }],
    ['spaces', `S1 ${hash1} Kiosk`, { serial: 'S1', tag: 'Kiosk', verdict: 'ready' }],
    ['spaces within the hash', hash1.replace(/.{76}/g, '$& '), { serial: 'S1', verdict: 'repaired' }],
    ['a hash that is cut', `S1,,${hash('S1', { cutAt: 60 })}`, { serial: 'S1', verdict: 'refused' }],
    ['too many cells before', `S1,x,y,${hash1}`, { serial: 'S1', verdict: 'refused' }],
    ['too many cells after', `S1,,${hash1},a,b@c.de,d`, { serial: 'S1', verdict: 'refused' }],
  ])('reads %s', async (_, text, expected) => {
    const { reading, rows } = await examine(text);

    expect(reading).toMatchObject({ ok: true, value: { kind: 'hashes' } });
    expect(rows).toMatchObject([{ line: 1, ...expected }]);
  });

  it('accounts for every line', async () => {
    const { rows } = await examine(`S1,,${hash1}\nS2,,\nhello\nS3,,,,,,x`);

    expect(rows.map((row) => [row.serial, codesOf(row)])).toEqual([
      ['S1', []],
      ['S2', ['hashMissing']],
      ['hello', ['hashMissing']],
      ['S3', ['tooManyColumns']],
    ]);
  });
});

describe('corporate identifiers', () => {
  it('are manufacturer, model and serial number, free of dots and commas', async () => {
    const { reading, rows } = await examine('Fabrikam Inc.,Slate 7.1,A.1\n"Acme, Ltd",Book,B2\n');

    expect(reading).toMatchObject({ value: { kind: 'identifiers', counts: { ready: 1, repaired: 1 } } });
    const texts = { tag: '', user: '' };
    expect(rows).toEqual([
      {
        ...texts,
        line: 1,
        verdict: 'repaired',
        findings: [{ code: 'serialTidied' }],
        serial: 'A1',
        manufacturer: 'Fabrikam Inc',
        model: 'Slate 71',
      },
      {
        ...texts,
        line: 2,
        verdict: 'ready',
        findings: [],
        serial: 'B2',
        manufacturer: 'Acme Ltd',
        model: 'Book',
      },
    ]);
  });

  it('have their own findings', async () => {
    const lines = [
      'Acme,Book,A1',
      'Acme,Book,A2',
      'acme,book,a1',
      'Acme,,A3',
      'Acme,Book,A4,x',
      'Acme,Book,0',
      'Acme,Book,A5',
    ];
    const { rows } = await examine(lines.join('\n'));

    expect(rows.map((row) => row.findings)).toEqual([
      [],
      [],
      [{ code: 'duplicateSerial', values: { line: 1 } }],
      [{ code: 'identifierIncomplete' }],
      [{ code: 'tooManyColumns', values: { found: 4, expected: 3 } }],
      [{ code: 'placeholderSerial', values: { serial: '0' } }],
      [],
    ]);
  });
});

it('reads a workbook like a text', async () => {
  const rows = [header.split(','), ['S1', '', hash(), 'Kiosk', 'a@b.de'], ['S2', '', 'no hash', '', '']];
  const examined = await examine(workbook(rows));

  expect(examined.reading).toMatchObject({ value: { format: 'Excel', counts: { ready: 1, refused: 1 } } });
  expect(examined.rows.map(({ line: at, serial }) => [at, serial])).toEqual([
    [2, 'S1'],
    [3, 'S2'],
  ]);
});

describe('batches', () => {
  const made = devices(450, { hash: { padTo: 0 } });
  const file = Buffer.from(sheet(...made.map((device) => line(device.serialNumber, device.hash))));

  it('have at most 200 rows and come one after the other, in order', async () => {
    const sizes: number[] = [];
    const serials: string[] = [];
    let taking = 0;
    await examineFile(inPieces(file), async (rows) => {
      taking += 1;
      expect(taking).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      sizes.push(rows.length);
      serials.push(...rows.map(({ serial }) => serial));
      taking -= 1;
    });

    expect(sizes).toEqual([200, 200, 50]);
    expect(serials).toEqual(made.map(({ serialNumber }) => serialNumber));
  });

  it('end with what the taker throws, and close the source', async () => {
    const trouble = new Error('no room');
    let isClosed = false;
    async function* source() {
      try {
        for (;;) yield* inPieces(file);
      } finally {
        isClosed = true;
      }
    }

    await expect(examineFile(source(), () => Promise.reject(trouble))).rejects.toBe(trouble);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isClosed).toBe(true);
  });

  it('end with what the source throws', async () => {
    const trouble = new Error('line went dead');
    async function* source() {
      yield* inPieces(file);
      throw trouble;
    }

    await expect(examineFile(source(), () => Promise.resolve())).rejects.toBe(trouble);
  });
});

it('lets others work while it reads what is in memory', async () => {
  const made = devices(3000, { hash: { padTo: 600 } });
  const file = Buffer.from(sheet(...made.map((device) => line(device.serialNumber, device.hash))));
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 1);
  await examine(file);
  clearInterval(timer);

  expect(ticks).toBeGreaterThan(10);
});
