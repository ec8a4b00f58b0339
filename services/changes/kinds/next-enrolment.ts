import { pathOfDeviceAction } from '../../graph/autopilot-devices';
import type { DeviceNow } from '../device-now';
import type { ChangeKind } from './kind';

/**
 * Lets a device enrol again that is refused with 0x80180014 since it was reset after a self-deploying or
 * pre-provisioned deployment (graph facts §1.2). Graph's `unknown` settles nothing, so it is tried.
 */
export const nextEnrolment: ChangeKind = {
  id: 'next-enrolment',
  command: 'unblock',
  valuesOf: (device) => ({ nextEnrolment: device?.nextEnrolment ?? 'unknown' }),
  writes: [
    {
      name: 'allow',
      version: 'beta',
      isNeeded: (device, wished) =>
        wished['nextEnrolment'] === 'allowed' && device.nextEnrolment !== 'allowed',
      request: ({ registrationId }) => ({
        method: 'POST',
        path: pathOfDeviceAction(registrationId, 'allowNextEnrollment'),
      }),
    },
  ],
  obstacle: (device) => (isSurelyNotBlocked(device) ? 'not-blocked' : undefined),
  leadsToProfile: false,
  canBeUndone: false,
  unproven: 'not-as-wished',
};

/** What never enrolled cannot be blocked; `blocked` is believed in any case. */
function isSurelyNotBlocked({ nextEnrolment, enrollmentState }: DeviceNow): boolean {
  return nextEnrolment === 'allowed' || (nextEnrolment === 'unknown' && enrollmentState === 'notContacted');
}
