/**
 * `node --expose-gc --import tsx tests/bench/doctor-memory.ts 0` (or 1, 2): how much memory and time the CSV doctor needs
 * for ten thousand devices. Prints figures, judges nothing.
 */
import { examineFile, usualLimits } from '../../services/registration/doctor/examine-file';
import { autopilotCsv, type CsvVariantName, devices } from '../support/hardware-hashes';

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

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);

async function measure(what: string, count: number, form: CsvVariantName, padTo: number): Promise<void> {
  await examineFile(generated(count / 10, form, padTo), () => Promise.resolve());
  globalThis.gc?.();
  const idle = process.memoryUsage();
  let most = idle;
  let bytes = 0;
  const sample = () => {
    const now = process.memoryUsage();
    if (now.rss > most.rss) most = now;
  };
  async function* counted() {
    for await (const piece of generated(count, form, padTo)) {
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
  const above = `${megabytes(most.rss - idle.rss)} MB above idle (${megabytes(idle.rss)} MB)`;
  console.log(`${what}: ${megabytes(bytes)} MB, ${above}, ${seconds} s`, JSON.stringify(reading));
}

/** One in each process: memory once taken is not given back. */
const cases = [
  ['UTF-16, short hashes', 10_000, 'AssignedUser', 1600],
  ['UTF-8', 10_000, 'PowerShell 7', 3000],
  ['UTF-16, Windows PowerShell', 10_000, 'Windows PowerShell 5.1', 3000],
] as const;

const [what, count, form, padTo] = cases[Number(process.argv[2])] ?? cases[0];
void measure(what, count, form, padTo);
