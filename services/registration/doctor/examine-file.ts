import { openSheet } from '../../files/open-sheet';
import { type SheetLimits, type SheetRow, UnreadableSheet } from '../../files/sheet';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import { chooseLayout, type Layout, linesLookedAt } from './choose-layout';
import type { FileProblem, FileReading } from './doctored-file';
import type { DoctoredRow, RowVerdict } from './doctored-row';
import { examineHashRow } from './hash-rows';
import { examineIdentifier, placeIdentifier } from './identifier-rows';
import { createHashRowPlacer } from './place-hash-row';
import { createSeenDevices } from './seen-devices';

/** A row of one device is about 4,200 characters: ten thousand are 42 MB, and twice that as Windows PowerShell writes them. */
export const usualLimits: SheetLimits = {
  bytes: 100_000_000,
  unpackedBytes: 150_000_000,
  rows: 20_000,
  rowLength: 40_000,
};

const batchRows = 200;

type TakeRows = (rows: readonly DoctoredRow[]) => Promise<void>;

/**
 * Reads a file of devices of whatever sort and says of each row what it is worth, in the order of the file. Rows are
 * handed to `take` in batches of at most 200, one after the other, and kept no longer. A file may turn out unreadable
 * after batches were taken: they are then void. What `bytes` or `take` throws is thrown.
 */
export async function examineFile(
  bytes: AsyncIterable<Uint8Array>,
  take: TakeRows,
  { limits = usualLimits }: { readonly limits?: SheetLimits } = {},
): Promise<Result<FileReading, FileProblem>> {
  try {
    const { format, rows } = await openSheet(bytes, limits);
    const reading = await examineRows(rows, take);
    return reading.ok ? ok({ ...reading.value, format: format() }) : reading;
  } catch (error) {
    if (error instanceof UnreadableSheet) return fail({ type: error.problem });
    throw error;
  }
}

async function examineRows(
  rows: AsyncGenerator<SheetRow>,
  take: TakeRows,
): Promise<Result<Omit<FileReading, 'format'>, FileProblem>> {
  try {
    const first = await firstRows(rows);
    const layout = chooseLayout(first);
    if (!layout.ok) return layout;
    const { examine, ignoredColumns } = examinerFor(layout.value);
    const counts: Record<RowVerdict, number> = { ready: 0, repaired: 0, asked: 0, refused: 0 };
    for await (const batch of batches(first, rows, examine)) {
      for (const { verdict } of batch) counts[verdict] += 1;
      await take(batch);
    }
    const isEmpty = Object.values(counts).every((count) => count === 0);
    if (isEmpty) return fail({ type: 'empty' });
    return ok({ kind: layout.value.kind, counts, ignoredColumns: ignoredColumns() });
  } finally {
    await rows.return(undefined);
  }
}

async function firstRows(rows: AsyncGenerator<SheetRow>): Promise<SheetRow[]> {
  const first: SheetRow[] = [];
  while (first.length < linesLookedAt) {
    const next = await rows.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  return first;
}

async function* batches(
  first: readonly SheetRow[],
  rest: AsyncIterable<SheetRow>,
  examine: Examiner['examine'],
): AsyncGenerator<readonly DoctoredRow[]> {
  let batch: DoctoredRow[] = [];
  for await (const row of joined(first, rest)) {
    const doctored = examine(row);
    if (doctored !== undefined) batch.push(doctored);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* joined<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}

interface Examiner {
  /** Undefined for a line that is no device. */
  readonly examine: (row: SheetRow) => DoctoredRow | undefined;
  readonly ignoredColumns: () => readonly string[];
}

function examinerFor({ kind, hasHeader }: Layout): Examiner {
  const seen = createSeenDevices();
  if (kind === 'identifiers') {
    return { examine: (row) => examineIdentifier(placeIdentifier(row), seen), ignoredColumns: () => [] };
  }
  const { place, ignoredColumns } = createHashRowPlacer(hasHeader);
  return {
    ignoredColumns,
    examine: (row) => {
      const raw = place(row);
      return raw && examineHashRow(raw, seen);
    },
  };
}
