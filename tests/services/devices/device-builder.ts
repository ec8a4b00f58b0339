import type { DeviceStatus, Piece } from '../../../services/devices/device-status';
import type { GraphFailure } from '../../../services/graph/graph-failure';

export const now = Date.parse('2026-09-01T08:00:00Z');
export const hour = 60 * 60 * 1000;
export const day = 24 * hour;

export function read<T>(value: T): Piece<T> {
  return { state: 'read', value };
}

export const absent = { state: 'absent' } as const;

export function unreadable(type: GraphFailure['type'] = 'forbidden') {
  return { state: 'unreadable', failure: { type } } as const;
}

/** A device in use: enrolled a year ago, compliant, synchronised an hour ago, no deployment in the last 30 days. */
export function inUse(change: Partial<DeviceStatus> = {}): DeviceStatus {
  return {
    registration: {
      id: 'r1',
      serialNumber: '5CG1',
      groupTag: 'UK-Corp-Laptop',
      enrollmentState: 'enrolled',
      managedDeviceId: 'm1',
      entraDeviceId: 'e1',
    },
    profile: read({ status: 'assigned', assignedProfile: 'Corp', intendedProfile: 'Corp' }),
    remediation: read({ state: 'none' }),
    userlessEnrollment: read('unknown'),
    intune: read({
      id: 'm1',
      compliance: 'compliant',
      lastSyncAt: now - hour,
      enrolledAt: now - 365 * day,
      otherRecords: 0,
    }),
    entra: read({ objectId: 'o1', trustType: 'AzureAd', accountEnabled: true }),
    deployment: absent,
    readAt: now,
    ...change,
  };
}

/** A device in stock: registered, profile assigned, never switched on. */
export function inStock(change: Partial<DeviceStatus> = {}): DeviceStatus {
  return inUse({
    registration: {
      id: 'r1',
      serialNumber: '5CG1',
      groupTag: 'UK-Corp-Laptop',
      enrollmentState: 'notContacted',
      entraDeviceId: 'e1',
    },
    intune: absent,
    entra: read({ objectId: 'o1', accountEnabled: true }),
    ...change,
  });
}
