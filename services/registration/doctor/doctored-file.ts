import type { SheetProblem } from '../../files/sheet';
import type { RowVerdict } from './doctored-row';

/**
 * `hashes` for Autopilot, `identifiers` for device preparation: a file without header of manufacturer, model and
 * serial number.
 */
export type FileKind = 'hashes' | 'identifiers';

/** Why nothing of a file can be used; sentences under `doctor.file`. */
export type FileProblem =
  | { readonly type: SheetProblem }
  | { readonly type: 'no-hash-column'; readonly columns: readonly string[] }
  | { readonly type: 'no-serial-column'; readonly columns: readonly string[] };

export interface FileReading {
  readonly kind: FileKind;
  /** For people: "UTF-16LE, comma", "Excel". */
  readonly format: string;
  readonly counts: Readonly<Record<RowVerdict, number>>;
  /** Header names that mean nothing to a registration. */
  readonly ignoredColumns: readonly string[];
}
