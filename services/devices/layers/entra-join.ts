import type { Condition, Rule } from './rule';
import { always, deploymentRuns, intuneRecordIsLinked, unclear, unreadable } from './rule';

function trustIs(trustType: string): Condition {
  return ({ entra }) => entra?.trustType === trustType;
}

/** Layer 2: the device object made at registration has become a joined device. */
export const entraJoinRules = [
  {
    reason: 'entra-unreadable',
    state: 'unknown',
    next: 'read-again',
    meaning: 'Entra could not be read.',
    when: unreadable('entra'),
  },
  {
    reason: 'entra-id-late',
    state: 'unknown',
    next: 'check-entra-object',
    meaning: 'Only beta names the device object, too late for it to be read in the same look-up.',
    when: unclear('entra', 'late-id'),
  },
  {
    reason: 'entra-object-missing',
    state: 'blocked',
    next: 'check-entra-object',
    meaning:
      'The registration names a device object that Entra does not have; joining fails with 0x801C03F3.',
    when: ({ device, entra }) => entra === undefined && device.registration.entraDeviceId !== undefined,
  },
  {
    reason: 'entra-object-not-created',
    state: 'not-started',
    next: 'hand-over-device',
    meaning: 'The registration names no device object in Entra yet.',
    when: ({ entra }) => entra === undefined,
  },
  {
    reason: 'entra-disabled',
    state: 'blocked',
    next: 'enable-entra-device',
    meaning: 'The joined device object is disabled in Entra.',
    when: ({ entra }) => entra?.trustType !== undefined && !entra.accountEnabled,
  },
  {
    reason: 'entra-joined',
    state: 'done',
    next: 'none',
    meaning: 'Joined to Entra.',
    when: trustIs('AzureAd'),
  },
  {
    reason: 'hybrid-joined',
    state: 'done',
    next: 'none',
    meaning: 'Joined to Active Directory and Entra (hybrid).',
    when: trustIs('ServerAd'),
  },
  {
    reason: 'entra-registered-only',
    state: 'blocked',
    next: 'check-trust-type',
    meaning: 'The device is registered in Entra (Workplace), not joined.',
    when: trustIs('Workplace'),
  },
  {
    reason: 'entra-trust-unlisted',
    state: 'unknown',
    next: 'check-entra-object',
    values: ['trustType'],
    meaning: 'Entra names a kind of join that this bot does not know.',
    when: always,
  },
  {
    reason: 'entra-join-not-linked',
    state: 'unknown',
    next: 'check-entra-object',
    meaning:
      'Intune manages the device, yet the object linked to the registration is not joined (a hybrid join makes a second one).',
    when: intuneRecordIsLinked,
  },
  {
    reason: 'entra-join-in-progress',
    state: 'in-progress',
    next: 'wait-for-deployment',
    meaning: 'A deployment is running; Entra does not show the join yet.',
    when: deploymentRuns,
  },
  {
    reason: 'entra-object-waits',
    state: 'not-started',
    next: 'hand-over-device',
    meaning: 'The device object was made at registration and waits for the join.',
    when: always,
  },
] as const satisfies readonly Rule[];
