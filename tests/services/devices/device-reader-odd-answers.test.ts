import { createDeviceReader } from '../../../services/devices/device-reader';
import { createGraphClient } from '../../../services/graph/graph-client';
import { batchAnswer, ScriptedGraph, type ScriptedAnswer } from '../../support/scripted-graph';
import { everyDevice } from '../../support/viewers';

const clock = { now: () => Date.parse('2026-09-01T08:00:00Z') };

let graph: ScriptedGraph;

beforeEach(async () => {
  graph = await ScriptedGraph.start();
});

afterEach(() => graph.stop());

type Answers = Readonly<Record<string, ScriptedAnswer>>;

const registration = {
  id: 'r1',
  serialNumber: '5CG1',
  enrollmentState: 'enrolled',
  managedDeviceId: 'm1',
  azureActiveDirectoryDeviceId: 'e1',
};

const usual: Answers = {
  contains: rows(registration),
  'windowsAutopilotDeviceIdentities/r1': { body: registration },
  'managedDevices?': rows(),
  'managedDevices/m1': { status: 404 },
  'devices?': rows(),
  autopilotEvents: rows(),
};

function rows(...value: unknown[]): ScriptedAnswer {
  return { body: { value } };
}

function rowsAndMore(...value: unknown[]): ScriptedAnswer {
  return { body: { value, '@odata.nextLink': `${graph.url}/v1.0/more` } };
}

/** Answers each part with the first entry whose key its URL contains. */
async function lookUp(answers: Answers, serial = '5CG1') {
  const known = { ...usual, ...answers };
  graph.script = (request) =>
    batchAnswer(request, ({ url }) => known[Object.keys(known).find((key) => url.includes(key)) ?? '']);
  const client = createGraphClient({ root: graph.url, tokens: () => Promise.resolve('t'), clock });
  const [lookup] = await createDeviceReader({ graph: client, clock }).bySerials([serial], everyDevice);
  return lookup!;
}

async function deviceFrom(answers: Answers) {
  const lookup = await lookUp(answers);
  if (lookup.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
  return lookup.devices[0]!;
}

const record = { id: 'm1', serialNumber: '5CG1', complianceState: 'compliant' };

test('An Intune record under another serial is found by the id that the registration names', async () => {
  const device = await deviceFrom({ 'managedDevices/m1': { body: { ...record, serialNumber: '' } } });

  expect(device.intune).toMatchObject({ state: 'read', value: { id: 'm1', otherRecords: 0 } });
});

test('A record that the registration names but Intune lost is absent', async () => {
  expect((await deviceFrom({})).intune).toEqual({ state: 'absent' });
});

test('A serial filter that Intune ignores in silence brings no foreign device', async () => {
  const foreign = { ...record, id: 'm9', serialNumber: 'OTHER' };

  const device = await deviceFrom({
    'managedDevices?': rowsAndMore(foreign),
    'managedDevices/m1': { body: record },
  });

  expect(device.intune).toMatchObject({ value: { id: 'm1', otherRecords: 0 } });
});

test('A serial filter that Intune refuses is made good by the id', async () => {
  const device = await deviceFrom({
    'managedDevices?': { status: 400 },
    'managedDevices/m1': { body: record },
  });

  expect(device.intune).toMatchObject({ value: { id: 'm1' } });
});

test('Another record of the serial does not stand in for a linked one that could not be read', async () => {
  const device = await deviceFrom({
    'managedDevices?': rows({ ...record, id: 'm9' }),
    'managedDevices/m1': { status: 403 },
  });

  expect(device.intune).toMatchObject({ state: 'unreadable', failure: { type: 'forbidden' } });
});

test('Another record of the serial counts where Intune lost the linked one', async () => {
  const device = await deviceFrom({ 'managedDevices?': rows({ ...record, id: 'm9' }) });

  expect(device.intune).toMatchObject({ state: 'read', value: { id: 'm9', otherRecords: 0 } });
});

test('An Intune that was read in part, without an id to ask for, stays open', async () => {
  const device = await deviceFrom({
    contains: rows({ ...registration, managedDeviceId: null }),
    'managedDevices?': rowsAndMore(),
  });

  expect(device.intune).toEqual({ state: 'unreadable', failure: { type: 'incomplete' } });
});

test('An Entra id that only beta tells leaves Entra open, not absent', async () => {
  const core = { ...registration, azureActiveDirectoryDeviceId: null };

  const device = await deviceFrom({
    contains: rows(core),
    'windowsAutopilotDeviceIdentities/r1': { body: { ...core, azureAdDeviceId: 'e2' } },
  });

  expect(device.entra).toEqual({ state: 'unclear', doubt: 'late-id' });
});

test('An Entra object that is gone is absent', async () => {
  expect((await deviceFrom({})).entra).toEqual({ state: 'absent' });
});

test('A registration that points to the record of another serial does not take it over', async () => {
  const device = await deviceFrom({
    'managedDevices/m1': { body: { ...record, serialNumber: 'OTHER' } },
  });

  expect(device.intune).toEqual({ state: 'unclear', doubt: 'other-serial' });
});

test('A serial that Intune knows and Autopilot does not is told with the newest record of Intune', async () => {
  const lookup = await lookUp({
    contains: rows(),
    'managedDevices?': rows(
      { ...record, id: 'm0', lastSyncDateTime: '2026-05-01T08:00:00Z' },
      { ...record, deviceName: 'LT-5CG1', enrolledDateTime: '2026-09-01T07:50:00Z' },
    ),
  });

  expect(lookup).toEqual({
    type: 'not-found',
    serial: '5CG1',
    didYouMean: [],
    intune: {
      id: 'm1',
      deviceName: 'LT-5CG1',
      compliance: 'compliant',
      enrolledAt: Date.parse('2026-09-01T07:50:00Z'),
      otherRecords: 1,
    },
  });
});

describe('Registrations that share a serial, none with the id of an Intune record,', () => {
  const unlinked = { ...registration, managedDeviceId: null };
  const sharing: Answers = {
    contains: rows(unlinked, { ...unlinked, id: 'r2', azureActiveDirectoryDeviceId: 'e2' }),
    'windowsAutopilotDeviceIdentities/r2': { body: { ...unlinked, id: 'r2' } },
  };

  async function piecesFrom(answers: Answers) {
    const lookup = await lookUp({ ...sharing, ...answers });
    if (lookup.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
    return lookup.devices.map(({ intune, deployment }) => ({ intune, deployment }));
  }

  const doubtful = { state: 'unclear', doubt: 'shared-serial' };

  test('leave open whose the only record is, and whose the deployment was', async () => {
    const pieces = await piecesFrom({
      'managedDevices?': rows(record),
      autopilotEvents: rows({ id: 'v1', deviceSerialNumber: '5CG1', deviceId: 'x9' }),
    });

    expect(pieces).toEqual([
      { intune: doubtful, deployment: doubtful },
      { intune: doubtful, deployment: doubtful },
    ]);
  });

  test('are told apart by the object in Entra', async () => {
    const [first, second] = await piecesFrom({
      'managedDevices?': rows({ ...record, azureADDeviceId: 'e1' }),
      autopilotEvents: rows({ id: 'v1', deviceSerialNumber: '5CG1', deviceId: 'e1' }),
    });

    expect([first?.intune.state, first?.deployment.state]).toEqual(['read', 'read']);
    expect([second?.intune, second?.deployment]).toEqual([doubtful, { state: 'absent' }]);
  });

  test('have no deployment when the report was read to its end without one, dated or not', async () => {
    const [first] = await piecesFrom({ 'managedDevices?': rows() });

    expect(first?.deployment).toEqual({ state: 'absent' });
  });
});

test('Of several deployments the latest counts', async () => {
  const event = {
    deviceSerialNumber: '5cg1 ',
    deploymentState: 'failure',
    eventDateTime: '2026-08-20T10:00:00Z',
  };

  const device = await deviceFrom({
    autopilotEvents: rows(
      { ...event, id: 'v1' },
      { ...event, id: 'v2', deploymentState: 'success', eventDateTime: '2026-08-21T10:00:00Z' },
      { ...event, id: 'v3', deviceSerialNumber: 'OTHER', eventDateTime: '2026-08-22T10:00:00Z' },
    ),
  });

  expect(device.deployment).toMatchObject({
    state: 'read',
    value: { state: 'success', reportedAt: Date.parse('2026-08-21T10:00:00Z') },
    asOf: Date.parse('2026-08-21T10:00:00Z'),
  });
});

test.each([
  ['before', '05CG1', 'failed'],
  ['behind', 'A5CG1', 'not-found'],
])('A long list that ends %s the serial sought is answered with care', async (_, last, type) => {
  const lookup = await lookUp({ contains: rowsAndMore({ ...registration, serialNumber: last }) });

  expect(lookup.type).toBe(type);
  if (lookup.type === 'failed') expect(lookup.failure).toEqual({ type: 'incomplete' });
});

test('A registration that Graph answers without a part of the batch is a failure, not "not found"', async () => {
  graph.script = (request) =>
    batchAnswer(request, ({ url }) => (url.includes('contains') ? undefined : rows()));
  const client = createGraphClient({ root: graph.url, tokens: () => Promise.resolve('t'), clock });

  const [lookup] = await createDeviceReader({ graph: client, clock }).bySerials(['5CG1'], everyDevice);

  expect(lookup).toMatchObject({ type: 'failed', failure: { type: 'invalid-answer' } });
});
