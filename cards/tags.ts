import type { TagConvention } from '../services/tags/convention';
import type { TagLine, TagOverview } from '../services/tags/tag-overview';
import type { Card, CardData } from './card';
import { joined } from './joined';
import type { Say } from './messages';
import type { Button } from './status-verbs';
import {
  allowedWords,
  conventionSentence,
  deviceCount,
  nearWords,
  shownTag,
  verdictWords,
} from './tag-words';
import template from './tags.json';
import sample from './tags.data.json';
import { tagsVerbs, type TagsPageData } from './tags-verbs';

interface ShownTag {
  readonly symbol: string;
  readonly colour: string;
  readonly tag: string;
  readonly devices: string;
  readonly note: string;
}

export interface TagsData extends CardData {
  readonly title: string;
  readonly convention: string;
  readonly notes: readonly { readonly text: string }[];
  readonly tally: string;
  readonly rows: readonly ShownTag[];
  readonly buttons: readonly Button<TagsPageData>[];
}

/** How group tags are named and which are in use, the most used first, a page at a time. */
export const tagsCard: Card<TagsData> = {
  id: 'tags',
  template,
  sample,
  verbs: Object.values(tagsVerbs),
};

export interface TagsInput {
  readonly say: Say;
  readonly convention: TagConvention;
  readonly example?: string | undefined;
  readonly overview: TagOverview;
  /** From 0; one that is no more becomes the last. */
  readonly page: number;
  /** The beginnings of the tags that the person looks after, if not all. */
  readonly prefixes?: readonly string[] | undefined;
}

const perPage = 20;

export function tagsData({ say, convention, example, overview, page, prefixes }: TagsInput): TagsData {
  const { lines } = overview;
  const last = Math.max(0, Math.ceil(lines.length / perPage) - 1);
  const here = Math.min(page, last);
  const rows = lines.slice(here * perPage, (here + 1) * perPage);
  const title = say('tags.title');
  const sentence = conventionSentence(say, convention, example);
  const tally = tallyOf(say, overview);
  const notes = [
    allowedWords(say, convention),
    convention.isStrict ? say('tags.strict') : '',
    prefixes === undefined ? '' : say('tags.scope', { prefixes: prefixes.map(shownTag).join(', ') }),
  ];
  return {
    summary: say('tags.summary', { title, tally, convention: sentence }),
    title,
    convention: sentence,
    notes: notes.filter((text) => text !== '').map((text) => ({ text })),
    tally: last === 0 ? tally : joined(say, [tally, reachOf(say, here, rows.length, lines.length)]),
    rows: rows.map((line) => rowOf(say, line)),
    buttons: [
      ...(here > 0 ? [turn(say, 'previous', here - 1)] : []),
      ...(here < last ? [turn(say, 'next', here + 1)] : []),
    ],
  };
}

function tallyOf(say: Say, { lines, devices, misfits, typos }: TagOverview): string {
  if (lines.length === 0) return say('tags.empty');
  return joined(say, [
    say('tags.tally', { count: lines.length, devices: deviceCount(say, devices) }),
    misfits > 0 ? say('tags.misfits', { count: misfits }) : '',
    typos > 0 ? say('tags.typos', { count: typos }) : '',
  ]);
}

function reachOf(say: Say, page: number, shown: number, total: number): string {
  const first = page * perPage + 1;
  return say('tags.reach', { first, last: first + shown - 1, total });
}

const looks = {
  fits: { symbol: '✔', colour: 'Good' },
  typo: { symbol: '?', colour: 'Warning' },
  misfit: { symbol: '!', colour: 'Attention' },
} as const;

function rowOf(say: Say, { tag, count, verdict, meant }: TagLine): ShownTag {
  const look = verdict.type !== 'fits' ? 'misfit' : meant === undefined ? 'fits' : 'typo';
  const guess = meant === undefined ? '' : say('tags.meant', { near: nearWords(say, meant) });
  return {
    ...looks[look],
    tag: shownTag(tag),
    devices: deviceCount(say, count),
    note: [verdictWords(say, verdict), guess].filter((text) => text !== '').join(' '),
  };
}

function turn(say: Say, name: 'previous' | 'next', page: number): Button<TagsPageData> {
  return name === 'previous'
    ? { label: say('tags.previous'), hint: say('tags.previousHint'), verb: tagsVerbs.page, data: { page } }
    : { label: say('tags.next'), hint: say('tags.nextHint'), verb: tagsVerbs.page, data: { page } };
}
