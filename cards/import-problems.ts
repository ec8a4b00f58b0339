import type { ImportRow } from '../services/registration/imports/import';
import { clip } from './clip';
import { rowLook } from './import-looks';
import { findingWords, rowWords } from './import-words';
import { joined } from './joined';
import type { Say } from './messages';

/** A row that will not simply be registered, as it is told before anybody confirms. */
export interface ProblemRow {
  readonly symbol: string;
  readonly colour: string;
  /** "Row 14 · 5CG4217QHX" */
  readonly where: string;
  readonly problem: string;
  readonly mend: string;
}

export function problemRow(say: Say, row: ImportRow): ProblemRow {
  const found = findingWords(say, row);
  const { state, why, todo } = rowWords(say, row, { offered: true });
  return {
    ...rowLook(row.state),
    where: joined(say, [say('imports.row', { line: row.line }), clip(row.serial, 40)]),
    problem: joined(say, [
      row.state === 'other-tag' || row.state === 'elsewhere' ? state : '',
      found.problem || why,
    ]),
    mend: found.mend || todo,
  };
}
