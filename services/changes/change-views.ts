import type { Db } from '../store/store';
import type { ChangeView } from './change';
import type { ChangeDevices } from './change-devices';
import type { ChangeStore } from './change-store';
import type { StoredChange } from './stored-change';
import { kinds } from './kinds';
import type { ChangeRules } from './rules';

const shownDevices = 10;
const perPage = 20;
const hourMs = 3_600_000;

export interface ChangePage {
  /** From 0. */
  readonly number: number;
  readonly pages: number;
  readonly targets: ChangeView['targets'];
}

export interface ChangeViews {
  view(change: StoredChange, db?: Db): Promise<ChangeView>;
  page(change: StoredChange, number: number): Promise<ChangePage>;
}

export function createChangeViews(
  store: ChangeStore,
  devices: ChangeDevices,
  rules: Pick<ChangeRules, 'undoWithinHours'>,
): ChangeViews {
  return {
    async view(change, db) {
      const counts = await devices.counts(change.id, db);
      const targets = await devices.page(change.id, 0, shownDevices, db);
      const undoUntil = undoUntilOf(change, counts, rules);
      const isBeingUndone = undoUntil !== undefined && (await store.undoing(change.id, db)) !== undefined;
      const { trouble, ...rest } = change;
      return {
        ...rest,
        counts,
        targets,
        ...(undoUntil !== undefined && !isBeingUndone && { undoUntil }),
        ...(trouble && {
          trouble: {
            failure: trouble.failure as NonNullable<ChangeView['trouble']>['failure'],
            nextTryAt: trouble.nextTryAt,
          },
        }),
      };
    },
    async page({ id, total }, number) {
      const pages = Math.max(1, Math.ceil(total / perPage));
      const at = Math.min(Math.max(number, 0), pages - 1);
      return { number: at, pages, targets: await devices.page(id, at * perPage, perPage) };
    },
  };
}

/** Absent where there is nothing to put back. */
export function undoUntilOf(
  { state, kind, appliedAt, undoes, undoneBy }: StoredChange,
  { written, proven, unproven }: ChangeView['counts'],
  { undoWithinHours }: Pick<ChangeRules, 'undoWithinHours'>,
): number | undefined {
  const isDone = state === 'applied' || state === 'proven' || state === 'failed';
  const isOpen = isDone && undoes === undefined && undoneBy === undefined && kinds[kind].canBeUndone;
  if (!isOpen || appliedAt === undefined || written + proven + unproven === 0) return undefined;
  return appliedAt + undoWithinHours * hourMs;
}
