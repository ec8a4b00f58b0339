import type { ChangeTarget, ChangeView } from '../services/changes/change';
import type { Card, CardData } from './card';
import type { ChangeDevicesAsked } from './change-buttons';
import template from './change-devices.json';
import sample from './change-devices.data.json';
import { changeRow, type ChangeRow } from './change-rows';
import { changeVerbs } from './change-verbs';
import { changeTitle } from './change-words';
import type { Say } from './messages';
import type { Button } from './status-verbs';

export interface ChangeDevicesData extends CardData {
  readonly title: string;
  readonly reach: string;
  readonly empty: string;
  readonly rows: readonly ChangeRow[];
  readonly buttons: readonly Button<ChangeDevicesAsked | { readonly id: number }>[];
}

/** What becomes of every device of a change, a page at a time, those with trouble first. */
export const changeDevicesCard: Card<ChangeDevicesData> = {
  id: 'change-devices',
  template,
  sample,
  verbs: [changeVerbs.devices, changeVerbs.show],
};

const perPage = 20;

export interface ChangeDevicesInput {
  readonly say: Say;
  readonly view: ChangeView;
  readonly page: {
    /** From 0. */
    readonly number: number;
    readonly pages: number;
    readonly targets: readonly ChangeTarget[];
  };
}

export function changeDevicesData({ say, view, page }: ChangeDevicesInput): ChangeDevicesData {
  const title = say('change.list.devicesTitle', { id: view.id, title: changeTitle(say, view) });
  const reach = reachOf(say, view, page);
  return {
    summary: say('change.list.summary', { title, reach }),
    title,
    reach,
    empty: page.targets.length === 0 ? say('change.list.noDevices') : '',
    rows: page.targets.map((target) => changeRow(say, view, target)),
    buttons: buttonsOf(say, view, page),
  };
}

function reachOf(
  say: Say,
  { total }: ChangeView,
  { number, pages, targets }: ChangeDevicesInput['page'],
): string {
  if (pages <= 1 || targets.length === 0) return say('change.devices', { count: total });
  const before = number * perPage;
  const reach = { first: before + 1, last: before + targets.length, total };
  return say('change.list.reach', { ...reach, page: number + 1, pages });
}

function buttonsOf(
  say: Say,
  { id }: ChangeView,
  { number, pages }: ChangeDevicesInput['page'],
): ChangeDevicesData['buttons'] {
  const turn = (name: 'previous' | 'next', page: number) => ({
    label: say(`change.list.${name}`),
    hint: say(`change.list.${name}Hint`),
    verb: changeVerbs.devices,
    data: { id, page },
  });
  return [
    ...(number > 0 ? [turn('previous', Math.min(number, pages) - 1)] : []),
    ...(number < pages - 1 ? [turn('next', number + 1)] : []),
    {
      label: say('change.list.back'),
      hint: say('change.list.backHint'),
      verb: changeVerbs.show,
      data: { id },
    },
  ];
}
