import { createDeviceReader } from '../../../services/devices/device-reader';
import type { DeviceStatus, SerialLookup } from '../../../services/devices/device-status';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import { ScriptedGraph } from '../../support/scripted-graph';
import { everyDevice } from '../../support/viewers';

const clock = { now: () => Date.parse('2026-09-01T08:00:00Z') };
const serial = '5CG4217QHX';
/** Short stand-ins for the 6 and 7.5 seconds of production. */
const requestMs = 1000;
const lookupMs = 1500;

let tenant: DemoTenant;

beforeEach(async () => {
  tenant = await createDemoTenant({ clock, devices: 200 });
});

afterEach(() => tenant.stop());

function reader(root = tenant.url, withinMs = lookupMs) {
  const graph = createGraphClient({
    root,
    tokens: staticToken(tenant.token()),
    clock,
    timeouts: { requestMs },
    pause: () => Promise.resolve(),
  });
  return createDeviceReader({ graph, clock, lookupMs: withinMs });
}

async function timed(root?: string): Promise<{ readonly lookup: SerialLookup; readonly ms: number }> {
  const startedAt = performance.now();
  const [lookup] = await reader(root).bySerials([serial], everyDevice);
  return { lookup: lookup!, ms: performance.now() - startedAt };
}

const everything = { path: /./ };
const anyBatch = { path: /\$batch/ };

test.each([
  ['refuses the token', { match: everything, status: 401 }, { type: 'unauthorized' }],
  ['refuses the permission', { match: everything, status: 403 }, { type: 'forbidden' }],
  ['throttles without Retry-After', { match: everything, status: 429 }, { type: 'throttled' }],
  [
    'throttles for two minutes',
    { match: everything, status: 429, headers: { 'Retry-After': '120' } },
    { type: 'throttled', retryAfterMs: 120_000 },
  ],
  [
    'throttles every part for two minutes',
    { match: { path: /deviceManagement/ }, status: 429, headers: { 'Retry-After': '120' } },
    { type: 'throttled', retryAfterMs: 120_000 },
  ],
  ['is out of service', { match: everything, status: 503 }, { type: 'unavailable' }],
  ['says nothing for 30 seconds', { match: everything, delayMs: 30_000 }, { type: 'timed-out' }],
  ['sends broken JSON', { match: anyBatch, brokenJson: true }, { type: 'invalid-answer' }],
  ['sends HTML', { match: anyBatch, body: '<html>' }, { type: 'invalid-answer' }],
  ['drops the connection', { match: anyBatch, dropConnection: true }, { type: 'unreachable' }],
  [
    'sends rows that are none',
    { match: { path: /contains/ }, body: { value: 'x' } },
    { type: 'invalid-answer' },
  ],
])('A Graph that %s fails the look-up in time', async (_, fault, failure) => {
  tenant.faults.set(fault);

  const { lookup, ms } = await timed();

  expect(lookup).toMatchObject({ type: 'failed', serial, failure });
  expect(ms).toBeLessThan(lookupMs + 5000);
  expect(JSON.stringify(lookup)).not.toContain(tenant.token());
});

test('A Graph that is not there fails the look-up in time', async () => {
  const gone = await ScriptedGraph.start();
  await gone.stop();

  const { lookup, ms } = await timed(gone.url);

  expect(lookup).toMatchObject({ type: 'failed', failure: { type: 'unreachable' } });
  expect(ms).toBeLessThan(lookupMs + 5000);
});

const betaPieces = ['profile', 'remediation', 'userlessEnrollment', 'deployment'] as const;

test.each([
  ['missing', { status: 404 }, 'not-found'],
  ['forbidden', { status: 403 }, 'forbidden'],
  ['throttled', { status: 429, headers: { 'Retry-After': '120' } }, 'throttled'],
  ['out of service', { status: 503 }, 'unavailable'],
  ['silent', { delayMs: 30_000 }, 'timed-out'],
  ['broken', { brokenJson: true }, 'invalid-answer'],
  ['cut off', { dropConnection: true }, 'unreachable'],
] as const)('A beta that is %s costs its pieces only; what v1.0 knows is there', async (_, fault, type) => {
  tenant.faults.set({ match: { version: 'beta' }, ...fault });

  const { lookup, ms } = await timed();

  const device = found(lookup);
  expect(device.registration).toMatchObject({ serialNumber: serial, enrollmentState: 'enrolled' });
  expect([device.intune.state, device.entra.state]).toEqual(['read', 'read']);
  for (const name of betaPieces) {
    expect(device[name]).toMatchObject({ state: 'unreadable', failure: { type } });
  }
  expect(ms).toBeLessThan(lookupMs + 5000);
});

test('An Intune that is silent costs its own rows only, also when it is so for one serial of two', async () => {
  tenant.faults.set({ match: { path: /managedDevices.*5CG4217QHX/ }, delayMs: 30_000 });
  const startedAt = performance.now();

  const lookups = await reader().bySerials([serial, 'BTN4X33'], everyDevice);

  for (const device of lookups.map(found)) {
    expect(device.intune).toEqual({ state: 'unreadable', failure: { type: 'timed-out' } });
    expect([device.profile.state, device.entra.state, device.remediation.state]).toEqual([
      'read',
      'read',
      'read',
    ]);
  }
  expect(performance.now() - startedAt).toBeLessThan(lookupMs + 5000);
});

test('A beta that lacks the segments says so', async () => {
  const body = {
    error: { code: 'BadRequest', message: "Resource not found for the segment 'autopilotEvents'." },
  };
  tenant.faults.set({ match: { version: 'beta', path: /autopilotEvents/ }, status: 400, body });

  const device = found((await timed()).lookup);

  expect(device.deployment).toMatchObject({ state: 'unreadable', failure: { type: 'not-offered' } });
});

test.each([
  ['intune', /managedDevices/],
  ['entra', /^\/devices/],
  ['profile', /windowsAutopilotDeviceIdentities\/[^?]/],
] as const)('A failing %s costs this piece only', async (piece, path) => {
  tenant.faults.set({ match: { path }, status: 403 });

  const device = found((await timed()).lookup);

  expect(device[piece]).toMatchObject({ state: 'unreadable', failure: { type: 'forbidden' } });
  const others = (['intune', 'entra', 'profile'] as const).filter((name) => name !== piece);
  expect(others.map((name) => device[name].state)).toEqual(['read', 'read']);
});

test('Endless pages of the deployment report end the look-up all the same', async () => {
  tenant.faults.set({ match: { path: /autopilotEvents/ }, endlessNextLink: true });
  const devices = reader();
  await devices.readReport();

  const device = found((await devices.bySerials([serial], everyDevice))[0]!);

  expect(device.deployment.state).toBe('unreadable');
});

test('Endless pages of registrations do not hide the device on the first page', async () => {
  tenant.faults.set({ match: { path: /contains/ }, endlessNextLink: true });

  expect((await timed()).lookup.type).toBe('found');
});

test('A trouble that passes is not seen', async () => {
  tenant.faults.set({ match: everything, status: 503, times: 2 });

  const [lookup] = await reader(tenant.url, 5000).bySerials([serial], everyDevice);

  expect(lookup?.type).toBe('found');
});

test('A trouble of one serial leaves the others alone', async () => {
  tenant.faults.set({ match: { path: /contains.*PF4K7X2N/ }, status: 500 });

  const lookups = await reader().bySerials([serial, 'PF4K7X2N', '7XK2QY3'], everyDevice);

  expect(lookups.map(({ type }) => type)).toEqual(['found', 'failed', 'found']);
});

function found(lookup: SerialLookup): DeviceStatus {
  if (lookup.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
  return lookup.devices[0]!;
}
