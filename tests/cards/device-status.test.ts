import { deviceStatusData, type DeviceStatusInput } from '../../cards/device-status';
import type { DeviceStatus } from '../../services/devices/device-status';
import { assessed, assessedAs, day, deviceStatus, hour, minute, now } from './support/devices';
import { broken, deviceSaying, hostileTexts, running, say, statusOf, waiting } from './support/states';
import { actionsOf, nodesOf, textsOf } from './support/teams-client';

function dataOf(status: DeviceStatus, more: Partial<DeviceStatusInput> = {}) {
  return deviceStatusData({ say, now, device: assessed(status), ...more });
}

function factsOf(status: DeviceStatus): Record<string, string> {
  return Object.fromEntries(
    dataOf(status).facts.map(({ label, value, note }) => [label, `${value} | ${note}`]),
  );
}

describe('the two seconds', () => {
  it.each([
    ['ready', deviceStatus(), 'Ready', 'good', 'Compliant; last sync 3 h ago.'],
    [
      'running',
      running(),
      'Setting up',
      'accent',
      'Device setup is running; the deployment began 18 min ago.',
    ],
    [
      'broken',
      broken(),
      'Needs help',
      'attention',
      'Device setup failed: Win32 app “VPN client” was not detected after installation (0x87D1041C).',
    ],
    ['waiting', waiting(), 'Waiting', 'emphasis', 'The profile Corp Laptop London waits for the first boot.'],
    [
      'unclear',
      deviceStatus({ intune: { state: 'unreadable', failure: { type: 'forbidden' } } }),
      'Unclear',
      'warning',
      'Intune could not be read.',
    ],
  ])('say how a %s device stands, and why', (_, status, label, style, why) => {
    expect(dataOf(status).state).toMatchObject({ label, style, why });
  });

  it('name the device', () => {
    expect(dataOf(deviceStatus())).toMatchObject({
      title: '5CG1234ABC',
      subtitle: 'HP EliteBook 840 G10 · UK-Corp-Laptop',
    });
    expect(dataOf(waiting()).subtitle).toBe('LENOVO ThinkPad T14 Gen 5 · UK-Corp-Laptop');
  });

  it('read as one sentence', () => {
    expect(dataOf(deviceStatus()).summary).toBe(
      '5CG1234ABC: Ready. Compliant; last sync 3 h ago. Next: Nothing to do: this device is ready.',
    );
  });
});

it('tracks the five layers with symbol, word and reason', () => {
  const layers = dataOf(broken()).layers.map(({ symbol, name, state, why }) => [symbol, name, state, why]);

  expect(layers).toEqual([
    ['✔', 'Hardware', 'Done', 'The hardware hash is registered.'],
    ['✔', 'Entra join', 'Done', 'Joined to Microsoft Entra.'],
    ['✔', 'Enrolment', 'Done', 'Enrolled in Intune 5 days ago.'],
    [
      '✖',
      'Configuration',
      'Blocked',
      'Device setup failed: Win32 app “VPN client” was not detected after installation (0x87D1041C).',
    ],
    ['○', 'Ready to use', 'Not started', 'Comes after the configuration.'],
  ]);
});

it('tells the next sensible step', () => {
  expect(dataOf(broken()).next.text).toMatch(/^Look in Intune for the device app or policy that failed/);
});

it('names a reason that has no words yet instead of hiding it', () => {
  const device = assessedAs(deviceStatus(), {
    layers: [{ name: 'ready', state: 'blocked', reason: 'from-tomorrow' }],
    nextStep: 'constructor',
  });
  const { state, next } = deviceStatusData({ say, now, device });

  expect(state.why).toBe('No explanation is available (from-tomorrow).');
  expect(next.text).toBe('No explanation is available (constructor).');
});

describe('the details', () => {
  it('give each fact with its age, and mark what is beta', () => {
    expect(factsOf(deviceStatus())).toEqual({
      Enrolment: 'Enrolled | last contact 3 h ago',
      'Group tag': 'UK-Corp-Laptop | ',
      'Assigned user': 'ada@contoso.com | ',
      'Purchase order': 'PO-4711 | ',
      Profile: 'Corp Laptop London · Assigned | 40 days ago · beta',
      'Hardware change': 'None seen | beta',
      'Next enrolment': 'Allowed | beta',
      Intune: 'LON-5CG1234ABC · Compliant | enrolled 5 days ago · and 1 older record',
      'Last sync': '3 h ago | ',
      User: 'ada@contoso.com | ',
      System: 'Windows 10.0.26100.3194 | ',
      'Entra device': 'LON-5CG1234ABC · Entra joined | last sign-in 2 h ago',
      'Last deployment': 'Succeeded | ended 5 days ago · took 42 min · beta',
      'Device setup': 'Succeeded | beta',
      'Account setup': 'Succeeded | beta',
      'Status page': 'All corporate devices | beta',
    });
  });

  it('show the intended profile when it differs', () => {
    const status = deviceStatus({
      profile: {
        state: 'read',
        value: { status: 'pending', intendedProfile: 'Kiosk' },
        asOf: now - 2 * minute,
      },
    });

    expect(factsOf(status)).toMatchObject({
      Profile: 'Being assigned | 2 min ago · beta',
      'Intended profile': 'Kiosk | beta',
    });
  });

  it('say in its own row what could not be read', () => {
    const status = deviceStatus({
      intune: { state: 'unreadable', failure: { type: 'throttled', retryAfterMs: 40_000 } },
      entra: { state: 'absent' },
    });

    expect(factsOf(status)).toMatchObject({
      Intune: 'Could not read: Microsoft Graph is asked too much, try again in 40 s | ',
      'Entra device': 'no record | ',
      Profile: 'Corp Laptop London · Assigned | 40 days ago · beta',
    });
  });

  it('keep a word of Graph that is new', () => {
    const status = deviceStatus({
      intune: { state: 'read', value: { id: 'm', compliance: 'inSpace', otherRecords: 0 }, asOf: now - day },
    });

    expect(factsOf(status)).toMatchObject({
      Intune: 'inSpace | 24 h ago',
      'Last sync': 'never | ',
      User: 'none | ',
    });
  });
});

describe('the buttons', () => {
  it('refresh this registration', () => {
    expect(dataOf(deviceStatus()).refresh).toMatchObject({
      verb: 'status.refresh',
      data: { serial: '5CG1234ABC', id: '9b0a0f0e-1c1a-4f5e-9a55-0d8f3a2b7c11' },
    });
    expect(dataOf(deviceStatus()).back).toEqual([]);
  });

  it('lead back to the list they came from, also after a refresh', () => {
    const serials = ['5CG1234ABC', 'PF2SX7Y0'];
    const { refresh, back } = dataOf(deviceStatus(), { serials });

    expect(refresh.data).toMatchObject({ serials });
    expect(back).toMatchObject([{ verb: 'status.list', data: { serials } }]);
  });

  it('fold away the details that the card has', () => {
    const card = statusOf(assessed()).attachment.content as unknown;
    const toggle = actionsOf(card).find(({ type }) => type === 'Action.ToggleVisibility');

    expect(nodesOf(card).map(({ id }) => id)).toEqual(
      expect.arrayContaining(toggle?.['targetElements'] as unknown[]),
    );
  });
});

it.each(hostileTexts)('shows %j as it was written and sends it back unchanged', (text) => {
  const card = statusOf(assessed(deviceSaying(text))).attachment.content as unknown;
  const refresh = actionsOf(card).find(({ verb }) => verb === 'status.refresh');
  const start =
    text
      .replace(/\u202E/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 8)
      .trim() || '–';

  expect(refresh?.['data']).toMatchObject({ serial: text, id: text });
  expect(textsOf(card)[0]?.startsWith(start)).toBe(true);
});

it('calls a device that was never seen by its serial number alone', () => {
  const bare = deviceStatus({
    registration: { id: 'b', serialNumber: 'BARE1', enrollmentState: 'notContacted' },
    readAt: now - 2 * hour,
  });

  expect(dataOf(bare)).toMatchObject({
    title: 'BARE1',
    subtitle: 'Unknown model · no group tag',
    footnote: 'Read 2 h ago',
  });
  expect(factsOf(bare)).toMatchObject({ Enrolment: 'Not contacted yet | no contact yet' });
});
