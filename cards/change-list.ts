import type { ChangeView } from '../services/changes/change';
import { age } from './age';
import type { Card, CardData } from './card';
import { actButton } from './change-buttons';
import { changeHeadline } from './change-headline';
import template from './change-list.json';
import sample from './change-list.data.json';
import { changeVerbs, type ChangeNamed } from './change-verbs';
import { changeTitle, personWords } from './change-words';
import { joined } from './joined';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface ListButton extends Button<ChangeNamed | { readonly id: number }> {
  readonly style: string;
}

interface ShownChange {
  readonly symbol: string;
  readonly colour: string;
  /** "12 · Group tag UK-Corp-Laptop for 3 devices" */
  readonly name: string;
  readonly from: string;
  readonly state: string;
  readonly buttons: readonly ListButton[];
}

export interface ChangeListData extends CardData {
  readonly title: string;
  readonly tally: string;
  readonly rows: readonly ShownChange[];
  readonly more: string;
}

/** The changes that wait for somebody. */
export const changeListCard: Card<ChangeListData> = {
  id: 'change-list',
  template,
  sample,
  verbs: [changeVerbs.show, changeVerbs.approve],
};

export interface ChangeListInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  /** What the list was asked for: what the person can decide, what they asked for, or everything. */
  readonly reach: 'decide' | 'mine' | 'all';
  /** In the order in which they are shown; those beyond the first ten are counted. */
  readonly changes: readonly { readonly view: ChangeView; readonly mayApprove: boolean }[];
  /** How many wait in all, when not all of them are given. */
  readonly total?: number;
}

/** More rows with their buttons make the card too long for Teams. */
export const mostListed = 10;

export function changeListData({ say, now, reach, changes, total }: ChangeListInput): ChangeListData {
  const all = Math.max(total ?? 0, changes.length);
  const shown = changes.slice(0, mostListed);
  const title = say(`change.list.${reach}`);
  const tally = all === 0 ? say(`change.list.${reach}None`) : say('change.list.tally', { count: all });
  const left = all - shown.length;
  return {
    summary: say('change.list.summary', { title, reach: tally }),
    title,
    tally,
    rows: shown.map(({ view, mayApprove }) => rowOf(say, now, view, mayApprove)),
    more: left > 0 ? say('change.list.more', { count: left }) : '',
  };
}

function rowOf(say: Say, now: number, view: ChangeView, mayApprove: boolean): ShownChange {
  const { symbol, text } = changeHeadline({ say, now, view });
  const isWaiting = view.state === 'awaiting-approval';
  return {
    symbol,
    colour: isWaiting ? 'Accent' : 'Warning',
    name: joined(say, [say('change.list.number', { id: view.id }), changeTitle(say, view)]),
    from: joined(say, [personWords(say, view.requester), age(say, view.createdAt, now)]),
    state: text,
    buttons: [showButton(say, view), ...(mayApprove && isWaiting ? [actButton(say, view, 'approve')] : [])],
  };
}

function showButton(say: Say, { id }: ChangeView): ListButton {
  return {
    label: say('change.list.show'),
    hint: say('change.list.showHint', { id }),
    verb: changeVerbs.show,
    data: { id },
    style: 'default',
  };
}
