import { digestOf } from '../../../services/alerts/digest';
import type { AutopilotEvent } from '../../../services/graph/autopilot-events';
import { deployed, failed, hour, minute, now } from './support';

const day = 24 * hour;
const period = { name: '2026-03-02', firstDay: '2026-03-01', from: now - day, to: now };
const registered = (...serials: readonly string[]) => ({
  rows: serials.map((serialNumber) => ({
    id: serialNumber,
    serialNumber,
    groupTag: 'UK-Corp-Laptop',
    enrollmentState: 'enrolled' as const,
  })),
  complete: true,
});
const everybody = registered('A', 'B', 'C', 'D', 'E');
const digest = (...events: readonly AutopilotEvent[]) => digestOf(events, period, everybody);
const error = 'Error 0x800705B4';

it('counts what ended well in the period, and not what ended before or after', () => {
  const events = [
    deployed('A', hour),
    deployed('B', day),
    deployed('C', day + 1),
    deployed('D', 0),
    deployed('E', hour, { state: 'inProgress' }),
  ];

  expect(digest(...events)).toMatchObject({ deployed: 2, finished: 2, firstTimeRight: 2 });
});

it('takes for right the first time what needed one try', () => {
  const events = [
    deployed('A', hour),
    failed('B', 3 * hour, error),
    deployed('B', hour),
    failed('C', hour, error),
    deployed('D', hour, { state: 'successOnRetry' }),
    deployed('E', hour, { state: 'successWithTimeout' }),
  ];

  expect(digest(...events)).toMatchObject({ deployed: 4, finished: 5, firstTimeRight: 1 });
});

it('names the devices whose last deployment failed, whenever that was', () => {
  const events = [
    failed('A', 20 * day, error),
    failed('B', 2 * hour, error),
    failed('C', 5 * hour, error),
    deployed('c', hour),
    failed('D', 5 * hour, error),
    deployed('D', 0, { state: 'inProgress' }),
  ];

  expect(digest(...events).openFailures).toEqual([
    { serial: 'B', groupTag: 'UK-Corp-Laptop', failedAt: now - 2 * hour },
    { serial: 'A', groupTag: 'UK-Corp-Laptop', failedAt: now - 20 * day },
  ]);
});

it('leaves out devices that are registered no more, unless the list of them was cut short', () => {
  const events = [failed('A', hour, error), failed('GONE', hour, error)];
  const cut = digestOf(events, period, { ...everybody, complete: false });

  expect(digest(...events).openFailures.map(({ serial }) => serial)).toEqual(['A']);
  expect(cut.openFailures.map(({ serial }) => serial).sort()).toEqual(['A', 'GONE']);
});

it('says how long it took when enough ended to say', () => {
  const took = [10, 20, 30, 40, 90].map((minutes, n) =>
    deployed(`S${n}`, hour, { durationMs: minutes * minute }),
  );

  expect(digest(...took).duration).toMatchObject({ medianMs: 30 * minute, p90Ms: 90 * minute, count: 5 });
  expect(digest(...took.slice(1)).duration).toBeUndefined();
});
