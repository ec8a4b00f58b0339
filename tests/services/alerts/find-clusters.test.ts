import { findClusters, type ReadCodes } from '../../../services/alerts/find-clusters';
import type { AutopilotEvent } from '../../../services/graph/autopilot-events';
import { deployed, failed, hour, minute, now } from './support';

const readCodes: ReadCodes = (text) => text.match(/0x[0-9A-F]{8}/g) ?? [];
const clusters = (...events: readonly AutopilotEvent[]) => findClusters(events, now, readCodes);
const causes = (...events: readonly AutopilotEvent[]) =>
  clusters(...events).map(({ cause, devices }) => [cause.name, devices.map(({ serial }) => serial).sort()]);

const timeout = 'Timed out during device setup (Apps). Error 0x800705B4';
const vpn = 'App "Contoso VPN Client" was not detected. Error 0x87D1041C';
const all = (serials: string, text: string, ago = hour) =>
  serials.split(' ').map((serial) => failed(serial, ago, text));

it('finds three devices that failed with the same code, the last one first', () => {
  const events = [failed('A', 3 * hour, timeout), failed('B', hour, timeout), failed('C', 2 * hour, timeout)];

  expect(clusters(...events)).toEqual([
    {
      cause: { kind: 'code', name: '0x800705B4' },
      sample: timeout,
      devices: [
        { serial: 'B', failedAt: now - hour },
        { serial: 'C', failedAt: now - 2 * hour },
        { serial: 'A', failedAt: now - 3 * hour },
      ],
    },
  ]);
});

it('finds nothing in two devices, however often they fail', () => {
  expect(clusters(...all('A B a B A', timeout))).toEqual([]);
});

it('names the app where the failures name one, in whatever quotes and case', () => {
  const events = [
    ...all('A', vpn),
    ...all('B', 'Win32 app “contoso vpn client” failed: 0x80070643'),
    ...all('C', "Required application 'Contoso VPN Client' failed"),
  ];

  expect(clusters(...events)).toMatchObject([{ cause: { kind: 'app' }, devices: [{}, {}, {}] }]);
});

it('counts a failure once, with its app before its code', () => {
  const office = 'App "Office" was not detected. Error 0x87D1041C';

  expect(causes(...all('A B C', vpn), ...all('D', office))).toEqual([
    ['Contoso VPN Client', ['A', 'B', 'C']],
  ]);
  expect(causes(...all('A B', vpn), ...all('C D', office))).toEqual([['0x87D1041C', ['A', 'B', 'C', 'D']]]);
});

it('puts the cause with the most devices first', () => {
  expect(causes(...all('A B C', vpn), ...all('D E F G', timeout)).map(([name]) => name)).toEqual([
    '0x800705B4',
    'Contoso VPN Client',
  ]);
});

it('keeps apart what has nothing in common', () => {
  expect(causes(...all('A B', timeout), ...all('C D', 'Refused. Error 0x80180014'))).toEqual([]);
  expect(causes(...all('A B C', 'Something went wrong'))).toEqual([]);
  expect(causes(...all('A B C', ''))).toEqual([]);
});

it.each([
  ['a day ago', 24 * hour, 2],
  ['just within the day', 24 * hour - 1, 3],
  ['by a clock that is a little ahead', -15 * minute, 3],
  ['by a clock that is far ahead', -15 * minute - 1, 2],
])('looks at the last day only: %s', (_, ago, devices) => {
  const found = clusters(...all('A B', timeout), failed('C', ago, timeout));

  expect(found.length).toBe(devices === 3 ? 1 : 0);
  for (const { failedAt } of found.flatMap((each) => each.devices)) expect(failedAt).toBeLessThanOrEqual(now);
});

it('leaves out what did not fail, and what has no serial number', () => {
  const others = (['success', 'inProgress', 'successWithTimeout', 'disabled'] as const).map((state, n) =>
    deployed(`X${n}`, hour, { state, failure: timeout }),
  );

  expect(clusters(...all('A B', timeout), failed(' ', hour, timeout), ...others)).toEqual([]);
});

it('takes the row that says when, where the end is not told', () => {
  const deployment = { state: 'failure', deviceSetup: 'failure', accountSetup: 'notAttempted' } as const;
  const row = { ...failed('C', hour, timeout), deployment: { ...deployment, failure: timeout } };

  expect(causes(...all('A B', timeout), row)).toHaveLength(1);
});
