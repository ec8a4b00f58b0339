import { serialKey } from '../../devices/serial-text';
import { pathOfDeviceAlone } from '../../graph/autopilot-devices';
import type { GraphFailure } from '../../graph/graph-failure';
import { pathOfManagedDeviceAlone } from '../../graph/managed-devices';
import type { ChangeKind, ChangeWrite } from './kind';

type Meanings = Partial<Record<GraphFailure['type'], ReturnType<NonNullable<ChangeWrite['meaning']>>>>;

const recordMeanings: Meanings = { 'not-found': 'done' };

/** 400 while an import or the deletion in Intune is still on its way through the service. */
const registrationMeanings: Meanings = { ...recordMeanings, 'bad-request': 'again' };

/**
 * Takes a device out of Autopilot: first out of Intune, where it is in there, because an enrolled device is not
 * deregistered. The object in Entra stays: deleting it by hand breaks later joins (graph facts §1.3).
 */
export const deregister: ChangeKind = {
  id: 'deregister',
  command: 'deregister',
  // Whoever enrolled it meanwhile would lose it unseen.
  valuesOf: (device) => ({
    registration: device === undefined ? '' : 'registered',
    intuneRecord: device?.intuneRecordId ?? '',
  }),
  readsIntuneRecord: true,
  obstacle: ({ serial, intuneRecordSerial }) =>
    intuneRecordSerial !== undefined && serialKey(intuneRecordSerial) !== serialKey(serial)
      ? 'other-serial'
      : undefined,
  writes: [
    {
      name: 'intune-record',
      version: 'v1.0',
      isNeeded: (device, wished) => device.intuneRecordId !== undefined && !wished['registration'],
      request: ({ intuneRecordId = '' }) => ({
        method: 'DELETE',
        path: pathOfManagedDeviceAlone(intuneRecordId),
      }),
      meaning: ({ type }) => recordMeanings[type],
    },
    {
      name: 'registration',
      version: 'v1.0',
      // Whatever record the device still names: that link is cleared later than the record.
      isNeeded: (_device, wished) => !wished['registration'],
      request: ({ registrationId }) => ({ method: 'DELETE', path: pathOfDeviceAlone(registrationId) }),
      meaning: ({ type }) => registrationMeanings[type],
    },
  ],
  leadsToProfile: false,
  canBeUndone: false,
  unproven: 'still-listed',
};
