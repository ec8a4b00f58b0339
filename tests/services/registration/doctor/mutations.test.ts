import fc from 'fast-check';
import { type DoctoredRow, findingVerdicts } from '../../../../services/registration/doctor/doctored-row';
import { examineFile, usualLimits } from '../../../../services/registration/doctor/examine-file';
import {
  autopilotCsv,
  csvVariants,
  type CsvVariantName,
  devices,
  encoded,
  inPieces,
} from '../../../support/hardware-hashes';

const limits = { ...usualLimits, bytes: 20_000, rows: 200 };
/** A file of a thousand bytes takes less than one; on a busy machine somewhat more, and for ever when it hangs. */
const longestMs = 20_000;
const minutes = 180_000;

/** Whatever the file: a value comes back, soon, and rows that keep their promises. Gives how it ended. */
async function survives(file: Uint8Array, size: number): Promise<string> {
  const rows: DoctoredRow[] = [];
  const startedAt = performance.now();
  const reading = await examineFile(
    inPieces(file, size),
    (batch) => {
      rows.push(...batch);
      return Promise.resolve();
    },
    { limits },
  );
  if (performance.now() - startedAt > longestMs) throw new Error('Took far too long');
  const unsound = rows.find((row) => !isSound(row));
  if (unsound !== undefined) throw new Error(`Not sound: ${JSON.stringify(unsound)}`);
  if (!reading.ok) return reading.error.type;
  const { ready, repaired, asked, refused } = reading.value.counts;
  if (ready + repaired + asked + refused !== rows.length) throw new Error('Miscounted');
  return refused === rows.length ? 'all refused' : 'usable';
}

function isSound({ verdict, findings, serial, tag, user, manufacturer, model }: DoctoredRow): boolean {
  const isRefused = findings.some(({ code }) => findingVerdicts[code] === 'refused');
  const areClean = [serial, tag, user, manufacturer, model].every(
    (text) => text.length <= 256 && !/[\p{Cc}\p{Cs}]/u.test(text),
  );
  return areClean && (verdict === 'refused' ? isRefused : !isRefused && serial !== '');
}

/** Mostly whole: small pieces cost time. */
const sizes = fc.oneof(
  { weight: 9, arbitrary: fc.constant(4096) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 700 }) },
);

/** How many of ten thousand files ended how; fails with the seed and the smallest file that does not survive. */
async function tryTenThousand(files: fc.Arbitrary<Uint8Array>, round = 0): Promise<Record<string, number>> {
  const ends: Record<string, number> = {};
  const property = fc.asyncProperty(files, sizes, async (file, size) => {
    const end = await survives(file, size);
    ends[end] = (ends[end] ?? 0) + 1;
  });
  await fc.assert(property, { numRuns: 10_000, seed: 20_261_123 + round });
  return ends;
}

const samples = (Object.keys(csvVariants) as readonly CsvVariantName[]).map((name) =>
  autopilotCsv(devices(2, { tag: 'Kiosk', user: 'a@b.de', hash: { padTo: 0 } }), name),
);
const marks = ['"', ',', '""', '\r\n', '\n', ';', '\t', '=', '\0', '\uFEFF', '€', 'A'];
const change = fc.record({
  at: fc.integer({ min: 0, max: 9999 }).map((place) => place / 10_000),
  remove: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(400)),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom(...marks.map((mark) => new Uint8Array(Buffer.from(mark)))),
  ),
});

const mutated = (most: number): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: most }))
    .map(([sample, changes]) =>
      changes.reduce((bytes, { at, remove, insert }) => {
        const from = Math.floor(at * bytes.length);
        return Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + remove)]);
      }, sample),
    );

it.each([1, 2, 3, 4, 5])(
  'survives ten thousand files with some bytes changed (%i)',
  async (round) => {
    const ends = await tryTenThousand(mutated(round), round);

    expect(ends['usable']).toBeGreaterThan(1000);
    expect(ends['all refused']).toBeGreaterThan(100);
  },
  minutes,
);

it(
  'survives ten thousand files of any bytes',
  async () => {
    const ends = await tryTenThousand(fc.uint8Array({ maxLength: 300 }));

    expect(ends['not-a-table']).toBeGreaterThan(1000);
  },
  minutes,
);

const encodings = ['utf8', 'utf8-bom', 'utf16le', 'utf16le-bom', 'utf16be-bom', 'windows-1252'] as const;

it(
  'survives ten thousand files of any characters',
  async () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const files = fc
      .tuple(text, fc.constantFrom(...encodings))
      .map(([content, encoding]) => encoded(content, encoding));
    const ends = await tryTenThousand(files);

    expect(ends['not-a-table']).toBeGreaterThan(1000);
  },
  minutes,
);

const { hash } = devices(1, { hash: { padTo: 0 } })[0]!;
const names = ['Device Serial Number', 'Hardware Hash', 'Group Tag', 'OrderID', 'Assigned User', 'Model'];
const values = ['S1', 'S2', '0', '', ' ', '=cmd', 'ada@contoso.com', 'T0G', '====', 'ü', '\uD800', hash];
const fragments = fc.constantFrom(
  ...names,
  ...values,
  ...marks,
  ',',
  '\n',
  hash.slice(0, 60),
  hash.slice(60),
);

it.each([1, 2, 3])(
  'survives ten thousand files of what stands in such files (%i)',
  async (round) => {
    const files = fc.array(fragments, { maxLength: 15 * round }).map((parts) => Buffer.from(parts.join('')));
    const ends = await tryTenThousand(files, round);

    expect(Object.keys(ends)).toEqual(expect.arrayContaining(['usable', 'all refused', 'no-hash-column']));
  },
  minutes,
);
