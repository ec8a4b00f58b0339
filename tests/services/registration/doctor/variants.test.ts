import fc from 'fast-check';
import type { DoctoredRow } from '../../../../services/registration/doctor/doctored-row';
import { examineFile } from '../../../../services/registration/doctor/examine-file';
import {
  autopilotCsv,
  type CsvVariant,
  csvVariants,
  type CsvVariantName,
  devices,
  hardwareHash,
  inPieces,
  type MadeDevice,
} from '../../../support/hardware-hashes';
import { workbook } from '../../../support/workbook';

async function examine(file: Uint8Array, size?: number) {
  const rows: DoctoredRow[] = [];
  const reading = await examineFile(inPieces(file, size), (batch) => {
    rows.push(...batch);
    return Promise.resolve();
  });
  if (!reading.ok) throw new Error(`Not read: ${reading.error.type}`);
  return { ...reading.value, rows };
}

const names = Object.keys(csvVariants) as readonly CsvVariantName[];

const formats: Readonly<Record<CsvVariantName, string>> = {
  'Windows PowerShell 5.1': 'UTF-16LE, comma',
  'PowerShell 7': 'UTF-8, comma',
  'PowerShell 7 on Linux': 'UTF-8, comma',
  GroupTag: 'UTF-16LE, comma',
  AssignedUser: 'UTF-16LE, comma',
  Partner: 'UTF-16LE, comma',
  OrderID: 'UTF-8, comma',
  Identifier: 'UTF-16LE, comma',
  'ConfigMgr, header lines': 'UTF-8, comma',
  'ConfigMgr, header cells': 'UTF-8, comma',
  'Excel, semicolons': 'UTF-8, semicolon',
  'Excel, Unicode text': 'UTF-16LE, tab',
  'UTF-16BE': 'UTF-16BE, comma',
  'UTF-16LE without mark': 'UTF-16LE, comma',
  'UTF-16BE without mark': 'UTF-16BE, comma',
  'no header': 'UTF-8, comma',
  'old Mac lines': 'UTF-8, comma',
};

it.each(names)('reads every device of a file: %s', async (name) => {
  const made = devices(30, { tag: 'Kiosk', user: 'ada@contoso.com' });
  const { kind, format, counts, ignoredColumns, rows } = await examine(autopilotCsv(made, name));

  expect({ kind, format, counts, ignoredColumns }).toEqual({
    kind: name === 'Identifier' ? 'identifiers' : 'hashes',
    format: formats[name],
    counts: { ready: 30, repaired: 0, asked: 0, refused: 0 },
    ignoredColumns: [],
  });
  expect(rows.map(({ serial }) => serial)).toEqual(made.map(({ serialNumber }) => serialNumber));
});

it('finds lines where people find them', async () => {
  const { rows } = await examine(autopilotCsv(devices(2), 'ConfigMgr, header lines'));

  expect(rows.map(({ line }) => line)).toEqual([5, 7]);
});

const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789');
const serials = fc
  .tuple(
    fc.constantFrom(...letters.slice(0, 24)),
    fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 18 }),
  )
  .map(([first, rest]) => `${first}${rest}1Q`);
const texts = fc
  .string({ unit: fc.constantFrom(...Array.from('Contoso Ltd. (UK) ÄÖüß 14')), minLength: 3, maxLength: 40 })
  .map((text) => `M ${text}`.trim().replace(/ +/g, ' '));
const tags = fc.constantFrom('', 'Kiosk', 'DE-Berlin_01', 'a.b c', 'T'.repeat(64));
const users = fc.constantFrom(
  '',
  'ada@contoso.com',
  "o'brien.j@mail.contoso.co.uk",
  'x_y#EXT#@contoso.onmicrosoft.com',
);

const device: fc.Arbitrary<MadeDevice> = fc
  .record({
    serialNumber: serials,
    manufacturer: texts,
    model: texts,
    tag: tags,
    user: users,
    tpm: fc.constantFrom(undefined, 'TPM 2.0'),
    padTo: fc.integer({ min: 0, max: 3000 }),
    isPadded: fc.boolean(),
    uuid: fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdef')),
      minLength: 32,
      maxLength: 32,
    }),
    records: fc.array(fc.tuple(fc.integer({ min: 1, max: 11 }), fc.uint8Array({ maxLength: 60 })), {
      maxLength: 6,
    }),
  })
  .map(({ tag, user, serialNumber, manufacturer, model, ...rest }) => {
    const hash = hardwareHash({ serialNumber, manufacturer, model, ...rest });
    return { serialNumber, manufacturer, model, tag, user, hash };
  });
const fleets = fc.uniqueArray(device, {
  minLength: 1,
  maxLength: 12,
  selector: ({ serialNumber }) => serialNumber,
});

/** What the file of this form can say of a device. */
function expected(made: MadeDevice, name: CsvVariantName) {
  const columns: CsvVariant['columns'] = csvVariants[name].columns;
  const has = (column: string) => name === 'no header' || columns.some(([each]) => each === column);
  const plain = (text: string) => (name === 'Identifier' ? text.replace(/[.,]/g, '').trim() : text);
  return {
    serial: made.serialNumber,
    manufacturer: plain(made.manufacturer),
    model: plain(made.model),
    tag: has('Group Tag') || has('OrderID') ? made.tag : '',
    user: has('Assigned User') ? made.user : '',
    ...(name !== 'Identifier' && { hash: made.hash.padEnd(Math.ceil(made.hash.length / 4) * 4, '=') }),
  };
}

it('gives back any devices from any form of file, in pieces of any size', async () => {
  const property = fc.asyncProperty(
    fleets,
    fc.constantFrom(...names),
    fc.integer({ min: 1, max: 5000 }),
    async (made, name, size) => {
      const { rows } = await examine(autopilotCsv(made, name), size);

      expect(rows.map(({ verdict }) => verdict)).not.toContain('refused');
      expect(rows).toMatchObject(made.map((each) => expected(each, name)));
    },
  );
  await fc.assert(property, { numRuns: 500, seed: 20261123 });
}, 120_000);

it('gives back any devices from a workbook', async () => {
  const property = fc.asyncProperty(fleets, async (made) => {
    const header = ['Device Serial Number', 'Hardware Hash', 'Group Tag', 'Assigned User'];
    const cells = made.map(({ serialNumber, hash, tag, user }) => [serialNumber, hash, tag, user]);
    const { rows } = await examine(workbook([header, ...cells]));

    expect(rows).toMatchObject(made.map((each) => expected(each, 'AssignedUser')));
  });
  await fc.assert(property, { numRuns: 100, seed: 20261123 });
}, 120_000);
