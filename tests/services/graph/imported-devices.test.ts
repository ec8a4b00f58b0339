import {
  importActionBody,
  parseImportAnswer,
  parseImportedDevice,
  pathOfImportedDevice,
} from '../../../services/graph/imported-devices';
import { registeredDevice } from '../../../services/graph/autopilot-devices';
import { isTooLarge, surelyNotDone } from '../../../services/graph/surely-not-done';

/** A record as it comes right after the POST (facts: graph §2.1). */
const fresh = {
  id: 'r-1',
  groupTag: 'UK-Corp',
  serialNumber: 'NEW0001',
  productKey: 'r-1',
  importId: 'r-1',
  hardwareIdentifier: null,
  assignedUserPrincipalName: '',
  state: {
    deviceImportStatus: 'unknown',
    deviceRegistrationId: '',
    deviceErrorCode: 0,
    deviceErrorName: '',
  },
};

const parsed = (changes: object) => {
  const result = parseImportedDevice({ ...fresh, ...changes });
  if (!result.ok) throw new Error('It was expected to fit');
  return result.value;
};

test('A record is read as it comes right after it was sent', () => {
  expect(parsed({})).toEqual({
    id: 'r-1',
    serialNumber: 'NEW0001',
    groupTag: 'UK-Corp',
    status: 'unknown',
    errorCode: 0,
    errorName: '',
  });
});

test('Of a completed one the registration is told, and "None" is no error', () => {
  const state = {
    deviceImportStatus: 'complete',
    deviceRegistrationId: 'd-1',
    deviceErrorCode: 0,
    deviceErrorName: 'None',
  };

  expect(parsed({ state })).toMatchObject({ status: 'complete', registrationId: 'd-1', errorName: '' });
});

test('An error keeps its number and its name as it is spelled', () => {
  const state = {
    deviceImportStatus: 'error',
    deviceErrorCode: '806',
    deviceErrorName: 'ZtdDeviceAssignedToAnotherTenant',
  };

  expect(parsed({ state })).toMatchObject({
    status: 'error',
    errorCode: 806,
    errorName: 'ZtdDeviceAssignedToAnotherTenant',
  });
});

test.each([
  ['a state that this version does not know', { state: { deviceImportStatus: 'unknownFutureValue' } }],
  ['no state', { state: null }],
  [
    'nulls in the state',
    { state: { deviceImportStatus: null, deviceErrorCode: null, deviceErrorName: null } },
  ],
])('%s counts as not known yet', (_, changes) => {
  expect(parsed(changes)).toMatchObject({ status: 'unknown', errorCode: 0, errorName: '' });
});

test('Fields that are null are absent, and a record without serial stays in the list', () => {
  expect(parsed({ groupTag: null, serialNumber: null, assignedUserPrincipalName: null })).toEqual({
    id: 'r-1',
    serialNumber: '',
    status: 'unknown',
    errorCode: 0,
    errorName: '',
  });
});

test('A row of the answer that cannot be read leaves the others in their places', () => {
  const answer = parseImportAnswer({ value: [fresh, { id: null }, { ...fresh, id: 'r-3' }] });

  expect(answer.ok && answer.value.map((row) => row?.id)).toEqual(['r-1', undefined, 'r-3']);
  expect(parseImportAnswer({})).toEqual({ ok: false, error: { type: 'invalid-answer' } });
});

test('What is sent has the properties of the schema, and an id cannot leave its path', () => {
  const body = importActionBody([{ serial: 'S 1', hash: 'T0E=', tag: '', user: 'a@contoso.com' }]);

  expect(body).toEqual({
    importedWindowsAutopilotDeviceIdentities: [
      {
        serialNumber: 'S 1',
        hardwareIdentifier: 'T0E=',
        groupTag: '',
        assignedUserPrincipalName: 'a@contoso.com',
        productKey: '',
      },
    ],
  });
  expect(pathOfImportedDevice('../x?y')).toMatch(/Identities\/\.\.%2Fx%3Fy$/);
});

test.each([
  ['assignedInSync', 'assigned'],
  ['assignedUnkownSyncState', 'assigned'],
  ['assignedOutOfSync', 'assignedOutOfSync'],
  ['pending', 'pending'],
  ['notAssigned', 'notAssigned'],
  ['failed', 'failed'],
  ['somethingNew', 'unknown'],
  [undefined, undefined],
])('A listed registration with the profile status %s is %s', (status, expected) => {
  const row = { id: 'd-1', serialNumber: 'S1', deploymentProfileAssignmentStatus: status };

  expect(registeredDevice.parse(row).profile).toBe(expected);
});

test.each([
  [{ type: 'bad-request', status: 400 }, true],
  [{ type: 'bad-request', status: 413 }, true],
  [{ type: 'forbidden', status: 403 }, true],
  [{ type: 'throttled' }, true],
  [{ type: 'unreachable', code: 'ECONNREFUSED' }, true],
  [{ type: 'unreachable', code: 'ECONNRESET' }, false],
  [{ type: 'unreachable' }, false],
  [{ type: 'unavailable', status: 503 }, false],
  [{ type: 'unavailable', status: 408 }, false],
  [{ type: 'timed-out' }, false],
  [{ type: 'invalid-answer', status: 200 }, false],
] as const)('After %j it is %s that surely nothing was done', (failure, expected) => {
  expect(surelyNotDone(failure)).toBe(expected);
});

test('Only 413 says that a request was too long', () => {
  expect(isTooLarge({ type: 'bad-request', status: 413 })).toBe(true);
  expect(isTooLarge({ type: 'bad-request', status: 400 })).toBe(false);
});
