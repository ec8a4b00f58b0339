import type { News, NewsFacts, Watch, WatchEvent } from '../services/watching/watch';
import { duration } from './age';
import { clip } from './clip';
import { joined } from './joined';
import type { MessageValues, Say } from './messages';

/** What happened, and what to do now. */
interface NoticeWords {
  readonly title: string;
  readonly text: string;
  readonly todo: string;
}

interface Told {
  readonly say: Say;
  readonly now: number;
  readonly facts: NewsFacts;
  readonly values: MessageValues;
  /** Employees are told of their own device in other words than those who look after it. */
  readonly who: 'mine' | 'device';
}

/** The sentences for one device. `now` in ms since 1970. */
export function noticeWords(
  { say, now, watch }: { readonly say: Say; readonly now: number; readonly watch: Watch },
  { event, facts }: News,
): NoticeWords {
  const who = watch.kind === 'mine' ? 'mine' : 'device';
  const serial = clip(facts.serial, 60);
  const tag = who === 'mine' ? '' : clip(facts.groupTag ?? '', 80);
  const device = joined(say, [clip(facts.model ?? '', 80), tag]) || serial;
  const told = { say, now, facts, values: { serial, device }, who } as const;
  return {
    title: say(`watchNotice.${who}.${event}.title`, told.values),
    text: texts[event](told),
    todo: say(`watchNotice.${who}.${event}.todo`),
  };
}

/** What a watch is on, within a sentence. */
export function subjectWords(say: Say, { kind, subject }: Watch, importNumber?: number): string {
  switch (kind) {
    case 'mine':
      return subject === '' ? say('unwatch.mine') : clip(subject, 60);
    case 'serial':
      return clip(subject, 60);
    case 'tag':
      return say('unwatch.tag', { tag: clip(subject, 80) });
    case 'import':
      return say('unwatch.import', { number: importNumber ?? subject });
  }
}

const plain =
  (event: 'profile-assigned' | 'left' | 'removed') =>
  ({ say, who, values }: Told): string =>
    say(`watchNotice.${who}.${event}.text`, values);

const texts: Readonly<Record<WatchEvent, (told: Told) => string>> = {
  'profile-assigned': plain('profile-assigned'),
  left: plain('left'),
  removed: plain('removed'),
  ready({ say, who, values, facts: { startedAt, endedAt } }) {
    if (startedAt === undefined || endedAt === undefined || endedAt <= startedAt)
      return say(`watchNotice.${who}.ready.text`, values);
    return say(`watchNotice.${who}.ready.textTook`, { ...values, took: duration(say, endedAt - startedAt) });
  },
  stuck({ say, who, values, now, facts: { startedAt = now, usualMs } }) {
    const ran = duration(say, now - startedAt);
    if (usualMs === undefined) return say(`watchNotice.${who}.stuck.textNoUsual`, { ...values, ran });
    return say(`watchNotice.${who}.stuck.text`, { ...values, ran, usual: duration(say, usualMs) });
  },
  failed({ say, who, values, facts: { failure } }) {
    if (who === 'mine') return say('watchNotice.mine.failed.text', values);
    if (failure === undefined) return say('watchNotice.device.failed.textNoFailure', values);
    return say('watchNotice.device.failed.text', { ...values, failure: clip(failure, 300) });
  },
};
