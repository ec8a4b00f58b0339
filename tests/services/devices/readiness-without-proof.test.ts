import type {
  DeploymentEvent,
  DeviceStatus,
  EntraRecord,
  IntuneRecord,
} from '../../../services/devices/device-status';
import { overallState } from '../../../services/devices/overall-state';
import { readinessOf } from '../../../services/devices/readiness';
import { absent, day, hour, inStock, inUse, now, read, unreadable } from './device-builder';

const minute = hour / 60;

/** Enrolled at this time, compliant and synchronised since; the deployment ended with the enrolment, if there is one. */
function enrolledSince(
  enrolledAt: number,
  deployment?: Partial<DeploymentEvent>,
  record: Partial<IntuneRecord> = {},
): DeviceStatus {
  const value: DeploymentEvent = {
    state: 'success',
    deviceSetup: 'success',
    accountSetup: 'success',
    startedAt: enrolledAt - 5 * minute,
    endedAt: enrolledAt + 30 * minute,
    ...deployment,
  };
  return inUse({
    intune: read({
      id: 'm1',
      compliance: 'compliant',
      lastSyncAt: now - minute,
      enrolledAt,
      userPrincipalName: 'ada@contoso.example',
      otherRecords: 0,
      ...record,
    }),
    deployment: deployment ? read(value) : absent,
  });
}

function verdict(device: DeviceStatus, name: string) {
  const found = readinessOf(device, now).layers.find((layer) => layer.name === name);
  return `${found?.state ?? ''}: ${found?.reason ?? ''}`;
}

describe('A deployment counts for the enrolment that Intune knows', () => {
  const since = now - 2 * day;
  const lately = now - 5 * minute;
  const old = { startedAt: now - 20 * day, endedAt: now - 20 * day + hour };
  const withoutDate: Partial<DeviceStatus> = {
    intune: read({ id: 'm1', compliance: 'compliant', lastSyncAt: now - hour, otherRecords: 0 }),
  };

  test.each<[string, DeviceStatus, string]>([
    ['when it ended after it', enrolledSince(since, {}), 'done: deployment-succeeded-at'],
    [
      'when two clocks put its end minutes before it',
      enrolledSince(since, { endedAt: since - 9 * minute }),
      'done: deployment-succeeded-at',
    ],
    [
      'not when it ended half an hour before it',
      enrolledSince(since, { endedAt: since - 30 * minute }),
      'unknown: deployment-before-enrolment',
    ],
    [
      'when it began before it and no end is given',
      { ...enrolledSince(since), deployment: withoutEnd(since - 40 * minute) },
      'done: deployment-succeeded',
    ],
    [
      'not when it began hours before it and no end is given',
      { ...enrolledSince(since), deployment: withoutEnd(since - 2 * hour) },
      'unknown: deployment-before-enrolment',
    ],
    [
      'not when it succeeded weeks before it',
      enrolledSince(lately, old),
      'unknown: deployment-before-enrolment',
    ],
    [
      'not when it failed weeks before it',
      enrolledSince(lately, { ...old, state: 'failure', deviceSetup: 'failure' }),
      'unknown: deployment-before-enrolment',
    ],
    [
      'not as a success when the enrolment has no date',
      { ...enrolledSince(since, {}), ...withoutDate },
      'unknown: deployment-undated',
    ],
    ['and is missed without one', enrolledSince(lately), 'unknown: deployment-not-reported'],
    ['and is missed for 30 days', enrolledSince(now - 30 * day), 'unknown: deployment-not-reported'],
    ['and is past after them', enrolledSince(now - 30 * day - 1), 'done: profile-applied'],
    [
      'and cannot be missed when neither is dated',
      inUse({ ...withoutDate, deployment: absent }),
      'unknown: deployment-undated',
    ],
    [
      'and may be of another registration',
      { ...enrolledSince(since), deployment: { state: 'unclear', doubt: 'shared-serial' } },
      'unknown: deployment-ambiguous',
    ],
    [
      'and may have come after the report was read',
      { ...enrolledSince(lately), deployment: { state: 'unclear', doubt: 'read-too-early' } },
      'unknown: deployment-read-too-early',
    ],
  ])('%s', (_, device, expected) => {
    expect(verdict(device, 'configuration')).toBe(expected);
    expect(overallState(readinessOf(device, now))).toBe(expected.startsWith('done') ? 'ready' : 'unknown');
  });

  function withoutEnd(startedAt: number) {
    return read({ state: 'success', deviceSetup: 'success', accountSetup: 'success', startedAt } as const);
  }
});

describe('A deployment that the report calls a success', () => {
  const today = now - 2 * hour;
  const whiteGlove = { isPreProvisioning: true, accountSetup: 'notAttempted' } as const;

  test.each<[string, DeviceStatus, string, string]>([
    [
      'still runs while account setup does',
      enrolledSince(now - hour, { accountSetup: 'inProgress' }),
      'in-progress: account-setup-in-progress',
      'wait-for-deployment',
    ],
    [
      'is left unfinished when account setup never ended',
      enrolledSince(now - 2 * day, { accountSetup: 'inProgress' }),
      'unknown: deployment-left-unfinished',
      'check-device-screen',
    ],
    [
      'may lack apps after a time-out',
      enrolledSince(today, { accountSetup: 'successWithTimeout' }),
      'unknown: deployment-timed-out-passed',
      'check-required-apps',
    ],
    [
      'proves nothing without device setup',
      enrolledSince(today, { deviceSetup: 'disabled', accountSetup: 'disabled' }),
      'unknown: set-up-not-tracked',
      'check-required-apps',
    ],
    [
      'needs no account setup where nobody signs in',
      enrolledSince(today, { accountSetup: 'disabled' }),
      'done: deployment-succeeded-at',
      'none',
    ],
    [
      "waits for its user after the technician's half",
      enrolledSince(today, whiteGlove, { userPrincipalName: '' }),
      'in-progress: waits-for-its-user',
      'hand-over-to-user',
    ],
    [
      "says nothing of the user's half",
      enrolledSince(today, whiteGlove),
      'unknown: user-half-not-reported',
      'check-required-apps',
    ],
    [
      "is done with the user's half",
      enrolledSince(today, { isPreProvisioning: true }),
      'done: deployment-succeeded-at',
      'none',
    ],
  ])('%s', (_, device, expected, nextStep) => {
    const readiness = readinessOf(device, now);

    expect(verdict(device, 'configuration')).toBe(expected);
    expect(readiness.nextStep).toBe(nextStep);
    expect(overallState(readiness) === 'ready').toBe(nextStep === 'none');
  });
});

describe('The configuration is not done while the enrolment is unclear', () => {
  const deployed = enrolledSince(now - 2 * day, {});

  test.each<[string, Partial<DeviceStatus>]>([
    ['because Intune could not be read', { intune: unreadable('unavailable') }],
    ['because Intune lost the record', { intune: absent }],
    ['because the record is of another serial', { intune: { state: 'unclear', doubt: 'other-serial' } }],
    ['because others share the serial', { intune: { state: 'unclear', doubt: 'shared-serial' } }],
    [
      'because the device was reset and Intune could not be read',
      {
        intune: unreadable(),
        registration: { ...deployed.registration, enrollmentState: 'notContacted' },
        entra: inStock().entra,
      },
    ],
  ])('%s', (_, change) => {
    const device = { ...deployed, ...change };

    expect(verdict(device, 'mdm-enrolment')).toMatch(/^unknown/);
    expect(verdict(device, 'configuration')).toBe('unknown: configuration-enrolment-unclear');
    expect(verdict(device, 'ready')).toBe('unknown: enrolment-unclear-so-far');
  });
});

describe('The last layer waits for all before it', () => {
  const entra = (change: Partial<EntraRecord>) =>
    inUse({ entra: read({ objectId: 'o1', trustType: 'AzureAd', accountEnabled: true, ...change }) });

  test.each<[string, DeviceStatus, string]>([
    ['a disabled object in Entra', entra({ accountEnabled: false }), 'not-started: waits-for-earlier-layers'],
    ['a deleted object in Entra', inUse({ entra: absent }), 'not-started: waits-for-earlier-layers'],
    ['a device not joined', entra({ trustType: 'Workplace' }), 'not-started: waits-for-earlier-layers'],
    ['an Entra not read', inUse({ entra: unreadable() }), 'unknown: join-unclear-so-far'],
    [
      'an Entra id known too late',
      inUse({ entra: { state: 'unclear', doubt: 'late-id' } }),
      'unknown: join-unclear-so-far',
    ],
    [
      'changed hardware',
      inUse({ remediation: read({ state: 'manual' }) }),
      'not-started: waits-for-earlier-layers',
    ],
  ])('for %s', (_, device, expected) => {
    expect(verdict(device, 'ready')).toBe(expected);
  });
});

test('A device that joined Entra and is unknown to Intune is not told to wait for its first boot', () => {
  const device = inStock({ entra: inUse().entra });

  expect(verdict(device, 'mdm-enrolment')).toBe('unknown: joined-not-enrolled');
  expect(readinessOf(device, now).nextStep).toBe('check-automatic-enrolment');
});

test('Without beta a success in the report speaks for itself', () => {
  const beta = { profile: unreadable(), remediation: unreadable(), userlessEnrollment: unreadable() };
  const device = { ...enrolledSince(now - day, {}), ...beta };

  expect(verdict(device, 'hardware')).toBe('done: hardware-change-unreadable');
  expect(overallState(readinessOf(device, now))).toBe('ready');
});

test('A trouble of beta that passes leaves the last layer open, for it may hide a change of hardware', () => {
  const trouble = unreadable('timed-out');
  const device = { ...enrolledSince(now - day, {}), profile: trouble, remediation: trouble };

  expect(verdict(device, 'hardware')).toBe('done: hardware-change-unreadable');
  expect(verdict(device, 'configuration')).toBe('done: deployment-succeeded-at');
  expect(verdict(device, 'ready')).toBe('unknown: hardware-change-unread-so-far');
  expect(readinessOf(device, now).nextStep).toBe('read-again');
});

test('Without beta a device in stock has an unknown profile, and that alone', () => {
  const readiness = readinessOf(inStock({ profile: unreadable(), remediation: unreadable() }), now);

  expect(readiness.layers.map(({ state }) => state)).toEqual([
    'done',
    'not-started',
    'not-started',
    'unknown',
    'not-started',
  ]);
});
