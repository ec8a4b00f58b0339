import type { ProfileAssignment } from '../device-status';
import { endedDeploymentRules, failedDeploymentRules, runningDeploymentRules } from './deployment';
import type { Condition, Rule } from './rule';
import { always, enrollmentIs, layerIs, unreadable } from './rule';

function profileIs(status: ProfileAssignment['status']): Condition {
  return ({ profile }) => profile?.status === status;
}

/** The report keeps 30 days; who enrolled before cannot be in it, whatever part of it was read. */
const reportMs = 30 * 24 * 60 * 60 * 1000;

const enrolledBeforeReportBegins: Condition = (facts) =>
  layerIs('mdm-enrolment', 'done')(facts) &&
  facts.device.deployment.state === 'unreadable' &&
  facts.device.deployment.failure.type === 'incomplete' &&
  facts.intune?.enrolledAt !== undefined &&
  facts.now - facts.intune.enrolledAt > reportMs;

const profileApplied = {
  reason: 'profile-applied',
  state: 'done',
  next: 'none',
  meaning: 'Enrolled through the assigned profile; the deployment is older than the 30 days that are kept.',
  when: always,
} as const satisfies Rule;

/** Layer 4: the profile is assigned and was carried out; the last deployment is the only witness of ESP. */
export const configurationRules = [
  {
    reason: 'hardware-requirements-not-met',
    state: 'blocked',
    next: 'check-tpm',
    meaning: 'The profile asks for hardware that the device lacks, mostly TPM 2.0 for self-deploying.',
    when: ({ profile }) => profile?.status === 'failed' && profile.detail === 'hardwareRequirementsNotMet',
  },
  {
    reason: 'profile-not-supported',
    state: 'blocked',
    next: 'change-profile',
    values: ['detail'],
    meaning: 'The profile is made for another kind of device; `detail` is the word of Graph.',
    when: ({ profile }) =>
      profile?.status === 'failed' && (profile.detail?.endsWith('NotSupported') ?? false),
  },
  {
    reason: 'profile-failed',
    state: 'blocked',
    next: 'check-profile-assignment',
    meaning: 'The profile could not be assigned.',
    when: profileIs('failed'),
  },
  {
    reason: 'blocked-by-app',
    state: 'blocked',
    next: 'fix-required-app',
    meaning: 'Enrolled without a user, then stopped because a required app failed to install.',
    when: enrollmentIs('blocked'),
  },
  ...failedDeploymentRules,
  {
    reason: 'pending-reset',
    state: 'blocked',
    next: 'reset-device',
    meaning: 'Enrolled through another profile than the one assigned now; a reset is needed.',
    when: enrollmentIs('pendingReset'),
  },
  {
    reason: 'profile-not-assigned-no-tag',
    state: 'blocked',
    next: 'set-group-tag',
    meaning: 'No profile is assigned and the device carries no group tag.',
    when: ({ device, profile }) => profile?.status === 'notAssigned' && !device.registration.groupTag,
  },
  {
    reason: 'profile-not-assigned',
    state: 'blocked',
    next: 'assign-profile',
    meaning: 'No profile is assigned although the device carries a group tag.',
    when: profileIs('notAssigned'),
  },
  ...runningDeploymentRules,
  {
    reason: 'profile-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The profile could not be read.',
    when: unreadable('profile'),
  },
  {
    reason: 'profile-status-unclear',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The service does not say whether a profile is assigned.',
    when: ({ profile }) => profile === undefined || profile.status === 'unknown',
  },
  {
    reason: 'profile-pending-to',
    state: 'in-progress',
    next: 'wait-for-profile',
    values: ['intendedProfile'],
    meaning: 'This profile is being assigned.',
    when: profileIs('pending'),
  },
  {
    reason: 'profile-pending',
    state: 'in-progress',
    next: 'wait-for-profile',
    meaning: 'The profile is being assigned.',
    when: profileIs('pending'),
  },
  {
    reason: 'profile-out-of-sync',
    state: 'in-progress',
    next: 'sync-autopilot',
    meaning: 'Assigned in Intune, not yet known to the Autopilot service.',
    when: profileIs('assignedOutOfSync'),
  },
  {
    reason: 'profile-changing',
    state: 'in-progress',
    next: 'wait-for-profile',
    values: ['assignedProfile', 'intendedProfile'],
    meaning: 'The device has one profile and is meant to get another.',
    when: ({ profile }) =>
      profile?.intendedProfile !== undefined &&
      profile.assignedProfile !== undefined &&
      profile.intendedProfile !== profile.assignedProfile,
  },
  {
    reason: 'profile-assigned-named',
    state: 'not-started',
    next: 'hand-over-device',
    values: ['assignedProfile'],
    meaning: 'This profile is assigned and waits for the first boot.',
    when: layerIs('mdm-enrolment', 'not-started', 'blocked'),
  },
  {
    reason: 'profile-assigned',
    state: 'not-started',
    next: 'hand-over-device',
    meaning: 'A profile is assigned and waits for the first boot; its name is not known.',
    when: layerIs('mdm-enrolment', 'not-started', 'blocked'),
  },
  { ...profileApplied, when: enrolledBeforeReportBegins },
  ...endedDeploymentRules,
  {
    reason: 'configuration-enrolment-unclear',
    state: 'unknown',
    next: 'read-again',
    meaning: 'A profile is assigned; whether it was applied depends on an enrolment that is unclear.',
    when: layerIs('mdm-enrolment', 'unknown'),
  },
  profileApplied,
] as const satisfies readonly Rule[];
