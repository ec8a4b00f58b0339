import { overallState } from '../../../services/devices/overall-state';
import { readinessOf } from '../../../services/devices/readiness';
import type { DeploymentEvent, DeviceStatus } from '../../../services/devices/device-status';
import { stateOf } from '../../../services/my-devices/my-state';
import { stepsOf } from '../../../services/my-devices/my-steps';
import { deviceStatus, hour, minute, now } from '../../cards/support/devices';

const fresh = {
  registration: { ...deviceStatus().registration, enrollmentState: 'notContacted' as const },
  intune: { state: 'absent' as const },
  deployment: { state: 'absent' as const },
  // Made at registration, joined by nobody.
  entra: { state: 'read' as const, value: { objectId: 'e-1', accountEnabled: true } },
};

function running(differing: Partial<DeploymentEvent>): Partial<DeviceStatus> {
  return {
    registration: { ...deviceStatus().registration, enrollmentState: 'enrolled' },
    intune: {
      state: 'read',
      value: {
        id: 'm-1',
        userId: 'u-1',
        compliance: 'unknown',
        enrolledAt: now - 20 * minute,
        lastSyncAt: now - minute,
        otherRecords: 0,
      },
    },
    deployment: {
      state: 'read',
      value: {
        state: 'inProgress',
        deviceSetup: 'inProgress',
        accountSetup: 'notAttempted',
        startedAt: now - 25 * minute,
        ...differing,
      },
    },
  };
}

function judged(differing: Partial<DeviceStatus>) {
  const status = deviceStatus(differing);
  const readiness = readinessOf(status, now);
  const overall = overallState(readiness);
  const steps = stepsOf(status, readiness, overall);
  const count = (state: string) => steps.filter((step) => step.state === state).length;
  return {
    state: stateOf(overall, steps),
    done: count('done'),
    now: steps.filter((step) => step.state === 'now').map(({ name }) => name),
    failed: steps.filter((step) => step.state === 'failed').map(({ name }) => name),
  };
}

it.each<[string, Partial<DeviceStatus>, ReturnType<typeof judged>]>([
  [
    'a device without settings waits for them',
    { ...fresh, profile: { state: 'read', value: { status: 'pending' } } },
    { state: 'waiting-for-settings', done: 1, now: ['settings'], failed: [] },
  ],
  ['one with settings may be switched on', fresh, { state: 'registered', done: 2, now: [], failed: [] }],
  ['apps are being installed', running({}), { state: 'setting-up', done: 4, now: ['apps'], failed: [] }],
  [
    'the account is being set up',
    running({ deviceSetup: 'success', accountSetup: 'inProgress' }),
    { state: 'setting-up', done: 5, now: ['account'], failed: [] },
  ],
  [
    'apps failed',
    running({ state: 'failure', deviceSetup: 'failure', failure: '0x800705B4', endedAt: now - hour / 4 }),
    { state: 'needs-help', done: 4, now: [], failed: ['apps'] },
  ],
  [
    'a device in daily use breaks a rule',
    {
      intune: {
        state: 'read',
        value: { id: 'm-1', compliance: 'noncompliant', lastSyncAt: now - hour, otherRecords: 0 },
      },
      deployment: { state: 'absent' },
    },
    { state: 'needs-look', done: 4, now: [], failed: ['checked'] },
  ],
  [
    'a device in daily use has time to meet a rule',
    {
      intune: {
        state: 'read',
        value: {
          id: 'm-1',
          compliance: 'inGracePeriod',
          lastSyncAt: now - hour,
          enrolledAt: now - 90 * 24 * hour,
          otherRecords: 0,
        },
      },
      deployment: { state: 'absent' },
    },
    { state: 'checking', done: 6, now: ['checked'], failed: [] },
  ],
])('%s', (_, differing, expected) => {
  expect(judged(differing)).toEqual(expected);
});

it('has done all seven things once the device is ready', () => {
  expect(judged({})).toEqual({ state: 'ready', done: 7, now: [], failed: [] });
});
