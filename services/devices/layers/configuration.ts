import type { ProfileAssignment } from '../device-status';
import { failedDeploymentRules, runningDeploymentRules } from './deployment';
import { endedDeploymentRules, unknownDeploymentRules } from './deployment-end';
import type { Condition, Rule } from './rule';
import { deploymentIs, enrollmentIs, layerIs, unreadable } from './rule';

function profileIs(status: ProfileAssignment['status']): Condition {
  return ({ profile }) => profile?.status === status;
}

const isEnrolled = layerIs('mdm-enrolment', 'done');

const isToGetAnother: Condition = ({ profile }) =>
  profile?.intendedProfile !== undefined &&
  profile.assignedProfile !== undefined &&
  profile.intendedProfile !== profile.assignedProfile;

/** Whoever works on a device does not wait for a profile: an enrolled one gets it after a reset (graph facts §4). */
const beforeEnrolment =
  (condition: Condition): Condition =>
  (facts) =>
    condition(facts) && !isEnrolled(facts);

/**
 * Layer 4: the profile is assigned and was carried out; the last deployment is the only witness of ESP. What comes
 * after the profile's rules speaks of an enrolled device.
 */
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
    reason: 'profile-changes-at-reset',
    state: 'done',
    next: 'none',
    values: ['intendedProfile'],
    meaning: 'Set up; the device is meant to get this profile, which takes effect after a reset.',
    when: (facts) =>
      isEnrolled(facts) &&
      (profileIs('pending')(facts) || isToGetAnother(facts)) &&
      deploymentIs('success', 'successOnRetry')(facts),
  },
  {
    reason: 'profile-pending-to',
    state: 'in-progress',
    next: 'wait-for-profile',
    values: ['intendedProfile'],
    meaning: 'This profile is being assigned.',
    when: beforeEnrolment(profileIs('pending')),
  },
  {
    reason: 'profile-pending',
    state: 'in-progress',
    next: 'wait-for-profile',
    meaning: 'The profile is being assigned.',
    when: beforeEnrolment(profileIs('pending')),
  },
  {
    reason: 'profile-out-of-sync',
    state: 'in-progress',
    next: 'sync-autopilot',
    meaning: 'Assigned in Intune, not yet known to the Autopilot service.',
    when: beforeEnrolment(profileIs('assignedOutOfSync')),
  },
  {
    reason: 'profile-changing',
    state: 'in-progress',
    next: 'wait-for-profile',
    values: ['assignedProfile', 'intendedProfile'],
    meaning: 'The device has one profile and is meant to get another.',
    when: beforeEnrolment(isToGetAnother),
  },
  {
    reason: 'profile-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'The profile could not be read, and no enrolment shows that it was applied.',
    when: (facts) => unreadable('profile')(facts) && !isEnrolled(facts),
  },
  {
    reason: 'profile-status-unclear',
    state: 'unknown',
    next: 'check-in-intune',
    meaning: 'The service does not say whether a profile is assigned, and no enrolment shows it.',
    when: (facts) => (facts.profile?.status ?? 'unknown') === 'unknown' && !isEnrolled(facts),
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
  {
    reason: 'configuration-enrolment-unclear',
    state: 'unknown',
    next: 'none',
    meaning: 'A profile is assigned; whether it was applied depends on an enrolment that is unclear.',
    when: layerIs('mdm-enrolment', 'unknown'),
  },
  ...unknownDeploymentRules,
  ...endedDeploymentRules,
] as const satisfies readonly Rule[];
