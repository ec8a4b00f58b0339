import { auditCard, auditData, type AuditInput } from '../../../cards/audit';
import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import type { TrailPage } from '../../../services/audit/trail';
import type { TrailEntry } from '../../../services/audit/trail-entry';
import { day, hour, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

type Own = Extract<TrailEntry, { source: 'bot' }>;
type Intune = Extract<TrailEntry, { source: 'intune' }>;

export function ownEntry(differing: Partial<Own> = {}): Own {
  return {
    source: 'bot',
    key: { at: now - 3 * hour, entry: 7 },
    who: 'Anna Lindqvist',
    actorId: 'b3a1f7c2-4d58-4c0e-8f27-1e9d6a5b3c71',
    role: 'admin',
    command: 'assign-tag',
    action: 'applied',
    result: 'done',
    serial: '5CG4217QHX',
    requestId: 144,
    changes: [{ name: 'groupTag', before: 'UK-Corp-Laptop', after: 'FR-Corp-Laptop' }],
    approval: [],
    correlationId: 'c0ffee01',
    seal: 'a'.repeat(64),
    ...differing,
  };
}

export function intuneEntry(differing: Partial<Intune> = {}): Intune {
  return {
    source: 'intune',
    key: { at: now - 12 * day, event: 'a0b1' },
    who: 'marcus.okafor@contoso.example',
    activity: 'updateDeviceProperties WindowsAutopilotDeviceIdentity',
    result: 'done',
    serial: '5CG4217QHX',
    changes: [{ name: 'GroupTag', before: 'UK-Corp', after: 'UK-Corp-Laptop' }],
    correlationId: '',
    ...differing,
  };
}

export function auditState(
  name: string,
  page: Partial<TrailPage>,
  more: Partial<AuditInput> = {},
): { readonly name: string; readonly render: () => ReturnType<typeof renderCard> } {
  const subject = { type: 'devices', serials: ['5CG4217QHX'] } as const;
  const whole: TrailPage = {
    entries: [],
    hasNewer: false,
    hasOlder: false,
    intune: { state: 'read' },
    ...page,
  };
  const input: AuditInput = { say, now, subject, page: whole, canSave: false, ...more };
  return { name: `audit: ${name}`, render: () => renderCard(auditCard, auditData(input)) };
}

const refused = ownEntry({
  key: { at: now - day, entry: 6 },
  who: 'Sofie Brandt',
  role: 'helpdesk',
  command: 'deregister',
  action: 'refused',
  result: 'refused',
  changes: [],
});
const failed = intuneEntry({
  key: { at: now - 4 * hour, event: 'b' },
  activity: 'allowNextEnrollment WindowsAutopilotDeviceIdentity',
  result: 'failed',
  changes: [],
});
const eight = Array.from({ length: 8 }, (_, n) => ownEntry({ key: { at: now - n * day, entry: 90 - n } }));
const person = {
  type: 'person',
  id: 'b3a1f7c2-4d58-4c0e-8f27-1e9d6a5b3c71',
  name: 'Anna Lindqvist',
  isSelf: false,
} as const;

export const auditShowcase = [
  auditState(
    'a page in the middle',
    { entries: [ownEntry(), failed, refused, intuneEntry()], hasNewer: true, hasOlder: true },
    { canSave: true },
  ),
  auditState('empty', {}),
  auditState('Intune unread', {
    entries: [ownEntry()],
    intune: { state: 'unreadable', failure: { type: 'forbidden' } },
  }),
  auditState(
    'of a person, Intune not read to the end',
    { entries: [ownEntry(), intuneEntry()], intune: { state: 'incomplete', readBackTo: now - 9 * day } },
    { subject: person },
  ),
];

/** Texts as people and tenants may have written them, wherever the card shows one. */
export function hostileAudit(text: string) {
  const changes = [
    { name: text, before: text, after: text },
    { name: text, after: text },
    { name: text, before: text },
  ];
  const entries = [
    ownEntry({ who: text, command: text, action: text, serial: text, changes }),
    intuneEntry({ who: text, activity: text, serial: text, changes }),
  ];
  return [
    auditState(
      `devices: ${text.slice(0, 20)}`,
      { entries },
      { subject: { type: 'devices', serials: [text, text, text, text] } },
    ),
    auditState(
      `person: ${text.slice(0, 20)}`,
      { entries },
      { subject: { ...person, name: text }, canSave: true },
    ),
  ];
}

export const auditStates = [
  auditState('a full page', { entries: eight, hasOlder: true }),
  auditState('what the person did', { entries: [ownEntry()] }, { subject: { ...person, isSelf: true } }),
  auditState(
    'somebody without a name',
    { entries: [ownEntry({ who: '' })] },
    { subject: { ...person, name: '' } },
  ),
  auditState('many changes of one entry', {
    entries: [
      ownEntry({
        changes: Array.from({ length: 9 }, (_, n) => ({ name: `field${n}`, after: 'x'.repeat(500) })),
      }),
    ],
  }),
  auditState('an unordered list of Intune', { intune: { state: 'incomplete' } }),
  auditState('an event without a date', { entries: [intuneEntry({ key: { at: 0, event: 'x' } })] }),
  auditState('too many serials', { entries: eight }, { tooMany: { named: 34, limit: 20 } }),
  auditState(
    'of twenty devices',
    { entries: eight, hasNewer: true, hasOlder: true },
    {
      subject: {
        type: 'devices',
        serials: Array.from({ length: 20 }, (_, n) => `PF9${n}QX${'X'.repeat(100)}`),
      },
    },
  ),
];
