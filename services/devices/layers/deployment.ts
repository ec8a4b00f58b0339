import type { Condition, Rule } from './rule';
import { deploymentIs, deploymentRuns, deploymentWasLeft } from './rule';

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
    meaning:
      'The report, or a part of it, says "in progress" for more than four hours: it or the device stopped.',
    when: deploymentWasLeft,
  },
  {
    reason: 'deployment-left-undated',
    state: 'unknown',
    next: 'check-device-screen',
    meaning: 'The same, with the date of the report alone; no start is given.',
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
