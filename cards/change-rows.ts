import type { ChangeTarget, ChangeView, TargetReason, TargetState } from '../services/changes/change';
import { serialWords, valueWords } from './change-words';
import { clip } from './clip';
import type { Say } from './messages';

/** One device of a change: what it becomes, and where it did not, why and what to do. */
export interface ChangeRow {
  readonly symbol: string;
  readonly colour: string;
  readonly serial: string;
  readonly change: string;
  /** How far a group tag came: "Tag ✔ → Entra ✔ → Group ✖ → Profile ○"; else empty. */
  readonly chain: string;
  readonly why: string;
}

const looks: Readonly<Record<TargetState, { readonly symbol: string; readonly colour: string }>> = {
  waiting: { symbol: '○', colour: 'Default' },
  writing: { symbol: '◐', colour: 'Accent' },
  written: { symbol: '●', colour: 'Accent' },
  proven: { symbol: '✔', colour: 'Good' },
  unproven: { symbol: '!', colour: 'Attention' },
  failed: { symbol: '✖', colour: 'Attention' },
  skipped: { symbol: '–', colour: 'Default' },
};

/** A page of twenty rows has to stay within the size that Teams delivers. */
const longestDetail = 80;

export function changeRow(say: Say, { kind }: ChangeView, target: ChangeTarget): ChangeRow {
  return {
    ...looks[target.state],
    serial: serialWords(target.serial),
    change: say('change.beforeAfter', {
      before: valueWords(say, kind, target.before),
      after: valueWords(say, kind, target.after),
    }),
    chain: chainOf(say, target),
    why: whyOf(say, target),
  };
}

/** While its effect is watched, what it lacks is only how far it came. */
function whyOf(say: Say, { reason, detail, state }: ChangeTarget): string {
  if (reason === undefined || state === 'written') return '';
  const why = say(`change.why.${reason}`);
  const told = clip(detail?.trim() ?? '', longestDetail);
  return told === '' ? why : say('change.told', { why, detail: told });
}

/** The way of a group tag (graph facts §6.3), and the link at which each reason stopped it. */
const links = ['tag', 'entra', 'group', 'profile'] as const;
const brokenLinks: Partial<Readonly<Record<TargetReason, (typeof links)[number]>>> = {
  'tag-not-kept': 'tag',
  'tag-not-in-entra': 'entra',
  'groups-not-updated': 'group',
  'profile-not-assigned': 'profile',
  'other-profile': 'profile',
};

function chainOf(say: Say, { reason, state }: ChangeTarget): string {
  const stop = links.findIndex((link) => reason !== undefined && link === brokenLinks[reason]);
  if (stop < 0) return '';
  const here = state === 'written' ? 'now' : 'broken';
  return links
    .map((link, at) => {
      const mark = at < stop ? 'done' : at === stop ? here : 'open';
      return say(`change.chain.${mark}`, { link: say(`change.chain.${link}`) });
    })
    .reduce((before, after) => say('change.beforeAfter', { before, after }));
}
