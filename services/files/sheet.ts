/** One row of a table as it stands in a file; `line` counts from 1 and is where a person finds it. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a file cannot be read as a table; each has its sentence under `doctor.file` in the catalogue. */
export type SheetProblem =
  | 'empty'
  | 'not-a-table'
  | 'old-excel'
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'too-many-rows'
  | 'row-too-long';

/** Ends the reading of a sheet half-way; whoever reads rows turns it into a value. */
export class UnreadableSheet extends Error {
  constructor(readonly problem: SheetProblem) {
    super(`Not readable as a table: ${problem}`);
  }
}

/** Bounds for what strangers send: bytes as they arrive, bytes unpacked, rows, and characters of one row. */
export interface SheetLimits {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly rows: number;
  readonly rowLength: number;
}
