import type { Condition, Rule } from './rule';
import { always, deploymentIs, refusedForGood, unclear, unreadable } from './rule';

/** The report keeps 30 days; who enrolled before cannot be in it, whatever part of it was read. */
const reportMs = 30 * 24 * 60 * 60 * 1000;

const reportSaysNothing: Condition = (facts) =>
  facts.device.deployment.state === 'absent' ||
  facts.relation === 'earlier' ||
  refusedForGood('deployment')(facts);

const enrolledBeforeReportBegins: Condition = ({ intune, now }) =>
  intune?.enrolledAt !== undefined && now - intune.enrolledAt > reportMs;

/** Without a row of this enrolment in the report. */
export const unknownDeploymentRules = [
  {
    reason: 'profile-applied',
    state: 'done',
    next: 'none',
    meaning: 'Enrolled longer ago than the 30 days of which deployments are kept.',
    when: (facts) => reportSaysNothing(facts) && enrolledBeforeReportBegins(facts),
  },
  {
    reason: 'deployment-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The last deployment could not be read, or lies beyond the rows that were read.',
    when: unreadable('deployment'),
  },
  {
    reason: 'deployment-ambiguous',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'Deployments of this serial number are reported, which several registrations share.',
    when: unclear('deployment', 'shared-serial'),
  },
  {
    reason: 'deployment-read-too-early',
    state: 'unknown',
    next: 'await-report',
    meaning: 'The report was last read before the device enrolled, and is being read again.',
    when: unclear('deployment', 'read-too-early'),
  },
  {
    reason: 'deployment-before-enrolment',
    state: 'unknown',
    next: 'await-report',
    values: ['enrolledAt'],
    meaning: 'The last deployment found ended before this enrolment; of the new one nothing is known.',
    when: ({ relation }) => relation === 'earlier',
  },
  {
    reason: 'deployment-not-reported',
    state: 'unknown',
    next: 'await-report',
    values: ['enrolledAt'],
    meaning: 'Enrolled within the last 30 days, and the report has no row of it.',
    when: ({ deployment }) => deployment === undefined,
  },
  {
    reason: 'deployment-undated',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'Without a date of the enrolment nothing tells whether its deployment should be in the report.',
    when: ({ deployment }) => deployment === undefined,
  },
] as const satisfies readonly Rule[];

function anyPartIs(state: 'successWithTimeout'): Condition {
  return ({ deployment }) =>
    deployment !== undefined &&
    [deployment.state, deployment.deviceSetup, deployment.accountSetup].includes(state);
}

/** Self-deploying devices have no account setup; without device setup nothing was tracked at all. */
const wasNotTracked: Condition = (facts) =>
  deploymentIs('notAttempted', 'disabled')(facts) ||
  facts.deployment?.deviceSetup === 'notAttempted' ||
  facts.deployment?.deviceSetup === 'disabled';

/** A success that names a failure, or none of whose parts ended in a way that the report lists. */
const successIsDoubtful: Condition = ({ deployment }) =>
  deployment !== undefined &&
  ((deployment.state === 'success' && deployment.failure !== undefined) ||
    [deployment.deviceSetup, deployment.accountSetup].every((part) => part === 'unknown'));

const onlyTechnicianHalf: Condition = ({ deployment }) =>
  deployment?.isPreProvisioning === true && !['success', 'successOnRetry'].includes(deployment.accountSetup);

const isOfThisEnrolment: Condition = ({ relation }) => relation === 'this';

/** With a row that is not known to be older than this enrolment; `done` only where it surely is not. */
export const endedDeploymentRules = [
  {
    reason: 'deployment-timed-out-passed',
    state: 'unknown',
    next: 'check-required-apps',
    meaning:
      'The set-up page timed out and the user went on: the desktop is there, some required items may be missing.',
    when: anyPartIs('successWithTimeout'),
  },
  {
    reason: 'deployment-unclear',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'The service does not say how the last deployment ended, or contradicts itself.',
    when: (facts) => deploymentIs('unknown')(facts) || successIsDoubtful(facts),
  },
  {
    reason: 'set-up-not-tracked',
    state: 'unknown',
    next: 'check-required-apps',
    meaning: 'The set-up page was switched off or not shown, so nothing confirms the required apps.',
    when: wasNotTracked,
  },
  {
    reason: 'waits-for-its-user',
    state: 'in-progress',
    next: 'hand-over-to-user',
    meaning: "The technician's half of pre-provisioning is done; the user's half has not begun.",
    when: (facts) => onlyTechnicianHalf(facts) && !facts.intune?.userPrincipalName,
  },
  {
    reason: 'user-half-not-reported',
    state: 'unknown',
    next: 'check-required-apps',
    meaning: "Pre-provisioned and handed to its user; the report never has the user's half.",
    when: onlyTechnicianHalf,
  },
  {
    reason: 'deployment-undated',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'Without dates of enrolment and deployment nothing tells whether they belong together.',
    when: (facts) => !isOfThisEnrolment(facts),
  },
  {
    reason: 'deployment-succeeded-on-retry',
    state: 'done',
    next: 'none',
    meaning: 'The deployment ended well at the second try.',
    when: deploymentIs('successOnRetry'),
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
    reason: 'deployment-unclear',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'None of the ends that the report names.',
    when: always,
  },
] as const satisfies readonly Rule[];
