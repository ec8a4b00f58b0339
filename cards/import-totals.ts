import type { ImportView, RowState } from '../services/registration/imports/import';

/** A row that is there because of this import. */
const arrived: readonly RowState[] = ['imported', 'listed', 'assigned', 'added', 'differs'];
const onTheWay: readonly RowState[] = ['sending', 'sent'];
const unwritten: readonly RowState[] = ['ready', 'failed', 'stopped'];
/** What the pages of problems list. */
const unwished: readonly RowState[] = ['other-tag', 'elsewhere', 'differs', 'failed', 'asked', 'refused'];

/** Numbers of rows. `wanted` leaves out what was here already and what cannot be sent. */
export interface ImportTotals {
  readonly wanted: number;
  readonly done: number;
  readonly onTheWay: number;
  readonly failed: number;
  readonly problems: number;
}

export function importTotals({ states }: Pick<ImportView, 'states'>): ImportTotals {
  const sum = (of: readonly RowState[]) => of.reduce((total, state) => total + states[state], 0);
  return {
    wanted: sum([...arrived, ...onTheWay, ...unwritten]),
    done: sum(arrived),
    onTheWay: sum(onTheWay),
    failed: states.failed,
    problems: sum(unwished),
  };
}
