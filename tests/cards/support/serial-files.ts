import type { SerialColumnProblem } from '../../../services/files/serial-column';

/** A new member of the union does not compile until it is named here. */
const problems: Readonly<Record<SerialColumnProblem['type'], true>> = {
  empty: true,
  'not-a-table': true,
  'old-excel': true,
  encrypted: true,
  damaged: true,
  'too-large': true,
  'too-many-rows': true,
  'row-too-long': true,
  'no-serial-column': true,
  'no-serials': true,
  'too-many-serials': true,
};

export const serialFileProblems = Object.keys(problems) as readonly SerialColumnProblem['type'][];
