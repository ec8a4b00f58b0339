import { isTimeZone, quietUntil } from '../../../services/watching/quiet-hours';

const night = { fromMinute: 20 * 60, toMinute: 7 * 60 };
const lunch = { fromMinute: 12 * 60, toMinute: 13 * 60 + 30 };
const at = (text: string) => Date.parse(text);
const until = (now: string, zone: string, hours = night) => {
  const end = quietUntil(at(now), hours, zone);
  return end === undefined ? undefined : new Date(end).toISOString().slice(0, 16);
};

it.each([
  ['before midnight', '2026-03-02T21:30:20Z', '2026-03-03T07:00'],
  ['after midnight', '2026-03-03T03:00:00Z', '2026-03-03T07:00'],
  ['as they begin', '2026-03-02T20:00:00Z', '2026-03-03T07:00'],
  ['in their last second', '2026-03-03T06:59:59Z', '2026-03-03T07:00'],
  ['as they end', '2026-03-03T07:00:00Z', undefined],
  ['just before', '2026-03-02T19:59:59Z', undefined],
])('lasts over midnight until the morning: %s', (_, now, end) => {
  expect(until(now, 'UTC')).toBe(end);
});

it('lasts within a day, too', () => {
  expect(until('2026-03-02T12:15:00Z', 'UTC', lunch)).toBe('2026-03-02T13:30');
  expect(until('2026-03-02T13:30:00Z', 'UTC', lunch)).toBeUndefined();
});

it('goes by the clock of the person', () => {
  expect(until('2026-03-02T19:30:00Z', 'Europe/Berlin')).toBe('2026-03-03T06:00');
  expect(until('2026-03-02T19:30:00Z', 'America/New_York')).toBeUndefined();
  expect(until('2026-03-02T19:30:00Z', 'Asia/Kolkata')).toBe('2026-03-03T01:30');
});

it('ends at seven on the wall in the nights in which clocks are changed', () => {
  expect(until('2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T05:00');
  expect(until('2026-10-24T22:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T06:00');
  expect(until('2026-03-08T04:00:00Z', 'America/New_York')).toBe('2026-03-08T11:00');
});

it('ends although the hour at which it should does not exist that night', () => {
  const end = until('2026-03-28T23:00:00Z', 'Europe/Berlin', { fromMinute: 23 * 60, toMinute: 150 });
  expect(['2026-03-29T00:30', '2026-03-29T01:00', '2026-03-29T01:30']).toContain(end);
});

it('holds nothing back where there are no quiet hours', () => {
  expect(quietUntil(at('2026-03-03T03:00:00Z'), undefined, 'UTC')).toBeUndefined();
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
  ['Europe/Berlin; drop table', false],
])('knows whether “%s” is a time zone: %s', (name, isOne) => {
  expect(isTimeZone(name)).toBe(isOne);
});
