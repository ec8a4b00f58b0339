import { eventsBetween, isStuck, settled } from '../../../services/watching/events';
import { dueAt } from '../../../services/watching/news-desk';
import { newestOfEach } from '../../../services/watching/tell';
import type { News, Situation } from '../../../services/watching/watch';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 2, 2, 21);
const waiting: Situation = { phase: 'waiting', hasProfile: false };
const prepared: Situation = { phase: 'waiting', hasProfile: true };
const running: Situation = { phase: 'setting-up', hasProfile: true, startedAt: now - hour };
const ready: Situation = { ...running, phase: 'ready' };
const failed: Situation = { ...running, phase: 'needs-help' };
const unclear: Situation = { phase: 'unclear', hasProfile: false };
const elsewhere: Situation = { phase: 'elsewhere', hasProfile: false };

it.each([
  ['a profile was assigned', waiting, prepared, ['profile-assigned']],
  ['it was switched on before anybody could be told of the profile', waiting, running, []],
  ['the set-up began', prepared, running, []],
  ['it became ready', running, ready, ['ready']],
  ['it stayed ready', ready, ready, []],
  ['it failed', running, failed, ['failed']],
  ['it is failed still, of the same set-up', failed, { ...failed, startedAt: now - hour - 5 * minute }, []],
  ['it failed again, of another set-up', failed, { ...failed, startedAt: now }, ['failed']],
  ['it became ready after all', failed, ready, ['ready']],
  ['nothing could be read', running, unclear, []],
  ['somebody else has it now', prepared, elsewhere, ['left']],
  ['somebody else has it still', elsewhere, elsewhere, []],
  ['it came back from somebody else', elsewhere, running, []],
])('%s', (_, before, after, events) => {
  expect(eventsBetween(before, after)).toEqual(events);
});

it('keeps what was known where nothing could be read', () => {
  expect(settled(running, unclear)).toEqual(running);
  expect(settled(waiting, { ...unclear, hasProfile: true })).toEqual(prepared);
  expect(settled(running, ready)).toEqual(ready);
});

describe('a set-up that runs', () => {
  const since = (ms: number): Situation => ({ ...running, startedAt: now - ms });

  it('is stuck when it runs longer than nine of ten, or than two hours where nobody knows', () => {
    expect(isStuck(since(41 * minute), 40 * minute, now)).toBe(true);
    expect(isStuck(since(39 * minute), 40 * minute, now)).toBe(false);
    expect(isStuck(since(2 * hour + minute), undefined, now)).toBe(true);
    expect(isStuck(since(2 * hour - minute), undefined, now)).toBe(false);
    expect(isStuck(since(6 * hour), 5 * hour, now)).toBe(true);
  });

  it('is not stuck when it began in the future, or so long ago that nobody heard of its end', () => {
    expect(isStuck(since(-hour), 40 * minute, now)).toBe(false);
    expect(isStuck(since(5 * hour), 40 * minute, now)).toBe(false);
    expect(isStuck(since(11 * hour), 5 * hour, now)).toBe(false);
    expect(isStuck(ready, minute, now)).toBe(false);
    expect(isStuck({ phase: 'setting-up', hasProfile: true }, minute, now)).toBe(false);
  });
});

describe('when something is told', () => {
  const night = { fromMinute: 20 * 60, toMinute: 7 * 60 };
  const morning = Date.UTC(2026, 2, 3, 7);
  const asked = (agoMs: number, kind: 'mine' | 'serial' | 'tag' = 'mine') =>
    ({ kind, since: now - agoMs, timeZone: 'UTC' }) as const;

  it('is after the quiet hours, unless whoever asked is awake', () => {
    expect(dueAt(asked(3 * hour), now, night)).toBe(morning);
    expect(dueAt(asked(hour), now, night)).toBe(now);
    expect(dueAt(asked(3 * hour), now, undefined)).toBe(now);
  });

  it('is a little later for a group, so that several come together', () => {
    expect(dueAt(asked(hour, 'tag'), now, undefined)).toBe(now + 5 * minute);
    expect(dueAt(asked(3 * hour, 'tag'), now, night)).toBe(morning);
  });

  it('takes a watch that begins in the future for no sign of being awake', () => {
    expect(dueAt(asked(-hour), now, night)).toBe(morning);
  });
});

it('tells of several news of one device the last', () => {
  const news = (registrationId: string, event: News['event'], foundAt: number): News => ({
    registrationId,
    event,
    run: '',
    facts: { serial: registrationId },
    foundAt,
    dueAt: foundAt,
  });
  const told = newestOfEach([
    news('a', 'ready', 20),
    news('a', 'stuck', 10),
    news('b', 'left', 10),
    news('b', 'profile-assigned', 10),
  ]);
  expect(told.map(({ registrationId, event }) => [registrationId, event])).toEqual([
    ['b', 'left'],
    ['a', 'ready'],
  ]);
});
