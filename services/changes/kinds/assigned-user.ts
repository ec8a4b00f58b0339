import { pathOfDeviceAction } from '../../graph/autopilot-devices';
import type { User } from '../../graph/users';
import type { DeviceNow } from '../device-now';
import type { ChangeKind, Values } from './kind';

/** Who is to sign in first: addresses in lower case, because Graph does not keep how they were written. */
export function userWish(user: Pick<User, 'address' | 'name'> | undefined): Values {
  return { user: user?.address.trim().toLowerCase() ?? '', userName: user?.name.trim() ?? '' };
}

function valuesOf(device: DeviceNow | undefined): Values {
  return userWish(device?.user ? { address: device.user, name: device.userName } : undefined);
}

/** Assigns the person whose name stands at the first sign-in, or takes it away (graph facts §1.3). */
export const assignedUser: ChangeKind = {
  id: 'assigned-user',
  command: 'assign-user',
  valuesOf,
  writes: [
    {
      name: 'unassign',
      version: 'v1.0',
      isNeeded: (device, { user = '' }) => user === '' && device.user !== '',
      request: ({ registrationId }) => ({
        method: 'POST',
        path: pathOfDeviceAction(registrationId, 'unassignUserFromDevice'),
        body: {},
      }),
    },
    {
      name: 'assign',
      version: 'v1.0',
      isNeeded: (device, { user = '', userName = '' }) => {
        const has = valuesOf(device);
        return user !== '' && (has['user'] !== user.toLowerCase() || has['userName'] !== userName);
      },
      request: ({ registrationId }, { user = '', userName = '' }) => ({
        method: 'POST',
        path: pathOfDeviceAction(registrationId, 'assignUserToDevice'),
        body: { userPrincipalName: user, addressableUserName: userName },
      }),
    },
  ],
  leadsToProfile: false,
  canBeUndone: true,
  unproven: 'not-as-wished',
};
