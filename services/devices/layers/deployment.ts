import type { Condition, Rule } from './rule';
import { deploymentIs, deploymentRuns, deploymentWasLeft, unreadable } from './rule';

const deviceSetupFailed: Condition = ({ deployment }) => deployment?.deviceSetup === 'failure';
const accountSetupFailed: Condition = ({ deployment }) => deployment?.accountSetup === 'failure';

export const failedDeploymentRules = [
  {
    reason: 'device-setup-failed-because',
    state: 'blocked',
    next: 'check-device-setup',
    values: ['failure'],
    meaning: 'The last deployment failed in device setup. A later success after "try again" is not reported.',
    when: deviceSetupFailed,
  },
  {
    reason: 'device-setup-failed',
    state: 'blocked',
    next: 'check-device-setup',
    meaning: 'The last deployment failed in device setup; no cause is given.',
    when: deviceSetupFailed,
  },
  {
    reason: 'account-setup-failed-because',
    state: 'blocked',
    next: 'check-account-setup',
    values: ['failure'],
    meaning:
      'The last deployment failed in account setup. A later success after "try again" is not reported.',
    when: accountSetupFailed,
  },
  {
    reason: 'account-setup-failed',
    state: 'blocked',
    next: 'check-account-setup',
    meaning: 'The last deployment failed in account setup; no cause is given.',
    when: accountSetupFailed,
  },
  {
    reason: 'deployment-failed-because',
    state: 'blocked',
    next: 'check-deployment-failure',
    values: ['failure'],
    meaning: 'The last deployment failed outside device and account setup.',
    when: deploymentIs('failure'),
  },
  {
    reason: 'deployment-failed',
    state: 'blocked',
    next: 'check-deployment-failure',
    meaning: 'The last deployment failed; neither phase nor cause is given.',
    when: deploymentIs('failure'),
  },
] as const satisfies readonly Rule[];

export const runningDeploymentRules = [
  {
    reason: 'deployment-left-unfinished',
    state: 'unknown',
    next: 'check-device-screen',
    values: ['startedAt'],
    meaning: 'The report says "in progress" for more than four hours: it stopped, or the device did.',
    when: deploymentWasLeft,
  },
  {
    reason: 'device-setup-in-progress',
    state: 'in-progress',
    next: 'wait-for-deployment',
    values: ['startedAt'],
    meaning: 'Device setup is running.',
    when: (facts) => deploymentRuns(facts) && facts.deployment?.deviceSetup === 'inProgress',
  },
  {
    reason: 'account-setup-in-progress',
    state: 'in-progress',
    next: 'wait-for-deployment',
    values: ['startedAt'],
    meaning: 'Device setup is done, account setup is running.',
    when: (facts) => deploymentRuns(facts) && facts.deployment?.accountSetup === 'inProgress',
  },
  {
    reason: 'deployment-in-progress-since',
    state: 'in-progress',
    next: 'wait-for-deployment',
    values: ['startedAt'],
    meaning: 'A deployment is running since then.',
    when: deploymentRuns,
  },
  {
    reason: 'deployment-in-progress',
    state: 'in-progress',
    next: 'wait-for-deployment',
    meaning: 'A deployment is running; no start is given.',
    when: deploymentRuns,
  },
] as const satisfies readonly Rule[];

export const endedDeploymentRules = [
  {
    reason: 'deployment-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The last deployment could not be read, or lies beyond the rows that were read.',
    when: unreadable('deployment'),
  },
  {
    reason: 'deployment-succeeded-at',
    state: 'done',
    next: 'none',
    values: ['endedAt'],
    meaning: 'The deployment ended well.',
    when: deploymentIs('success'),
  },
  {
    reason: 'deployment-succeeded',
    state: 'done',
    next: 'none',
    meaning: 'The deployment ended well; no date is given.',
    when: deploymentIs('success'),
  },
  {
    reason: 'deployment-succeeded-on-retry',
    state: 'done',
    next: 'none',
    meaning: 'The deployment ended well at the second try.',
    when: deploymentIs('successOnRetry'),
  },
  {
    reason: 'deployment-timed-out-passed',
    state: 'done',
    next: 'check-required-apps',
    meaning:
      'The set-up page timed out and the user went on: the desktop is there, some required items may be missing.',
    when: deploymentIs('successWithTimeout'),
  },
  {
    reason: 'set-up-not-tracked',
    state: 'unknown',
    next: 'check-required-apps',
    meaning: 'The set-up page was switched off or not shown, so nothing confirms the required apps.',
    when: deploymentIs('notAttempted', 'disabled'),
  },
  {
    reason: 'deployment-unclear',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The service does not say how the last deployment ended.',
    when: deploymentIs('unknown'),
  },
] as const satisfies readonly Rule[];
