import type { AssessedDevice } from '../../../cards/assessed-device';
import type { DeviceStatus, Readiness } from '../../../services/devices/device-status';
import { overallState } from '../../../services/devices/overall-state';
import { readinessOf } from '../../../services/devices/readiness';

/** 2026-03-02T09:00:00Z, the clock of the card tests. */
export const now = Date.UTC(2026, 2, 2, 9);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A device in daily use; every test says only what differs. */
export function deviceStatus(differences: Partial<DeviceStatus> = {}): DeviceStatus {
  return {
    registration: {
      id: '9b0a0f0e-1c1a-4f5e-9a55-0d8f3a2b7c11',
      serialNumber: '5CG1234ABC',
      manufacturer: 'HP',
      model: 'HP EliteBook 840 G10',
      groupTag: 'UK-Corp-Laptop',
      purchaseOrder: 'PO-4711',
      assignedUser: 'ada@contoso.com',
      enrollmentState: 'enrolled',
      lastContactedAt: now - 3 * hour,
      managedDeviceId: 'm-1',
      entraDeviceId: 'e-1',
    },
    profile: {
      state: 'read',
      value: {
        status: 'assigned',
        assignedAt: now - 40 * day,
        assignedProfile: 'Corp Laptop London',
        intendedProfile: 'Corp Laptop London',
      },
    },
    remediation: { state: 'read', value: { state: 'none' } },
    userlessEnrollment: { state: 'read', value: 'allowed' },
    intune: {
      state: 'read',
      value: {
        id: 'm-1',
        deviceName: 'LON-5CG1234ABC',
        userPrincipalName: 'ada@contoso.com',
        operatingSystem: 'Windows 10.0.26100.3194',
        compliance: 'compliant',
        lastSyncAt: now - 3 * hour,
        enrolledAt: now - 5 * day,
        otherRecords: 1,
      },
    },
    entra: {
      state: 'read',
      value: {
        objectId: 'e-1',
        displayName: 'LON-5CG1234ABC',
        trustType: 'AzureAd',
        accountEnabled: true,
        lastSignInAt: now - 2 * hour,
      },
    },
    deployment: {
      state: 'read',
      value: {
        state: 'success',
        deviceSetup: 'success',
        accountSetup: 'success',
        startedAt: now - 5 * day - 42 * minute,
        endedAt: now - 5 * day,
        durationMs: 42 * minute,
        profile: 'Corp Laptop London',
        espName: 'All corporate devices',
      },
    },
    readAt: now,
    ...differences,
  };
}

/** As the services would judge it. */
export function assessed(status: DeviceStatus = deviceStatus()): AssessedDevice {
  return assessedAs(status, readinessOf(status, now));
}

export function assessedAs(status: DeviceStatus, readiness: Readiness): AssessedDevice {
  return { status, readiness, overall: overallState(readiness) };
}
