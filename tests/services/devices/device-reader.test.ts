import { createDeviceReader } from '../../../services/devices/device-reader';
import type { DeviceStatus, SerialLookup } from '../../../services/devices/device-status';
import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../../services/demo/tenant';
import { createGraphClient, type GraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import { everyDevice } from '../../support/viewers';

const clock = { now: () => Date.parse('2026-09-01T08:00:00Z') };
const leastPermissions = [
  'DeviceManagementServiceConfig.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'Device.Read.All',
];

let tenant: DemoTenant;

afterEach(() => tenant.stop());

async function start({
  permissions = leastPermissions,
  ...options
}: DemoTenantOptions & { permissions?: string[] } = {}) {
  tenant = await createDemoTenant({ clock, ...options });
  const graph = createGraphClient({
    root: tenant.url,
    tokens: staticToken(tenant.token(permissions)),
    clock,
  });
  return { graph, reader: createDeviceReader({ graph, clock }) };
}

/** Holds every answer back until all of its round are there, so that the rounds are the requests made in a row. */
function inRounds(graph: GraphClient) {
  let held: (() => void)[] = [];
  let asked = 0;
  const holding: GraphClient = {
    ...graph,
    batch: async (requests, options) => {
      asked += 1;
      const results = await graph.batch(requests, options);
      await new Promise<void>((release) => held.push(release));
      return results;
    },
  };
  async function roundsOf(work: Promise<unknown>): Promise<number> {
    const progress = { done: false, rounds: 0 };
    void work.then(() => (progress.done = true));
    while (!progress.done) {
      await new Promise((resolve) => setImmediate(resolve));
      if (asked === 0 || held.length < asked) continue;
      const released = held;
      [held, asked] = [[], 0];
      progress.rounds += 1;
      for (const release of released) release();
    }
    return progress.rounds;
  }
  return { graph: holding, roundsOf };
}

function deviceOf(lookup: SerialLookup | undefined): DeviceStatus {
  if (lookup?.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
  return lookup.devices[0]!;
}

test('A device in use is joined from Autopilot, Intune and Entra', async () => {
  const { reader } = await start();

  const device = deviceOf((await reader.bySerials(['5CG4217QHX'], everyDevice))[0]);

  expect(device).toMatchObject({
    registration: {
      serialNumber: '5CG4217QHX',
      manufacturer: 'HP',
      groupTag: 'UK-Corp-Laptop',
      enrollmentState: 'enrolled',
      assignedUser: 'liam.carter@contoso.example',
    },
    profile: { state: 'read', value: { status: 'assigned' } },
    remediation: { state: 'read', value: { state: 'none' } },
    userlessEnrollment: { state: 'read' },
    intune: { state: 'read', value: { compliance: 'compliant', otherRecords: 0 } },
    entra: {
      state: 'read',
      value: { trustType: 'AzureAd', accountEnabled: true, orderTag: 'UK-Corp-Laptop' },
    },
    readAt: clock.now(),
  });
  expect(device.intune.state === 'read' && device.intune.asOf).toBe(device.registration.lastContactedAt);
});

test('The failure of the last deployment is read with its phase and words', async () => {
  const { reader } = await start();

  const device = deviceOf((await reader.bySerials(['7XK2QY3'], everyDevice))[0]);

  expect(device.deployment).toMatchObject({
    state: 'read',
    value: { state: 'failure', deviceSetup: 'failure', failure: expect.stringContaining('0x800705B4') },
  });
});

test('What only beta knows replaces what v1.0 says: the device held back by an app', async () => {
  const { reader } = await start();

  expect(deviceOf((await reader.bySerials(['1CPQ7V2'], everyDevice))[0]).registration.enrollmentState).toBe(
    'blocked',
  );
});

test('With hybrid join the joined object is shown, with the tag of the one made at registration', async () => {
  const { reader } = await start();

  const device = deviceOf((await reader.bySerials(['5CG4790HWL'], everyDevice))[0]);

  expect(device.entra).toMatchObject({ value: { trustType: 'ServerAd', orderTag: 'DE-Corp-Desktop' } });
});

test('Of several Intune records the one that synchronised last is shown and the others are counted', async () => {
  const { reader } = await start();

  const device = deviceOf((await reader.bySerials(['BTN4X33'], everyDevice))[0]);

  expect(device.intune).toMatchObject({ value: { compliance: 'compliant', otherRecords: 1 } });
});

test('Registrations that share a serial all come back, each with what is linked to it alone', async () => {
  const { reader } = await start();

  const [lookup] = await reader.bySerials(['5CG9153QGX'], everyDevice);

  const devices = lookup?.type === 'found' ? lookup.devices : [];
  expect(devices).toHaveLength(2);
  expect(
    devices.map(({ registration, intune }) => `${registration.enrollmentState} ${intune.state}`).sort(),
  ).toEqual(['enrolled read', 'notContacted absent']);
});

test.each([
  ['lower case and spaces around', ' 5cg4217qhx ', '5CG4217QHX'],
  ['a space inside', 'R9 0ABC12', 'R9 0ABC12'],
  ['a space inside, shared by three', 'Default string', 'Default string'],
  ['hyphens that the filter refuses', '0042-7713-9056-2281-4460-19', '0042-7713-9056-2281-4460-19'],
])('A serial with %s is found', async (_, typed, serial) => {
  const { reader } = await start();

  const [lookup] = await reader.bySerials([typed], everyDevice);

  expect(lookup?.serial).toBe(typed);
  expect(deviceOf(lookup).registration.serialNumber).toBe(serial);
});

test('A part of a serial is no device: those that contain it are suggested, sorted, five at most', async () => {
  const { reader } = await start();

  const [few, many] = await reader.bySerials(['4217QH', '5CG'], everyDevice);

  expect(few).toEqual({ type: 'not-found', serial: '4217QH', didYouMean: ['5CG4217QHX'] });
  expect(many).toMatchObject({ type: 'not-found', serial: '5CG' });
  const suggested = many?.type === 'not-found' ? many.didYouMean : [];
  expect(suggested).toHaveLength(5);
  expect(suggested).toEqual([...suggested].sort());
});

test('Whatever is typed is answered, in the order asked, and nothing impossible is asked of Graph', async () => {
  const { reader } = await start();
  const typed = [
    '',
    '   ',
    "'; drop",
    '%27%',
    '💻💻',
    '\ud83d',
    'A\u0000B',
    'A'.repeat(300),
    '((',
    '#&+?/\\',
  ];

  const lookups = await reader.bySerials(typed, everyDevice);

  expect(lookups.map(({ serial }) => serial)).toEqual(typed);
  expect(new Set(lookups.map(({ type }) => type))).toEqual(new Set(['not-found']));
});

test('Nothing at all asks nothing', async () => {
  const { reader } = await start();

  expect(await reader.bySerials([], everyDevice)).toEqual([]);
  expect((await reader.bySerials(['\n'], everyDevice))[0]?.type).toBe('not-found');
  expect(tenant.requests()).toEqual([]);
});

test('A serial asked for twice is read once and answered twice', async () => {
  const { reader } = await start();

  const lookups = await reader.bySerials(['PF4K7X2N', 'pf4k7x2n ', 'PF4K7X2N'], everyDevice);

  expect(lookups.map(({ type, serial }) => `${type} ${serial}`)).toEqual([
    'found PF4K7X2N',
    'found pf4k7x2n ',
    'found PF4K7X2N',
  ]);
  const parts = tenant.requests().flatMap(({ batch = [] }) => batch);
  expect(parts.filter(({ path }) => path.includes('contains'))).toHaveLength(1);
});

describe('the number of requests', () => {
  async function requestsFor(count: number): Promise<number> {
    const { graph, reader } = await start();
    const all = await graph.list('/deviceManagement/windowsAutopilotDeviceIdentities', { version: 'v1.0' });
    const rows = all.ok
      ? (all.value.rows as readonly { readonly id: string; readonly serialNumber?: string }[])
      : [];
    const serials = rows.filter((_, index) => index % 37 === 5).map(({ serialNumber = '' }) => serialNumber);
    const before = tenant.requests().length;
    const lookups = await reader.bySerials(serials.slice(0, count), everyDevice);
    expect(lookups.filter(({ type }) => type === 'found')).toHaveLength(count);
    return tenant.requests().length - before;
  }

  test.each([
    [1, 6],
    [4, 6],
    [20, 10],
    [50, 18],
  ])('for %i serials is at most %i: one more for every four', async (count, most) => {
    expect(await requestsFor(count)).toBeLessThanOrEqual(most);
  });

  test('asked in a row is two deep', async () => {
    const { graph } = await start();
    const stepwise = inRounds(graph);
    const reader = createDeviceReader({ graph: stepwise.graph, clock });

    const rounds = await stepwise.roundsOf(
      reader.bySerials(['5CG4217QHX', 'PF4K7X2N', 'nowhere'], everyDevice),
    );

    expect(rounds).toBe(2);
  });
});

describe('the deployment report', () => {
  /** Enrolled this month, and not among the first hundred rows of the report. */
  async function deepSerial(): Promise<string> {
    const { graph } = await start();
    const events = await graph.list('/deviceManagement/autopilotEvents', { version: 'beta' });
    const rows = events.ok
      ? (events.value.rows as readonly { id: string; deviceSerialNumber?: string }[])
      : [];
    await tenant.stop();
    expect(rows.length).toBeGreaterThan(100);
    return rows.at(-1)?.deviceSerialNumber ?? '';
  }

  test('read in part leaves a row that was not found open', async () => {
    const serial = await deepSerial();
    const { reader } = await start({ eventFilter: 'refused' });

    const device = deviceOf((await reader.bySerials([serial], everyDevice))[0]);

    expect(device.deployment).toEqual({ state: 'unreadable', failure: { type: 'incomplete' } });
  });

  test('is asked by serial where the tenant honours the filter, which is found out once', async () => {
    const serial = await deepSerial();
    const { reader } = await start({ eventFilter: 'honoured' });

    const first = deviceOf((await reader.bySerials([serial], everyDevice))[0]);
    const before = tenant.requests().length;
    const again = deviceOf((await reader.bySerials([serial], everyDevice))[0]);
    const other = deviceOf((await reader.bySerials(['5CG4217QHX'], everyDevice))[0]);

    expect([first.deployment.state, again.deployment.state, other.deployment.state]).toEqual([
      'read',
      'read',
      'absent',
    ]);
    expect(tenant.requests().length - before).toBe(2 * 5);
  });

  test('is not trusted where the tenant ignores the filter in silence', async () => {
    const serial = await deepSerial();
    const { reader } = await start({ eventFilter: 'ignored' });

    await reader.bySerials([serial], everyDevice);
    const device = deviceOf((await reader.bySerials([serial], everyDevice))[0]);

    expect(device.deployment).toEqual({ state: 'unreadable', failure: { type: 'incomplete' } });
  });

  test('once read as a whole, gives every row, read again live from its page', async () => {
    const serial = await deepSerial();
    const { reader } = await start({ eventFilter: 'refused' });
    await reader.readReport();

    const [deep, old] = await reader.bySerials([serial, '5CG4217QHX'], everyDevice);

    expect(deviceOf(deep).deployment.state).toBe('read');
    expect(deviceOf(old).deployment).toEqual({ state: 'absent', asOf: clock.now(), remembered: true });
    const parts = tenant.requests().flatMap(({ batch = [] }) => batch);
    expect(parts.some(({ path }) => path.includes('autopilotEvents?$skiptoken='))).toBe(true);
  });

  test('with one page is known as a whole at once', async () => {
    const { reader } = await start({ devices: 20 });

    expect(deviceOf((await reader.bySerials(['5CG4217QHX'], everyDevice))[0]).deployment).toEqual({
      state: 'absent',
    });
  });

  test('that cannot be read as a whole costs nothing else', async () => {
    const { reader } = await start();
    tenant.faults.set({ match: { path: /autopilotEvents/ }, status: 403 });
    await reader.readReport();

    const device = deviceOf((await reader.bySerials(['5CG4217QHX'], everyDevice))[0]);

    expect(device.deployment).toMatchObject({ state: 'unreadable', failure: { type: 'forbidden' } });
    expect(device.profile.state).toBe('read');
  });
});

test('A missing permission costs the pieces that need it and no more', async () => {
  const { reader } = await start({ permissions: ['DeviceManagementServiceConfig.Read.All'] });

  const device = deviceOf((await reader.bySerials(['5CG4217QHX'], everyDevice))[0]);

  expect(device.profile.state).toBe('read');
  for (const piece of [device.intune, device.entra, device.deployment]) {
    expect(piece).toMatchObject({ state: 'unreadable', failure: { type: 'forbidden', status: 403 } });
  }
});
