import type { Say } from './messages';

/** What the buttons of the status cards ask for. */
export const statusVerbs = {
  /** Reads one registration again: `StatusRefresh`. */
  refresh: 'status.refresh',
  /** Shows the card of one serial: `StatusOpen`. */
  open: 'status.open',
  /** Shows the table of several serials: `StatusList`. */
  list: 'status.list',
} as const;

/** `id` is the registration's; `serials` is the list to lead back to. */
export interface StatusRefresh {
  readonly serial: string;
  readonly id?: string;
  readonly serials?: readonly string[];
}

export interface StatusOpen {
  readonly serial: string;
  readonly serials?: readonly string[];
}

export interface StatusList {
  readonly serials: readonly string[];
}

/** A button as a template binds it: `label` is shown, `hint` explains it, `data` comes back when it is pressed. */
export interface Button<D> {
  readonly label: string;
  readonly hint: string;
  readonly verb: string;
  readonly data: D;
}

/** None, or the one button that leads back to the table of these serials. */
export function backToList(say: Say, serials: readonly string[]): readonly Button<StatusList>[] {
  if (serials.length === 0) return [];
  return [
    {
      label: say('card.backToList'),
      hint: say('card.backToListHint'),
      verb: statusVerbs.list,
      data: { serials },
    },
  ];
}
