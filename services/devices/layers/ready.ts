import type { Condition, Rule } from './rule';
import { always, layerIs, refusedForGood, unreadable } from './rule';

/** Beyond this an Intune record is no proof of today's state. */
const staleSyncMs = 7 * 24 * 60 * 60 * 1000;

function complianceIs(...states: readonly string[]): Condition {
  return ({ intune }) => intune !== undefined && states.includes(intune.compliance);
}

/** Layer 5: every layer before it is done, and Intune calls the device compliant on fresh news. */
export const readyRules = [
  {
    reason: 'waits-for-enrolment',
    state: 'not-started',
    next: 'none',
    meaning: 'Comes after the enrolment.',
    when: layerIs('mdm-enrolment', 'not-started', 'in-progress', 'blocked'),
  },
  {
    reason: 'enrolment-unclear-so-far',
    state: 'unknown',
    next: 'none',
    meaning: 'Depends on the enrolment, which is unclear.',
    when: layerIs('mdm-enrolment', 'unknown'),
  },
  {
    reason: 'not-compliant',
    state: 'blocked',
    next: 'check-compliance',
    values: ['compliance'],
    meaning: 'Not compliant; `compliance` is noncompliant, conflict or error.',
    when: complianceIs('noncompliant', 'conflict', 'error'),
  },
  {
    reason: 'waits-for-configuration',
    state: 'not-started',
    next: 'none',
    meaning: 'Comes after the Autopilot configuration.',
    when: layerIs('configuration', 'not-started', 'in-progress', 'blocked'),
  },
  {
    reason: 'sync-stale',
    state: 'unknown',
    next: 'sync-device',
    values: ['lastSyncAt'],
    meaning: 'No synchronisation for more than seven days, so what is known may be out of date.',
    when: ({ intune, now }) => intune?.lastSyncAt !== undefined && now - intune.lastSyncAt > staleSyncMs,
  },
  {
    reason: 'never-synced',
    state: 'unknown',
    next: 'sync-device',
    meaning: 'Intune knows no synchronisation of this device.',
    when: ({ intune }) => intune?.lastSyncAt === undefined,
  },
  {
    reason: 'in-grace-period',
    state: 'in-progress',
    next: 'meet-compliance-in-time',
    meaning: 'Not compliant yet, within the grace period.',
    when: complianceIs('inGracePeriod'),
  },
  {
    reason: 'configuration-unclear-so-far',
    state: 'unknown',
    next: 'none',
    meaning: 'Depends on the configuration, which is unclear.',
    when: layerIs('configuration', 'unknown'),
  },
  {
    reason: 'waits-for-earlier-layers',
    state: 'not-started',
    next: 'none',
    meaning: 'Comes after the registration and the join, one of which is open.',
    when: (facts) =>
      (['hardware', 'entra-join'] as const).some((name) =>
        layerIs(name, 'blocked', 'in-progress', 'not-started')(facts),
      ),
  },
  {
    reason: 'join-unclear-so-far',
    state: 'unknown',
    next: 'none',
    meaning: 'Depends on the join, which is unclear.',
    when: layerIs('entra-join', 'unknown'),
  },
  {
    reason: 'hardware-change-unread-so-far',
    state: 'unknown',
    next: 'read-again',
    meaning: 'Whether the hardware changed could not be read now; asked again, beta may tell.',
    when: (facts) => unreadable('remediation')(facts) && !refusedForGood('remediation')(facts),
  },
  {
    reason: 'compliant',
    state: 'done',
    next: 'none',
    values: ['lastSyncAt'],
    meaning: 'Compliant at the last synchronisation.',
    when: complianceIs('compliant'),
  },
  {
    reason: 'compliance-elsewhere',
    state: 'unknown',
    next: 'check-configuration-manager',
    meaning: 'Configuration Manager decides on the compliance of this co-managed device.',
    when: complianceIs('configManager'),
  },
  {
    reason: 'compliance-unknown',
    state: 'unknown',
    next: 'wait-for-compliance',
    meaning: 'Intune has no verdict on compliance yet.',
    when: complianceIs('unknown'),
  },
  {
    reason: 'compliance-unlisted',
    state: 'unknown',
    next: 'check-in-intune',
    values: ['compliance'],
    meaning: 'Intune names a compliance that this bot does not know.',
    when: always,
  },
] as const satisfies readonly Rule[];
