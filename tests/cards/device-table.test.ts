import { deviceTableData, type DeviceTableInput, type TableRow } from '../../cards/device-table';
import type { GraphFailure } from '../../services/graph/graph-failure';
import { assessed, deviceStatus, now } from './support/devices';
import { broken, say } from './support/states';

const found = (serial: string, ...states: ReturnType<typeof deviceStatus>[]): TableRow => ({
  type: 'found',
  serial,
  devices: states.map(assessed),
});
const table = (rows: readonly TableRow[], more: Partial<DeviceTableInput> = {}) =>
  deviceTableData({ say, now, rows, ...more });

it('has a row per serial number: device, state and one phrase why', () => {
  const { rows } = table([found('5CG1234ABC', deviceStatus()), found('PF2SX7Y0', broken())]);

  expect(rows.map(({ serial, device, symbol, state }) => [serial, device, symbol, state])).toEqual([
    ['5CG1234ABC', 'HP EliteBook 840 G10 · UK-Corp-Laptop', '✔', 'Ready'],
    ['PF2SX7Y0', 'HP EliteBook 840 G10 · UK-Corp-Laptop', '✖', 'Needs help'],
  ]);
  expect(rows[1]?.why).toMatch(/^Device setup failed: Win32 app/);
});

it.each<[TableRow, string, string]>([
  [{ type: 'not-found', serial: 'A', didYouMean: ['B', 'C'] }, 'Not registered', 'Did you mean B, C?'],
  [{ type: 'not-found', serial: 'A', didYouMean: [] }, 'Not registered', 'Check the serial number.'],
  [{ type: 'found', serial: 'A', devices: [] }, 'Not registered', 'Check the serial number.'],
  [{ type: 'failed', serial: 'A', failure: { type: 'timed-out' } }, 'Look-up failed', 'no answer in time'],
])('says of %j what it can', (row, state, why) => {
  expect(table([row]).rows).toMatchObject([{ serial: 'A', state, why }]);
});

it('tells of further registrations with the same serial number', () => {
  const { rows } = table([found('5CG1234ABC', deviceStatus(), broken())]);

  expect(rows[0]?.why).toBe('Compliant; last sync 3 h ago. · one more registration has this serial number');
});

it('counts the states', () => {
  const { title, tally, summary } = table([
    found('A', deviceStatus()),
    found('B', deviceStatus()),
    found('C', broken()),
  ]);

  expect(title).toBe('3 devices');
  expect(tally).toBe('2 Ready · 1 Needs help');
  expect(summary).toBe('3 devices: 2 Ready · 1 Needs help.');
});

it('says under the rows what to do about those that failed, once per kind of failure', () => {
  const failed = (serial: string, failure: GraphFailure): TableRow => ({ type: 'failed', serial, failure });
  const { advice, summary } = table([
    failed('A', { type: 'throttled', retryAfterMs: 30_000 }),
    failed('B', { type: 'unauthorized' }),
    failed('C', { type: 'throttled', retryAfterMs: 40_000 }),
  ]);
  const sentences = [
    'Microsoft Graph did not accept my sign-in. Nothing was changed. Please ask an administrator to check my app registration and its secret or certificate.',
    'Microsoft Graph is asked too much at the moment. Nothing was changed. Please try again in 40 s.',
  ];

  expect(advice.map(({ text }) => text).sort()).toEqual(sentences);
  for (const sentence of sentences) expect(summary).toContain(sentence);
  expect(table([found('A', deviceStatus())]).advice).toEqual([]);
});

it('opens each row and knows the way back', () => {
  const { rows, refresh } = table([
    found('A', deviceStatus()),
    { type: 'not-found', serial: 'B', didYouMean: [] },
  ]);
  const serials = ['A', 'B'];

  expect(rows.map(({ open }) => open)).toMatchObject([
    { verb: 'status.open', data: { serial: 'A', serials } },
    { verb: 'status.open', data: { serial: 'B', serials } },
  ]);
  expect(refresh).toMatchObject({ verb: 'status.list', data: { serials } });
});

it('says how many of the named serial numbers it shows', () => {
  expect(table([found('A', deviceStatus())]).note).toBe('');
  expect(table([found('A', deviceStatus())], { tooMany: { named: 34, limit: 20 } }).note).toBe(
    'You named 34 serial numbers. I read 20 at a time: please send the others in another message.',
  );
});

it('stands without rows', () => {
  expect(table([])).toMatchObject({ title: '0 devices', tally: '', rows: [] });
});
