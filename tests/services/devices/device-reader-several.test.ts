import { createDeviceReader } from '../../../services/devices/device-reader';
import { readinessOf } from '../../../services/devices/readiness';
import { createGraphClient } from '../../../services/graph/graph-client';
import { batchAnswer, ScriptedGraph, type ScriptedAnswer } from '../../support/scripted-graph';
import { everyDevice } from '../../support/viewers';

/** One registration, of whose serial Intune, Entra or the report hold more than one object. */

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
  managedDeviceId: 'linked',
  azureActiveDirectoryDeviceId: 'e1',
  deploymentProfileAssignmentStatus: 'assignedInSync',
};

const linked = {
  id: 'linked',
  serialNumber: '5CG1',
  complianceState: 'noncompliant',
  azureADDeviceId: 'e1',
  enrolledDateTime: '2026-08-20T08:00:00Z',
  lastSyncDateTime: '2026-08-31T08:00:00Z',
};

const foreign = {
  ...linked,
  id: 'foreign',
  complianceState: 'compliant',
  azureADDeviceId: 'e9',
  enrolledDateTime: '2026-08-10T08:00:00Z',
  lastSyncDateTime: '2026-09-01T07:59:00Z',
};

const objects: Answers = {
  "'e1'": rows({ id: 'o1', deviceId: 'e1', accountEnabled: true, trustType: 'AzureAd' }),
  "'e9'": rows({ id: 'o9', deviceId: 'e9', accountEnabled: true, trustType: 'AzureAd' }),
};

const usual: Answers = {
  contains: rows(registration),
  'windowsAutopilotDeviceIdentities/r1': { body: registration },
  'managedDevices?': rows(linked, foreign),
  autopilotEvents: rows(),
  ...objects,
};

function rows(...value: unknown[]): ScriptedAnswer {
  return { body: { value } };
}

/** Answers each part with the first entry whose key its URL contains, decoded. */
async function deviceFrom(answers: Answers) {
  const known = { ...usual, ...answers };
  graph.script = (request) =>
    batchAnswer(request, ({ url }) => {
      const plain = decodeURIComponent(url);
      return known[Object.keys(known).find((key) => plain.includes(key)) ?? ''];
    });
  const client = createGraphClient({
    root: graph.url,
    tokens: () => Promise.resolve('t'),
    clock,
    retries: 0,
    pause: () => Promise.resolve(),
  });
  const [lookup] = await createDeviceReader({ graph: client, clock }).bySerials(['5CG1'], everyDevice);
  if (lookup?.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
  return lookup.devices[0]!;
}

describe('Of several Intune records', () => {
  test('the one that the registration links counts, although another synchronised later', async () => {
    const device = await deviceFrom({});

    expect(device.intune).toMatchObject({
      value: { id: 'linked', compliance: 'noncompliant', otherRecords: 1 },
    });
    expect(device.entra).toMatchObject({ value: { objectId: 'o1' } });
  });

  test('the linked one counts too when it is found by its id alone', async () => {
    const device = await deviceFrom({
      'managedDevices?': rows(foreign),
      'managedDevices/linked': { body: linked },
    });

    expect(device.intune).toMatchObject({ value: { id: 'linked', otherRecords: 1 } });
    expect(device.entra).toMatchObject({ value: { objectId: 'o1' } });
  });

  test('one that was enrolled after the linked one is a newer life of the device', async () => {
    const newer = { ...foreign, azureADDeviceId: 'e1', enrolledDateTime: '2026-08-30T08:00:00Z' };

    const device = await deviceFrom({ 'managedDevices?': rows(linked, newer) });

    expect(device.intune).toMatchObject({ value: { id: 'foreign', otherRecords: 1 } });
  });

  test('one that was enrolled later, against both ids of the registration, leaves Intune open', async () => {
    const newer = { ...foreign, enrolledDateTime: '2026-08-30T08:00:00Z' };

    const device = await deviceFrom({ 'managedDevices?': rows(linked, newer) });

    expect(device.intune).toEqual({ state: 'unclear', doubt: 'shared-serial' });
    expect(readinessOf(device, clock.now()).nextStep).toBe('check-intune-record');
  });
});

describe('Of two objects in Entra', () => {
  const hybrid: Answers = { 'managedDevices?': rows({ ...linked, azureADDeviceId: 'e9' }) };

  test('the one that Intune names counts', async () => {
    expect((await deviceFrom(hybrid)).entra).toMatchObject({ value: { objectId: 'o9' } });
  });

  test('the second does not stand in for a first that could not be read', async () => {
    const device = await deviceFrom({ ...hybrid, "'e9'": { status: 503 } });

    expect(device.entra).toMatchObject({ state: 'unreadable', failure: { status: 503 } });
  });

  test('the second counts where Entra has no first', async () => {
    const device = await deviceFrom({ ...hybrid, "'e9'": rows() });

    expect(device.entra).toMatchObject({ value: { objectId: 'o1' } });
  });
});

describe('Of several deployments', () => {
  const success = {
    id: 'v1',
    deviceSerialNumber: '5CG1',
    deploymentState: 'success',
    eventDateTime: '2026-09-01T07:00:00Z',
  };
  const failure = { ...success, id: 'v2', deploymentState: 'failure' };

  test.each([
    ['ended', { deploymentEndDateTime: '2026-09-01T07:30:00Z' }],
    ['began', { deploymentStartDateTime: '2026-09-01T07:30:00Z' }],
  ])('the one that %s last counts, whatever the dates of the rows', async (_, dates) => {
    const late = { ...failure, eventDateTime: '2026-09-01T06:50:00Z', ...dates };

    const device = await deviceFrom({ autopilotEvents: rows(success, late) });

    expect(device.deployment).toMatchObject({
      value: { state: 'failure' },
      asOf: Date.parse('2026-09-01T07:30:00Z'),
    });
  });

  test.each(['e1', 'linked', 'e5'])(
    'the one with the id %s counts, a later one of an unknown device does not',
    async (deviceId) => {
      const device = await deviceFrom({
        'managedDevices?': rows({ ...linked, azureADDeviceId: 'e5' }),
        autopilotEvents: rows(
          { ...failure, deviceId, eventDateTime: '2026-09-01T06:00:00Z' },
          { ...success, deviceId: 'x9' },
        ),
      });

      expect(device.deployment).toMatchObject({ value: { state: 'failure' } });
    },
  );

  test.each([
    ['without an id', undefined],
    ['with the id of the device', 'e1'],
  ])('a later one %s counts beside one that matches', async (_, deviceId) => {
    const device = await deviceFrom({
      autopilotEvents: rows(
        { ...success, deviceId: 'e1', eventDateTime: '2026-09-01T06:00:00Z' },
        { ...failure, deviceId },
      ),
    });

    expect(device.deployment).toMatchObject({ value: { state: 'failure' } });
  });

  test('one alone counts, although its id is unknown', async () => {
    const device = await deviceFrom({ autopilotEvents: rows({ ...success, deviceId: 'x9' }) });

    expect(device.deployment).toMatchObject({ value: { state: 'success' } });
  });
});
