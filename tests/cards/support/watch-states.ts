import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { stoppedData, watchCard, watchData, type WatchInput } from '../../../cards/watch';
import { watchNoticeCard, watchNoticeData, type WatchNoticeInput } from '../../../cards/watch-notice';
import type { Begun } from '../../../services/watching/asking';
import {
  watchEvents,
  watchKinds,
  type News,
  type NewsFacts,
  type Watch,
} from '../../../services/watching/watch';
import { hour, minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const facts: NewsFacts = {
  serial: 'PF4K7X2N',
  model: '21ML003BUK',
  groupTag: 'FR-Corp-Laptop',
  startedAt: now - hour,
  endedAt: now - 18 * minute,
  failure: 'Enrollment status page timed out during device setup (Apps). Error 0x800705B4',
  usualMs: 40 * minute,
};
const scarce: NewsFacts = { serial: 'PF4K7X2N' };

function watchOf(kind: Watch['kind'], more: Partial<Watch> = {}): Watch {
  const subjects = { mine: '', serial: 'PF4K7X2N', tag: 'FR-Corp-Laptop', import: '3' };
  return {
    id: 7,
    tenantId: 'tenant',
    person: { id: 'person', name: 'Chloé Martin', teamsId: '29:1' },
    conversationId: 'a:1',
    scope: 'personal',
    locale: 'en-GB',
    timeZone: 'UTC',
    kind,
    subject: subjects[kind],
    correlationId: 'abc',
    state: 'active',
    since: now,
    ...more,
  };
}

function newsOf(event: News['event'], told: NewsFacts = facts, registrationId = 'one'): News {
  return { registrationId, event, run: '', facts: told, foundAt: now, dueAt: now };
}

const notice = (name: string, watch: Watch, news: readonly News[], more: Partial<WatchNoticeInput> = {}) => ({
  name: `watch notice: ${name}`,
  render: () =>
    renderCard(watchNoticeCard, watchNoticeData({ say, now, watch, news, offersHelp: true, ...more })),
});

const begun = (
  name: string,
  watch: Watch,
  devices: readonly NewsFacts[],
  more: Partial<WatchInput> = {},
) => ({
  name: `watch: ${name}`,
  render: () => {
    const all: readonly Begun[] = [{ type: 'begun', watch, devices, count: Math.max(1, devices.length) }];
    return renderCard(watchCard, watchData({ say, now, begun: all, isPersonal: true, ...more }));
  },
});

const usual = { medianMs: 38 * minute, p90Ms: 62 * minute, count: 40, ofTag: true };
const quiet = { fromMinute: 20 * 60, toMinute: 7 * 60 };
const several = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    newsOf(watchEvents[n % 4]!, { ...facts, serial: `PF4K7X${n}` }, `device ${n}`),
  );

export const watchShowcase = [
  begun('my device', watchOf('mine'), [facts], { usual, quiet }),
  notice('my device can be switched on', watchOf('mine'), [newsOf('profile-assigned')]),
  notice('my device is ready', watchOf('mine', { state: 'ended' }), [newsOf('ready')]),
  notice('my device takes long', watchOf('mine'), [newsOf('stuck')]),
  notice('a device failed', watchOf('serial'), [newsOf('failed')]),
  notice('several of a tag', watchOf('tag'), several(4)),
];

export const watchStates = [
  begun('one serial, others not', watchOf('serial'), [scarce], { others: ['7XK2QY3 is ready already.'] }),
  begun('many of my own, from a channel', watchOf('mine'), Array(12).fill(facts), { isPersonal: false }),
  begun('a tag', watchOf('tag'), [], { usual }),
  begun('an import', watchOf('import'), [], { importNumber: 12 }),
  ...watchKinds.map((kind) => ({
    name: `watch: ${kind}, stopped`,
    render: () => renderCard(watchCard, stoppedData(say, [watchOf(kind)], now)),
  })),
  ...watchEvents.flatMap((event) =>
    watchKinds.flatMap((kind) => [
      notice(`${kind}, ${event}`, watchOf(kind), [newsOf(event)]),
      notice(`${kind}, ${event}, hardly anything known`, watchOf(kind), [newsOf(event, scarce)], {
        offersHelp: false,
      }),
    ]),
  ),
  ...watchKinds.map((kind) => notice(`${kind}, no longer allowed`, watchOf(kind), [])),
  notice('many of an import', watchOf('import'), several(40), { importNumber: 12 }),
  notice('several of my own', watchOf('mine'), several(3)),
];

export function hostileWatches(text: string) {
  const hostile = { ...facts, serial: text, model: text, groupTag: text, failure: text };
  const person = { id: 'person', name: text, teamsId: '29:1' };
  return [
    begun(`hostile ${text.slice(0, 20)}`, watchOf('tag', { subject: text, person }), [hostile], {
      others: [text],
    }),
    notice(`hostile ${text.slice(0, 20)}`, watchOf('tag', { subject: text, person }), [
      newsOf('failed', hostile),
      newsOf('ready', hostile, 'two'),
    ]),
    notice(`hostile ${text.slice(0, 20)}, one`, watchOf('serial', { subject: text, person }), [
      newsOf('failed', hostile),
    ]),
    notice(`hostile ${text.slice(0, 20)}, own`, watchOf('mine', { subject: text, person }), [
      newsOf('left', hostile),
    ]),
  ];
}
