import type { Condition, Rule } from './rule';
import {
  always,
  deploymentRuns,
  enrollmentIs,
  intuneRecordIsLinked,
  layerIs,
  unclear,
  unreadable,
  valueOf,
} from './rule';

const nextEnrolmentIsBlocked: Condition = ({ device }) => valueOf(device.userlessEnrollment) === 'blocked';
const saysEnrolled = enrollmentIs('enrolled', 'pendingReset', 'blocked');

/** Layer 3: Intune manages the device. A self-deployed device keeps its userless block while it is enrolled. */
export const mdmEnrolmentRules = [
  {
    reason: 'next-enrolment-blocked',
    state: 'blocked',
    next: 'allow-next-enrolment',
    meaning: 'Not enrolled, and the next enrolment will be refused (0x80180014) until it is allowed.',
    when: (facts) => nextEnrolmentIsBlocked(facts) && !saysEnrolled(facts) && !intuneRecordIsLinked(facts),
  },
  {
    reason: 'enrolment-failed-because',
    state: 'blocked',
    next: 'check-enrolment-failure',
    values: ['failure'],
    meaning: 'The enrolment failed; `failure` is what the last deployment reported.',
    when: enrollmentIs('failed'),
  },
  {
    reason: 'enrolment-failed',
    state: 'blocked',
    next: 'check-enrolment-failure',
    meaning: 'The enrolment failed; the service gives no cause.',
    when: enrollmentIs('failed'),
  },
  {
    reason: 'intune-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'Intune could not be read.',
    when: unreadable('intune'),
  },
  {
    reason: 'intune-record-of-other',
    state: 'unknown',
    next: 'check-intune-record',
    meaning: 'The registration points to an Intune record with another serial number.',
    when: unclear('intune', 'other-serial'),
  },
  {
    reason: 'intune-record-ambiguous',
    state: 'unknown',
    next: 'check-intune-record',
    meaning: 'Several registrations or Intune records share this serial number, and the ids do not decide.',
    when: unclear('intune', 'shared-serial'),
  },
  {
    reason: 'enrolment-in-progress',
    state: 'in-progress',
    next: 'wait-for-deployment',
    meaning: 'A deployment is running; the enrolment is not finished.',
    when: (facts) => !saysEnrolled(facts) && deploymentRuns(facts),
  },
  {
    reason: 'intune-record-missing',
    state: 'unknown',
    next: 'check-intune-record',
    meaning: 'The registration says enrolled, yet Intune holds no record.',
    when: (facts) => saysEnrolled(facts) && facts.intune === undefined,
  },
  {
    reason: 'joined-not-enrolled',
    state: 'unknown',
    next: 'check-automatic-enrolment',
    meaning: 'Joined to Entra, yet unknown to Intune: enrolment failed, is under way, or was before a reset.',
    when: (facts) =>
      enrollmentIs('notContacted')(facts) &&
      facts.intune === undefined &&
      layerIs('entra-join', 'done')(facts),
  },
  {
    reason: 'not-contacted',
    state: 'not-started',
    next: 'hand-over-device',
    meaning: 'Registered, but the device has not contacted the service yet.',
    when: (facts) => enrollmentIs('notContacted')(facts) && facts.intune === undefined,
  },
  {
    reason: 'intune-record-not-linked',
    state: 'unknown',
    next: 'check-intune-record',
    meaning:
      'Intune holds a record with this serial number, yet the registration was never contacted: an earlier life of the device, or news that has not arrived.',
    when: enrollmentIs('notContacted'),
  },
  {
    reason: 'enrolment-unclear',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'The service does not say whether the device is enrolled.',
    when: (facts) => enrollmentIs('unknown')(facts) && !intuneRecordIsLinked(facts),
  },
  {
    reason: 'enrolled-next-blocked',
    state: 'done',
    next: 'allow-enrolment-before-reset',
    meaning: 'Enrolled; after a reset the next enrolment will be refused (0x80180014) until it is allowed.',
    when: nextEnrolmentIsBlocked,
  },
  {
    reason: 'enrolled-since',
    state: 'done',
    next: 'none',
    values: ['enrolledAt'],
    meaning: 'Enrolled in Intune since this date.',
    when: always,
  },
  {
    reason: 'enrolled',
    state: 'done',
    next: 'none',
    meaning: 'Enrolled in Intune.',
    when: always,
  },
] as const satisfies readonly Rule[];
