import { readConfig } from '../../../bot/config';

const read = (environment: Readonly<Record<string, string>>) => readConfig(environment, false);

it.each([
  ['', { fromMinute: 1200, toMinute: 420 }],
  ['none', undefined],
  ['22:30 - 6:15', { fromMinute: 1350, toMinute: 375 }],
  ['12:00–13:00', { fromMinute: 720, toMinute: 780 }],
])('takes “%s” for quiet hours', (QUIET_HOURS, hours) => {
  const reading = read({ QUIET_HOURS, TIME_ZONE: 'Europe/Berlin' });
  expect(reading).toMatchObject({ ok: true, config: { quiet: { timeZone: 'Europe/Berlin' } } });
  expect(reading.ok && reading.config.quiet.hours).toEqual(hours);
});

it('takes UTC where no time zone is named', () => {
  expect(read({})).toMatchObject({ ok: true, config: { quiet: { timeZone: 'UTC' } } });
});

it.each(['20', '20:00', '24:00-07:00', '20:60-07:00', '07:00-07:00', 'at night', '20:00-07:00-08:00'])(
  'refuses “%s” as quiet hours',
  (value) => {
    expect(read({ QUIET_HOURS: value })).toEqual({
      ok: false,
      problems: [{ variable: 'QUIET_HOURS', problem: 'not-quiet-hours', value }],
    });
  },
);

it('refuses a time zone that nobody knows', () => {
  expect(read({ TIME_ZONE: 'Mars/Olympus' })).toEqual({
    ok: false,
    problems: [{ variable: 'TIME_ZONE', problem: 'not-a-time-zone', value: 'Mars/Olympus' }],
  });
});
