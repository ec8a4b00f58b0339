import type { Remediation } from '../device-status';
import type { Condition, Rule } from './rule';
import { always, unreadable, valueOf } from './rule';

function remediationIs(state: Remediation['state']): Condition {
  return ({ device }) => valueOf(device.remediation)?.state === state;
}

/** Layer 1: the hardware hash is registered and still fits the hardware (facts: remediationState). */
export const hardwareRules = [
  {
    reason: 'hardware-changed',
    state: 'blocked',
    next: 'register-again',
    meaning: 'The hardware changed (a new mainboard, say); the portal says "Attention required".',
    when: remediationIs('manual'),
  },
  {
    reason: 'hardware-fix-pending',
    state: 'in-progress',
    next: 'wait-for-hardware-fix',
    meaning: 'A hardware change was seen and the service is repairing it; the portal says "Fix pending".',
    when: remediationIs('automatic'),
  },
  {
    reason: 'hardware-change-unreadable',
    state: 'done',
    next: 'none',
    meaning: 'Registered; whether the hardware changed since then could not be read (beta only).',
    when: unreadable('remediation'),
  },
  {
    reason: 'registered',
    state: 'done',
    next: 'none',
    meaning: 'The hardware hash is registered with this tenant.',
    when: always,
  },
] as const satisfies readonly Rule[];
