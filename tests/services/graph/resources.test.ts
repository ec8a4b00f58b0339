import {
  parseBetaRegistration,
  parseRegistrations,
  pathOfAutopilotDevice,
  pathOfSerialsContaining,
} from '../../../services/graph/autopilot-devices';
import { parseEvents, pathOfEventsWithSerial } from '../../../services/graph/autopilot-events';
import { parseEntraDevice, pathOfEntraDevice } from '../../../services/graph/entra-devices';
import {
  parseManagedDevice,
  parseManagedDevices,
  pathOfManagedDevicesWithSerial,
} from '../../../services/graph/managed-devices';

const never = '0001-01-01T00:00:00Z';
const noId = '00000000-0000-0000-0000-000000000000';
const page = (...rows: unknown[]) => ({ value: rows });

describe('questions', () => {
  test.each([
    ["O'Neil", "contains(serialNumber,'O''Neil')"],
    ['50%&#+x', "contains(serialNumber,'50%&#+x')"],
    ['💻', "contains(serialNumber,'💻')"],
  ])('double the quotes of %s and percent-encode the rest', (text, filter) => {
    const [path, query] = pathOfSerialsContaining(text).split('?');

    expect(path).toBe('/deviceManagement/windowsAutopilotDeviceIdentities');
    expect(query).not.toMatch(/[&#+ ]/);
    expect(new URLSearchParams(query).get('$filter')).toBe(filter);
  });

  test('send no $select to the list of registrations, which answers it with 500', () => {
    expect(pathOfSerialsContaining('X')).not.toContain('select');
  });

  test.each([pathOfManagedDevicesWithSerial("a'b"), pathOfEventsWithSerial("a'b"), pathOfEntraDevice("a'b")])(
    'compare with a quoted literal: %s',
    (path) => {
      expect(new URLSearchParams(path.split('?')[1]).get('$filter')).toMatch(/ eq 'a''b'$/);
    },
  );

  test('do not let an id leave its place in the path', () => {
    expect(pathOfAutopilotDevice('../users?x')).toContain('/..%2Fusers%3Fx?');
  });
});

describe('registrations', () => {
  test('lose what Graph fills in for "nothing"', () => {
    const row = {
      id: 'r1',
      serialNumber: ' 5CG1 ',
      manufacturer: 'HP',
      groupTag: '',
      model: null,
      enrollmentState: 'notContacted',
      lastContactedDateTime: never,
      managedDeviceId: noId,
      azureActiveDirectoryDeviceId: 'e1',
    };

    expect(parseRegistrations(page(row))).toEqual({
      ok: true,
      value: {
        rows: [
          {
            id: 'r1',
            serialNumber: '5CG1',
            manufacturer: 'HP',
            enrollmentState: 'notContacted',
            entraDeviceId: 'e1',
          },
        ],
      },
    });
  });

  test('survive fields of the wrong kind, unknown enum members and missing fields', () => {
    const parsed = parseRegistrations(
      page(
        { id: 'r1', serialNumber: 5, enrollmentState: 'hibernating' },
        { id: 'r2' },
        { serialNumber: 'no id' },
      ),
    );

    expect(parsed).toEqual({
      ok: true,
      value: {
        rows: [
          { id: 'r1', serialNumber: '', enrollmentState: 'unknown' },
          { id: 'r2', serialNumber: '', enrollmentState: 'unknown' },
        ],
      },
    });
  });

  test.each([undefined, null, 'text', [], {}, { value: {} }])(
    'are an invalid answer when it is %j',
    (answer) => {
      expect(parseRegistrations(answer)).toEqual({ ok: false, error: { type: 'invalid-answer' } });
    },
  );
});

describe('the beta registration', () => {
  test('tells profile, remediation and userless block', () => {
    const parsed = parseBetaRegistration({
      id: 'r1',
      enrollmentState: 'blocked',
      azureAdDeviceId: 'e2',
      azureActiveDirectoryDeviceId: 'e1',
      deploymentProfileAssignmentStatus: 'assignedOutOfSync',
      deploymentProfileAssignmentDetailedStatus: 'none',
      deploymentProfileAssignedDateTime: '2026-08-01T10:00:00Z',
      deploymentProfile: { displayName: 'Old' },
      intendedDeploymentProfile: { displayName: 'New' },
      remediationState: 'manualRemediationRequired',
      remediationStateLastModifiedDateTime: '2026-08-02T10:00:00Z',
      userlessEnrollmentStatus: 'blocked',
    });

    expect(parsed).toEqual({
      ok: true,
      value: {
        enrollmentState: 'blocked',
        entraDeviceId: 'e2',
        profile: {
          status: 'assignedOutOfSync',
          assignedAt: Date.parse('2026-08-01T10:00:00Z'),
          assignedProfile: 'Old',
          intendedProfile: 'New',
        },
        remediation: { state: 'manual', changedAt: Date.parse('2026-08-02T10:00:00Z') },
        userlessEnrollment: 'blocked',
      },
    });
  });

  test.each([
    ['assignedInSync', 'assigned'],
    ['assignedUnkownSyncState', 'assigned'],
    ['notAssigned', 'notAssigned'],
    ['pending', 'pending'],
    ['failed', 'failed'],
    ['unknownFutureValue', 'unknown'],
    [undefined, 'unknown'],
  ])('reads the assignment status %s as %s', (status, expected) => {
    const parsed = parseBetaRegistration({ id: 'r1', deploymentProfileAssignmentStatus: status });

    expect(parsed).toMatchObject({ ok: true, value: { profile: { status: expected } } });
  });

  test('keeps the detail of a failed assignment and takes null for "no profile"', () => {
    const parsed = parseBetaRegistration({
      id: 'r1',
      deploymentProfileAssignmentDetailedStatus: 'hardwareRequirementsNotMet',
      deploymentProfile: null,
      intendedDeploymentProfile: 'odd',
    });

    expect(parsed).toMatchObject({
      ok: true,
      value: {
        profile: { status: 'unknown', detail: 'hardwareRequirementsNotMet' },
        remediation: { state: 'unknown' },
        userlessEnrollment: 'unknown',
      },
    });
  });
});

describe('Intune records', () => {
  test('carry compliance as Graph words it and times in ms', () => {
    const row = {
      id: 'm1',
      serialNumber: '5CG1',
      operatingSystem: 'Windows',
      osVersion: '10.0.26100.1',
      complianceState: 'inGracePeriod',
      lastSyncDateTime: '2026-08-31T10:00:00Z',
      enrolledDateTime: never,
      azureADDeviceId: 'e1',
    };

    expect(parseManagedDevices(page(row))).toMatchObject({
      ok: true,
      value: {
        rows: [
          {
            serialNumber: '5CG1',
            entraDeviceId: 'e1',
            record: {
              id: 'm1',
              operatingSystem: 'Windows 10.0.26100.1',
              compliance: 'inGracePeriod',
              lastSyncAt: Date.parse('2026-08-31T10:00:00Z'),
            },
          },
        ],
      },
    });
  });

  test('without a verdict on compliance have an unknown one', () => {
    expect(parseManagedDevice({ id: 'm1' })).toEqual({
      ok: true,
      value: { record: { id: 'm1', compliance: 'unknown' } },
    });
    expect(parseManagedDevice({})).toMatchObject({ ok: false, error: { type: 'invalid-answer' } });
  });
});

describe('Entra objects', () => {
  test('are told apart by device id, and their order tag is found whatever its case', () => {
    const answer = page(
      { id: 'o1', deviceId: 'other' },
      {
        id: 'o2',
        deviceId: 'E1',
        trustType: 'AzureAd',
        accountEnabled: false,
        approximateLastSignInDateTime: null,
        physicalIds: ['[ZTDID]:x', '[OrderId]:UK-Corp-Laptop'],
      },
    );

    expect(parseEntraDevice(answer, 'e1')).toEqual({
      ok: true,
      value: { objectId: 'o2', trustType: 'AzureAd', accountEnabled: false, orderTag: 'UK-Corp-Laptop' },
    });
  });

  test('may be missing, and lack of a flag does not disable one', () => {
    expect(parseEntraDevice(page(), 'e1')).toEqual({ ok: true, value: undefined });
    expect(parseEntraDevice(page({ id: 'o1', deviceId: 'e1' }), 'e1')).toEqual({
      ok: true,
      value: { objectId: 'o1', accountEnabled: true },
    });
  });
});

describe('deployments', () => {
  test('tell phases, times and the failure', () => {
    const row = {
      id: 'v1',
      deviceSerialNumber: '5CG1',
      deviceId: 'm1',
      eventDateTime: '2026-08-30T10:00:00Z',
      deploymentState: 'failure',
      deviceSetupStatus: 'failure',
      accountSetupStatus: 'notAttempted',
      deploymentStartDateTime: '2026-08-30T09:00:00Z',
      deploymentEndDateTime: never,
      deploymentTotalDuration: 'PT1H3M21.5S',
      enrollmentFailureDetails: 'Error 0x800705B4',
    };

    expect(parseEvents(page(row))).toEqual({
      ok: true,
      value: {
        rows: [
          {
            id: 'v1',
            serialNumber: '5CG1',
            deviceId: 'm1',
            at: Date.parse('2026-08-30T10:00:00Z'),
            deployment: {
              state: 'failure',
              deviceSetup: 'failure',
              accountSetup: 'notAttempted',
              startedAt: Date.parse('2026-08-30T09:00:00Z'),
              durationMs: 3_801_500,
              failure: 'Error 0x800705B4',
            },
          },
        ],
      },
    });
  });

  test.each([
    ['P1DT2H', 93_600_000],
    ['PT0.5S', 500],
    ['-PT3M', undefined],
    ['soon', undefined],
  ])('read the duration %s', (deploymentTotalDuration, durationMs) => {
    const parsed = parseEvents(page({ id: 'v1', deploymentTotalDuration }));

    expect(parsed.ok && parsed.value.rows[0]?.deployment.durationMs).toBe(durationMs);
  });

  test.each([
    ['azureADJoinedWithWhiteGlove', true],
    ['offlineDomainJoinedWithWhiteGlove', true],
    ['azureADJoinedWithAutopilotProfile', undefined],
    [null, undefined],
  ])('enrolled by %s are pre-provisioning: %s', (enrollmentType, expected) => {
    const parsed = parseEvents(page({ id: 'v1', enrollmentType }));

    expect(parsed.ok && parsed.value.rows[0]?.deployment.isPreProvisioning).toBe(expected);
  });

  test('have unknown states when Graph names new ones', () => {
    expect(parseEvents(page({ id: 'v1', deploymentState: 'paused' }))).toMatchObject({
      ok: true,
      value: {
        rows: [{ serialNumber: '', at: 0, deployment: { state: 'unknown', deviceSetup: 'unknown' } }],
      },
    });
  });
});
