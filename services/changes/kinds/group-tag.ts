import { pathOfDeviceAction } from '../../graph/autopilot-devices';
import type { ChangeKind } from './kind';

/** Sets, changes or clears the group tag; only the field to change is sent (graph facts §1.3). */
export const groupTag: ChangeKind = {
  id: 'group-tag',
  command: 'assign-tag',
  valuesOf: (device) => ({ tag: device?.groupTag ?? '' }),
  writes: [
    {
      name: 'tag',
      version: 'v1.0',
      isNeeded: (device, { tag = '' }) => device.groupTag !== tag,
      request: ({ registrationId }, { tag = '' }) => ({
        method: 'POST',
        path: pathOfDeviceAction(registrationId, 'updateDeviceProperties'),
        body: { groupTag: tag },
      }),
    },
  ],
  leadsToProfile: true,
  canBeUndone: true,
  unproven: 'tag-not-kept',
};
