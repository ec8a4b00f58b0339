import type { DeploymentEvent } from '../../../services/devices/device-status';
import { overallState } from '../../../services/devices/overall-state';
import { readinessOf } from '../../../services/devices/readiness';
import { hour, inStock, inUse, now, read } from './device-builder';

const minute = hour / 60;

/** Enrolled two hours ago; the deployment is a success in all its parts unless changed. */
function deployed(change: Partial<DeploymentEvent>) {
  return inUse({
    intune: read({
      id: 'm1',
      compliance: 'compliant',
      lastSyncAt: now - minute,
      enrolledAt: now - 2 * hour,
      otherRecords: 0,
    }),
    deployment: read<DeploymentEvent>({
      state: 'success',
      deviceSetup: 'success',
      accountSetup: 'success',
      startedAt: now - 2 * hour,
      endedAt: now - hour,
      ...change,
    }),
  });
}

function running(change: Partial<DeploymentEvent>, device = inUse()) {
  const deployment: DeploymentEvent = {
    state: 'inProgress',
    deviceSetup: 'inProgress',
    accountSetup: 'unknown',
    ...change,
  };
  return { ...device, deployment: read(deployment) };
}

function configurationOf(device: ReturnType<typeof inUse>) {
  const readiness = readinessOf(device, now);
  const layer = readiness.layers.find(({ name }) => name === 'configuration');
  return {
    verdict: `${layer?.state ?? ''}: ${layer?.reason ?? ''}`,
    isReady: overallState(readiness) === 'ready',
  };
}

describe('A success in the report is not done', () => {
  test.each<[string, Partial<DeploymentEvent>, string]>([
    ['when device setup failed', { deviceSetup: 'failure' }, 'blocked: device-setup-failed'],
    ['when account setup failed', { accountSetup: 'failure' }, 'blocked: account-setup-failed'],
    ['when it names a failure', { failure: '0x80180014' }, 'unknown: deployment-unclear'],
    [
      'when neither part has a state that is known',
      { deviceSetup: 'unknown', accountSetup: 'unknown' },
      'unknown: deployment-unclear',
    ],
    [
      'at the second try when neither part has a state that is known',
      { state: 'successOnRetry', deviceSetup: 'unknown', accountSetup: 'unknown' },
      'unknown: deployment-unclear',
    ],
  ])('%s', (_, change, verdict) => {
    expect(configurationOf(deployed(change))).toEqual({ verdict, isReady: false });
  });
});

describe('A success in the report is done', () => {
  test.each<[string, Partial<DeploymentEvent>, string]>([
    ['without account setup', { accountSetup: 'notAttempted' }, 'done: deployment-succeeded-at'],
    ['with account setup switched off', { accountSetup: 'disabled' }, 'done: deployment-succeeded-at'],
    [
      'at the second try, with the failure of the first',
      { state: 'successOnRetry', failure: '0x80180014' },
      'done: deployment-succeeded-on-retry',
    ],
  ])('%s', (_, change, verdict) => {
    expect(configurationOf(deployed(change))).toEqual({ verdict, isReady: true });
  });
});

describe('A deployment in progress', () => {
  test.each<[string, Partial<DeploymentEvent>, string]>([
    ['without any date runs', {}, 'in-progress: deployment-in-progress'],
    [
      'without a start, reported an hour ago, runs',
      { reportedAt: now - hour },
      'in-progress: deployment-in-progress',
    ],
    [
      'that began minutes ahead by another clock runs',
      { startedAt: now + 5 * minute },
      'in-progress: device-setup-in-progress',
    ],
    [
      'that began hours ago and was reported since was left',
      { startedAt: now - 5 * hour, reportedAt: now - hour },
      'unknown: deployment-left-unfinished',
    ],
    ['that begins in the future was left', { startedAt: now + hour }, 'unknown: deployment-left-unfinished'],
    [
      'without a start, reported hours ago, was left',
      { reportedAt: now - 5 * hour },
      'unknown: deployment-left-undated',
    ],
    [
      'of a part, without a start, reported hours ago, was left',
      { state: 'success', deviceSetup: 'success', accountSetup: 'inProgress', reportedAt: now - 5 * hour },
      'unknown: deployment-left-undated',
    ],
  ])('%s', (_, change, verdict) => {
    expect(configurationOf(running(change))).toEqual({ verdict, isReady: false });
  });

  test('that was left keeps neither the join nor the enrolment running', () => {
    const { layers } = readinessOf(running({ reportedAt: now - 5 * hour }, inStock()), now);

    expect(layers.filter(({ state }) => state === 'in-progress')).toEqual([]);
  });
});
