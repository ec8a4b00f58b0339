import type { ChangeAct, ChangeState, ChangeView } from '../services/changes/change';
import { changeVerbs, type ChangeNamed } from './change-verbs';
import type { Say } from './messages';
import { requestVerbs } from './request';
import type { Button } from './status-verbs';

/** What whoever looks at the card may do; the server decides it again at the click. */
export interface ChangeViewer {
  readonly mayApprove: boolean;
  readonly isRequester: boolean;
  readonly mayUndo: boolean;
}

/** A draft's request, which its buttons confirm or withdraw. */
export interface ChangeOffer {
  readonly command: string;
  readonly requestId: number;
  readonly revision: number;
  readonly needsApproval: boolean;
}

export interface ButtonsInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly view: ChangeView;
  /** Absent on the card for everybody, which has every button that fits the state. */
  readonly viewer?: ChangeViewer | undefined;
  readonly offer?: ChangeOffer | undefined;
}

/** `page` counts from 0. */
export interface ChangeDevicesAsked {
  readonly id: number;
  readonly page: number;
}

export interface ChangeButton extends Button<ChangeNamed | ChangeDevicesAsked> {
  /** `positive`, `destructive` or `default` */
  readonly style: string;
  /** `auto` or `none`: whether what was typed on the card is sent along, and has to be there. */
  readonly inputs: string;
}

/** Another tag only where one tag is wished for all devices, which the acts of the frame do not tell apart. */
export type ShownAct = ChangeAct | 'approveWith';

const actsOf: Partial<Readonly<Record<ChangeState, readonly ShownAct[]>>> = {
  'awaiting-approval': ['approve', 'approveWith', 'reject', 'withdraw'],
  stale: ['renew', 'withdraw'],
  applied: ['undo'],
  proven: ['undo'],
  failed: ['undo'],
};

const approves = ({ mayApprove, isRequester }: ChangeViewer) => mayApprove && !isRequester;
const asked = ({ isRequester }: ChangeViewer) => isRequester;
const sees: Readonly<Record<ShownAct, (viewer: ChangeViewer) => boolean>> = {
  approve: approves,
  approveWith: approves,
  reject: approves,
  withdraw: asked,
  renew: asked,
  undo: ({ mayUndo }) => mayUndo,
};

/** The acts whose buttons stand on the card. */
export function shownActs({
  now,
  view,
  viewer,
}: Pick<ButtonsInput, 'now' | 'view' | 'viewer'>): readonly ShownAct[] {
  return (actsOf[view.state] ?? []).filter((act) => {
    if (act === 'approveWith' && (view.kind !== 'group-tag' || view.wish === undefined)) return false;
    if (act === 'undo' && (view.undoUntil === undefined || now >= view.undoUntil)) return false;
    return viewer === undefined || sees[act](viewer);
  });
}

const styles: Partial<Readonly<Record<ShownAct, string>>> = { approve: 'positive', renew: 'positive' };

/** The button of an act that needs no more than a click. */
export function actButton(
  say: Say,
  { id, revision }: ChangeNamed,
  act: 'approve' | 'withdraw' | 'renew',
): ChangeButton {
  return {
    label: say(`change.button.${act}`),
    hint: say(`change.button.${act}Hint`),
    verb: changeVerbs[act],
    data: { id, revision },
    style: styles[act] ?? 'default',
    inputs: 'none',
  };
}

/** Of a draft: the buttons of its request. */
export function offerButtons(say: Say, view: ChangeView, offer: ChangeOffer): readonly ChangeButton[] {
  const verbs = requestVerbs(offer.command);
  const data = { id: offer.requestId, revision: offer.revision };
  const confirm = offer.needsApproval ? 'ask' : 'doIt';
  const removes = view.kind === 'deregister';
  return [
    {
      label: say(`change.button.${confirm}`),
      hint: say(`change.button.${confirm}Hint`),
      verb: verbs.confirm,
      data,
      style: removes ? 'destructive' : 'positive',
      inputs: removes ? 'auto' : 'none',
    },
    {
      label: say('request.withdraw'),
      hint: say('request.withdrawHint'),
      verb: verbs.withdraw,
      data,
      style: 'default',
      inputs: 'none',
    },
  ];
}

export function devicesButton(say: Say, { id, total }: ChangeView): ChangeButton {
  return {
    label: say('change.button.devices', { count: total }),
    hint: say('change.button.devicesHint'),
    verb: changeVerbs.devices,
    data: { id, page: 0 },
    style: 'default',
    inputs: 'none',
  };
}
