import type { ChangeView } from '../services/changes/change';
import type { Card, CardData } from './card';
import {
  actButton,
  devicesButton,
  offerButtons,
  shownActs,
  type ButtonsInput,
  type ChangeButton,
} from './change-buttons';
import {
  rejectForm,
  tagForm,
  typedInputs,
  undoForm,
  type ChangeForm,
  type RejectForm,
  type TagForm,
  type TypedInput,
} from './change-forms';
import { changeHeadline } from './change-headline';
import { changeLeads, type ChangeLead } from './change-leads';
import { changeRow, type ChangeRow } from './change-rows';
import { changeSteps, type ChangeStep } from './change-steps';
import { changeVerbs } from './change-verbs';
import { changeTitle, personWords } from './change-words';
import template from './change.json';
import sample from './change.data.json';
import { clip } from './clip';
import { requestVerbs } from './request';
import type { Say } from './messages';

interface Remark {
  readonly symbol: string;
  readonly colour: string;
  readonly text: string;
}

export interface ChangeData extends CardData {
  readonly title: string;
  readonly by: string;
  readonly headline: {
    readonly symbol: string;
    readonly style: string;
    readonly text: string;
    readonly notes: readonly { readonly text: string }[];
  };
  /** None, or the one line of steps. */
  readonly ways: readonly { readonly steps: readonly ChangeStep[] }[];
  readonly leads: readonly ChangeLead[];
  readonly remarks: readonly Remark[];
  readonly devices: readonly ChangeRow[];
  readonly moreDevices: string;
  readonly typed: readonly TypedInput[];
  /** In this order on the card. */
  readonly first: readonly ChangeButton[];
  readonly tagForms: readonly TagForm[];
  readonly rejectForms: readonly RejectForm[];
  readonly undoForms: readonly ChangeForm[];
  readonly last: readonly ChangeButton[];
  /** Whether Teams asks for the card of whoever looks at it. */
  readonly isRefreshed: boolean;
  readonly refresh: { readonly label: string; readonly hint: string; readonly data: { readonly id: number } };
}

/** One change from its draft to its proof, edited in place for everybody; `refresh` shows each person their own. */
export const changeCard: Card<ChangeData> = {
  id: 'change',
  template,
  sample,
  verbs: [...Object.values(changeVerbs), ...Object.values(requestVerbs('assign-tag'))],
};

export interface ChangeInput extends ButtonsInput {
  /** The group tags that may be given, for whoever approves with another one; without them it is written. */
  readonly tags?: readonly string[] | undefined;
}

/** A phone shows these without scrolling; the others stand on their own card. */
const mostDevices = 5;
const mostEffects = 8;
const longestEffect = 300;

export function changeData(input: ChangeInput): ChangeData {
  const { say, view } = input;
  const offer = view.state === 'draft' ? input.offer : undefined;
  const title = changeTitle(say, view);
  const { notes, ...headline } = changeHeadline({ ...input, offer });
  const steps = changeSteps(say, view, offer?.needsApproval);
  const shown = view.targets.slice(0, mostDevices);
  const left = view.total - shown.length;
  const by = say('change.by', { id: view.id, name: personWords(say, view.requester) });
  return {
    summary: say('change.summary', { title, by, state: headline.text }),
    title,
    by,
    headline: { ...headline, notes: notes.map((text) => ({ text })) },
    ways: steps.length === 0 ? [] : [{ steps }],
    // Once undone it leads nowhere any more.
    leads: view.state === 'undone' ? [] : changeLeads(say, view),
    remarks: showsRemarks(view) ? [...effectsOf(view), ...warningsOf(say, view)] : [],
    devices: shown.map((target) => changeRow(say, view, target)),
    moreDevices: left > 0 ? say('change.moreDevices', { count: left }) : '',
    typed: offer === undefined ? [] : typedInputs(say, view),
    ...buttonsOf({ ...input, offer }, left > 0),
    isRefreshed: shownActs({ ...input, viewer: undefined }).length > 0,
    refresh: { label: say('card.refresh'), hint: say('change.button.refreshHint'), data: { id: view.id } },
  };
}

function buttonsOf(input: ChangeInput, hasMore: boolean) {
  const { say, view, offer, tags } = input;
  const acts = shownActs(input);
  const simple = (...wanted: readonly ('approve' | 'withdraw' | 'renew')[]) =>
    wanted.filter((act) => acts.includes(act)).map((act) => actButton(say, view, act));
  return {
    first: offer === undefined ? simple('approve', 'renew') : offerButtons(say, view, offer),
    tagForms: acts.includes('approveWith') ? [tagForm(say, view, tags)] : [],
    rejectForms: acts.includes('reject') ? [rejectForm(say, view)] : [],
    undoForms: acts.includes('undo') ? [undoForm(say, view)] : [],
    last: [...simple('withdraw'), ...(hasMore ? [devicesButton(say, view)] : [])],
  };
}

/**
 * Later, what happened stands where it was said what would; but what an undoing leaves as it is stands nowhere else,
 * and an admin's waits for nobody.
 */
function showsRemarks({ state, undoes }: ChangeView): boolean {
  return state === 'draft' || state === 'awaiting-approval' || state === 'stale' || undoes !== undefined;
}

function effectsOf({ effects }: ChangeView): readonly Remark[] {
  return effects
    .slice(0, mostEffects)
    .map((text) => ({ symbol: '•', colour: 'Default', text: clip(text, longestEffect) }));
}

function warningsOf(say: Say, { kind }: ChangeView): readonly Remark[] {
  if (kind !== 'deregister') return [];
  return (['change.warning.bitlocker', 'change.warning.hybrid'] as const).map((key) => ({
    symbol: '⚠',
    colour: 'Warning',
    text: say(key),
  }));
}
