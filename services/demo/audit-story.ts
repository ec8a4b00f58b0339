import type { AuditEntry, AuditedChange } from './audit';
import type { Guids } from './guids';
import { minute } from './durations';
import { stagedDevices } from './showcase';

const registration = 'WindowsAutopilotDeviceIdentity';
const record = 'ManagedDevice';
const hour = 60 * minute;
const day = 24 * hour;
const anna = 'anna.lindqvist@contoso.example';
const marcus = 'marcus.okafor@contoso.example';

interface Told {
  readonly serial: string;
  readonly type: string;
  readonly agoMs: number;
  readonly by: string;
  readonly method: string;
  readonly action: string;
  readonly changes?: readonly AuditedChange[];
  readonly result?: 'Failure';
}

const tagged = (before: string, after: string): readonly AuditedChange[] => [
  { name: 'GroupTag', before, after },
];
const update = { type: registration, method: 'POST', action: 'updateDeviceProperties' } as const;
const assign = { type: registration, method: 'POST', action: 'assignUserToDevice' } as const;
const wipe = { type: record, method: 'POST', action: 'wipe' } as const;
const allow = { type: registration, method: 'POST', action: 'allowNextEnrollment' } as const;

const rows: readonly Told[] = [
  {
    ...update,
    serial: '5CG4217QHX',
    agoMs: 12 * day,
    by: marcus,
    changes: tagged('UK-Corp', 'UK-Corp-Laptop'),
  },
  {
    ...assign,
    serial: '5CG4217QHX',
    agoMs: 200 * day,
    by: anna,
    changes: [{ name: 'UserPrincipalName', before: '', after: 'liam.carter@contoso.example' }],
  },
  { ...update, serial: 'PF4K7X2N', agoMs: 2 * day, by: anna, changes: tagged('', 'FR-Corp-Laptop') },
  { ...wipe, serial: '7XK2QY3', agoMs: 3 * hour, by: marcus },
  { ...update, serial: 'PF0TLX84', agoMs: 1 * day, by: marcus, changes: tagged('', 'UK-Crop-Labtop') },
  { ...allow, serial: '5CG4180KSK', agoMs: 4 * hour, by: anna, result: 'Failure' },
];

/** What people did to the staged devices in Intune before the tenant started. */
export function auditStory(
  keyOfSerial: (serial: string) => number | undefined,
  guids: Guids,
  epoch: number,
): readonly Omit<AuditEntry, 'key'>[] {
  const known = new Set(stagedDevices.map(({ serial }) => serial));
  return rows.flatMap(({ serial, type, agoMs, changes = [], ...rest }) => {
    const key = known.has(serial) ? keyOfSerial(serial) : undefined;
    if (key === undefined) return [];
    const id = guids.of(type === record ? 'intune-record' : 'registration', key);
    return [{ ...rest, at: epoch - agoMs, resources: [{ id, name: serial, type, changes }] }];
  });
}
