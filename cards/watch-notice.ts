import type { News, Watch, WatchEvent } from '../services/watching/watch';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import { explainButton } from './explain-button';
import { helpVerbs, type HelpAsk } from './help-verbs';
import type { Say } from './messages';
import { statusVerbs, type Button, type StatusOpen } from './status-verbs';
import { stopButton } from './watch';
import template from './watch-notice.json';
import sample from './watch-notice.data.json';
import { noticeWords, subjectWords } from './watch-notice-words';
import { watchVerbs, type WatchStop } from './watch-verbs';

interface NoticeRow {
  readonly symbol: string;
  readonly colour: string;
  readonly text: string;
  /** What to do now. */
  readonly note: string;
}

type NoticeButton = Button<StatusOpen | RouteChoice | HelpAsk | WatchStop>;

export interface WatchNoticeData extends CardData {
  readonly title: string;
  readonly rows: readonly NoticeRow[];
  readonly more: string;
  readonly by: string;
  readonly buttons: readonly NoticeButton[];
}

/** Something happened to what somebody watches. */
export const watchNoticeCard: Card<WatchNoticeData> = {
  id: 'watch-notice',
  template,
  sample,
  verbs: [statusVerbs.open, chooseVerb, helpVerbs.ask, watchVerbs.stop],
};

export interface WatchNoticeInput {
  readonly say: Say;
  readonly now: number;
  readonly watch: Watch;
  readonly news: readonly News[];
  /** The number by which people know the import. */
  readonly importNumber?: number | undefined;
  /** Whether the helpdesk can be asked with a button. */
  readonly offersHelp: boolean;
}

const mostRows = 10;
const mostOpened = 2;

const looks: Readonly<Record<WatchEvent, { readonly symbol: string; readonly colour: string }>> = {
  'profile-assigned': { symbol: '●', colour: 'Accent' },
  stuck: { symbol: '▲', colour: 'Warning' },
  failed: { symbol: '✖', colour: 'Attention' },
  ready: { symbol: '✔', colour: 'Good' },
  left: { symbol: '○', colour: 'Default' },
  removed: { symbol: '○', colour: 'Default' },
};
/** What somebody has to do something about comes first. */
const urgency: readonly WatchEvent[] = ['failed', 'stuck', 'removed', 'left', 'profile-assigned', 'ready'];

export function watchNoticeData(input: WatchNoticeInput): WatchNoticeData {
  const { say, watch } = input;
  const news = input.news.toSorted((a, b) => urgency.indexOf(a.event) - urgency.indexOf(b.event));
  const [only] = news;
  if (only === undefined) return refusedData(input);
  const isOne = news.length === 1;
  const title = isOne ? noticeWords(input, only).title : severalTitle(input);
  const rows = news.slice(0, mostRows).map((each) => rowOf(input, each, isOne));
  const more = news.length - rows.length;
  return {
    summary: say('watchNotice.summary', { title, text: rows.map(({ text }) => text).join(' ') }),
    title,
    rows,
    more: more > 0 ? say('watchNotice.more', { count: more }) : '',
    by: say('watchNotice.by', { name: clip(watch.person.name, 80) }),
    buttons: buttonsOf(input, news),
  };
}

/** The person may no longer know: nothing is told but that. */
function refusedData({ say, watch, importNumber }: WatchNoticeInput): WatchNoticeData {
  const title = say('watchNotice.refused.title');
  const text = say('watchNotice.refused.text', { what: subjectWords(say, watch, importNumber) });
  return {
    summary: say('watchNotice.summary', { title, text }),
    title,
    rows: [{ symbol: '○', colour: 'Default', text, note: say('watchNotice.refused.todo') }],
    more: '',
    by: say('watchNotice.by', { name: clip(watch.person.name, 80) }),
    buttons: [],
  };
}

function severalTitle({ say, watch, news, importNumber }: WatchNoticeInput): string {
  const count = news.length;
  if (watch.kind === 'tag') return say('watchNotice.severalOfTag', { count, tag: clip(watch.subject, 80) });
  if (watch.kind !== 'import') return say('watchNotice.several', { count });
  return say('watchNotice.severalOfImport', { count, number: importNumber ?? watch.subject });
}

function rowOf(input: WatchNoticeInput, news: News, isOne: boolean): NoticeRow {
  const { title, text, todo } = noticeWords(input, news);
  const isGroup = input.watch.kind === 'tag' && (news.event === 'ready' || news.event === 'removed');
  const note = isGroup ? input.say('watchNotice.groupReady') : todo;
  return { ...looks[news.event], text: isOne ? text : `${title}. ${text}`, note: isOne ? note : '' };
}

function buttonsOf(
  { say, watch, offersHelp }: WatchNoticeInput,
  news: readonly News[],
): readonly NoticeButton[] {
  const troubled = news.filter(({ event }) => event === 'failed' || event === 'stuck');
  const goesOn = watch.state === 'active';
  const stop = goesOn ? [stopButton(say, [watch.id])] : [];
  if (watch.kind === 'mine') return [...(offersHelp ? helpButtons(say, troubled) : []), ...stop];
  const opened = news.filter(({ event }) => event !== 'removed' && event !== 'left').slice(0, mostOpened);
  const failures = new Set(news.flatMap(({ event, facts }) => (event === 'failed' ? [facts.failure] : [])));
  const failure = failures.size === 1 ? [...failures][0] : undefined;
  return [
    ...opened.map(({ facts }) => openButton(say, facts.serial)),
    ...explainButton(say, failure),
    ...stop,
  ];
}

function openButton(say: Say, serial: string): Button<StatusOpen> {
  const shown = clip(serial, 40);
  return {
    label: say('watchNotice.status', { serial: shown }),
    hint: say('watchNotice.statusHint', { serial: shown }),
    verb: statusVerbs.open,
    data: { serial },
  };
}

/** None, or the one that shows what would be handed to the helpdesk about the device. */
function helpButtons(say: Say, [first]: readonly News[]): readonly Button<HelpAsk>[] {
  if (first === undefined) return [];
  return [
    {
      label: say('watchNotice.getHelp'),
      hint: say('watchNotice.getHelpHint'),
      verb: helpVerbs.ask,
      data: { id: first.registrationId },
    },
  ];
}
