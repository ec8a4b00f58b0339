import { periodDue, type Rhythm } from '../../../services/alerts/digest-period';

const due = (at: string, timeZone = 'UTC', rhythm: Rhythm = 'daily') => {
  const period = periodDue(Date.parse(at), rhythm, timeZone);
  return (
    period && {
      days: `${period.firstDay} ${period.name}`,
      from: new Date(period.from).toISOString(),
      to: new Date(period.to).toISOString(),
    }
  );
};

it('is due from eight in the morning until the day ends', () => {
  const period = {
    days: '2026-03-01 2026-03-02',
    from: '2026-03-01T08:00:00.000Z',
    to: '2026-03-02T08:00:00.000Z',
  };

  expect(due('2026-03-02T07:59:59.999Z')).toBeUndefined();
  expect(due('2026-03-02T08:00:00Z')).toEqual(period);
  expect(due('2026-03-02T23:59:59.999Z')).toEqual(period);
  expect(due('2026-03-03T00:00:00Z')).toBeUndefined();
});

it('is due on Mondays when it is weekly', () => {
  expect(due('2026-03-02T08:00:00Z', 'UTC', 'weekly')).toEqual({
    days: '2026-02-23 2026-03-02',
    from: '2026-02-23T08:00:00.000Z',
    to: '2026-03-02T08:00:00.000Z',
  });
  for (const day of [1, 3, 4, 5, 6, 7, 8]) {
    expect(due(`2026-03-0${day}T12:00:00Z`, 'UTC', 'weekly')).toBeUndefined();
  }
});

it.each([
  ['Europe/Berlin', '2026-03-02T06:59:00Z', '2026-03-02T07:00:00Z'],
  ['America/New_York', '2026-03-02T12:59:00Z', '2026-03-02T13:00:00Z'],
  ['Asia/Kolkata', '2026-03-02T02:29:00Z', '2026-03-02T02:30:00Z'],
  ['Pacific/Auckland', '2026-03-01T18:59:00Z', '2026-03-01T19:00:00Z'],
])('goes by the clock on the wall: %s', (timeZone, before, from) => {
  expect(due(before, timeZone)).toBeUndefined();
  expect(due(from, timeZone)).toMatchObject({
    days: '2026-03-01 2026-03-02',
    to: new Date(from).toISOString(),
  });
});

it('knows by the wall which day is Monday', () => {
  expect(due('2026-03-01T19:00:00Z', 'Pacific/Auckland', 'weekly')).toMatchObject({
    days: '2026-02-23 2026-03-02',
  });
  expect(due('2026-03-02T19:00:00Z', 'Pacific/Auckland', 'weekly')).toBeUndefined();
});

it.each([
  ['put forward', '2026-03-29', '2026-03-28T07:00:00.000Z', '2026-03-29T06:00:00.000Z'],
  ['forward the day before', '2026-03-30', '2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z'],
  ['put back', '2026-10-25', '2026-10-24T06:00:00.000Z', '2026-10-25T07:00:00.000Z'],
])('leaves no hour out and counts none twice when the clock is %s', (_, day, from, to) => {
  expect(due(`${day}T12:00:00Z`, 'Europe/Berlin')).toMatchObject({ from, to });
});

it.each([
  ['Europe/Berlin', 12],
  ['America/Santiago', 20],
  ['Australia/Lord_Howe', 1],
])('covers all time without a gap, each morning beginning where the last one ended: %s', (timeZone, hour) => {
  const periods = Array.from({ length: 400 }, (_, n) =>
    periodDue(Date.UTC(2026, 0, 1 + n, hour), 'daily', timeZone)!,
  );
  const gaps = periods.slice(1).filter(({ from }, n) => from !== periods[n]!.to);

  expect(gaps).toEqual([]);
  expect(new Set(periods.map(({ name }) => name)).size).toBe(400);
});
