/**
 * `node --expose-gc --import tsx tests/bench/doctor-memory.ts 0` (or 1, 2, 3): how much memory and time the CSV doctor needs
 * for ten thousand devices. Prints figures, judges nothing.
 */
import { examineFile, usualLimits } from '../../services/registration/doctor/examine-file';
import { randomBytes } from 'node:crypto';
import { autopilotCsv, type CsvVariantName, devices } from '../support/hardware-hashes';
import { workbook } from '../support/workbook';

const perPiece = 100;

/** The file is made while it is read, as it would come over a network. */
async function* generated(count: number, form: CsvVariantName, padTo: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < count; from += perPiece) {
    const made = devices(perPiece, { prefix: `P${from}X`, hash: { padTo } });
    const piece = autopilotCsv(made, form);
    const header = from === 0 ? 0 : autopilotCsv([], form).length;
    yield await Promise.resolve(piece.subarray(header));
  }
}

/** Filled with noise, which packs as badly as any hash can; the whole is made before the clock starts. */
function bookOf(count: number, hashBytes: number): Buffer {
  const records = () => [[11, randomBytes(hashBytes)]] as const;
  const rows = Array.from({ length: count / perPiece }, (_, piece) =>
    Array.from({ length: perPiece }, (__, at) => {
      const [made] = devices(1, { prefix: `P${piece}X${at}X`, hash: { padTo: 0, records: records() } });
      return [made!.serialNumber, '', made!.hash];
    }),
  ).flat();
  return workbook([['Device Serial Number', 'Windows Product ID', 'Hardware Hash'], ...rows]);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  // Copies, as they would come over a network: the file itself is there already when the memory is measured.
  for (let at = 0; at < bytes.length; at += 65_536) {
    yield await Promise.resolve(Buffer.from(bytes.subarray(at, at + 65_536)));
  }
}

/** What was freed and kept by the process for the next need, as after making a workbook, does not count. */
const inUse = ({ heapUsed, external }: NodeJS.MemoryUsage) => heapUsed + external;

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);

type Source = (count: number) => () => AsyncIterable<Uint8Array>;

async function measure(what: string, count: number, source: Source): Promise<void> {
  await examineFile(source(count / 10)(), () => Promise.resolve());
  const whole = source(count);
  globalThis.gc?.();
  const idle = process.memoryUsage();
  let most = idle;
  let held = 0;
  let bytes = 0;
  const sample = () => {
    const now = process.memoryUsage();
    if (now.rss > most.rss) most = now;
    held = Math.max(held, inUse(now) - inUse(idle));
  };
  async function* counted() {
    for await (const piece of whole()) {
      bytes += piece.length;
      sample();
      yield piece;
    }
  }
  const startedAt = performance.now();
  const reading = await examineFile(
    counted(),
    () => {
      sample();
      return Promise.resolve();
    },
    { limits: { ...usualLimits, bytes: 200_000_000 } },
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const above = `${megabytes(most.rss - idle.rss)} MB above idle (${megabytes(idle.rss)} MB), ${megabytes(held)} MB in use`;
  console.log(`${what}: ${megabytes(bytes)} MB, ${above}, ${seconds} s`, JSON.stringify(reading));
}

/** One in each process: memory once taken is not given back. */
const cases = [
  ['UTF-16, short hashes', text('AssignedUser', 1600)],
  ['UTF-8', text('PowerShell 7', 3000)],
  ['UTF-16, Windows PowerShell', text('Windows PowerShell 5.1', 3000)],
  ['XLSX, hashes of noise', book(2500)],
] as const;

function text(form: CsvVariantName, padTo: number): Source {
  return (count) => () => generated(count, form, padTo);
}

function book(hashBytes: number): Source {
  return (count) => {
    const bytes = bookOf(count, hashBytes);
    return () => inPieces(bytes);
  };
}

const [what, source] = cases[Number(process.argv[2])] ?? cases[0];
void measure(what, 10_000, source);
