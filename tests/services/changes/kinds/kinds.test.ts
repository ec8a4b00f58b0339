import { isMessageKey } from '../../../../cards/messages';
import { commands } from '../../../../dialogs';
import type { DeviceNow } from '../../../../services/changes/device-now';
import { kinds } from '../../../../services/changes/kinds';
import { sameValues, type ChangeKind, type Values } from '../../../../services/changes/kinds/kind';
import { userWish } from '../../../../services/changes/kinds/assigned-user';

const every: readonly (readonly [string, ChangeKind])[] = Object.entries(kinds);

const notInIntune: DeviceNow = {
  registrationId: 'c0ffee00-0000-4000-8000-000000000001',
  serial: '5CG4217QHX',
  groupTag: 'UK-Corp-Laptop',
  purchaseOrder: '',
  user: 'Lucy.Chen@contoso.example',
  userName: 'Lucy Chen',
  enrollmentState: 'enrolled',
  nextEnrolment: 'blocked',
  profile: { status: 'assigned' },
};
const intuneRecordId = 'c0ffee00-0000-4000-8000-000000000002';
const device: DeviceNow = { ...notInIntune, intuneRecordId };

function neededOf(kind: ChangeKind, now: Partial<DeviceNow>, wished: Values): readonly string[] {
  return kind.writes.filter((write) => write.isNeeded({ ...device, ...now }, wished)).map(({ name }) => name);
}

describe.each(every)('the kind %s', (id, kind) => {
  it('is found under its own id', () => {
    expect(kind.id).toBe(id);
  });

  it('is asked for by a command that writes', () => {
    expect(commands.find(({ id }) => id === kind.command)).toMatchObject({ sideEffect: 'write' });
  });

  it('has words for a device that does not come to it, and for each obstacle', () => {
    const obstacle = kind.obstacle?.({ ...device, nextEnrolment: 'allowed' }, {});

    expect(isMessageKey(`change.why.${kind.unproven}`)).toBe(true);
    if (obstacle !== undefined) expect(isMessageKey(`change.obstacle.${obstacle}`)).toBe(true);
  });

  it('names each of its writes once, so that what was done can be kept by name', () => {
    const names = kind.writes.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)]);
    expect(names).not.toEqual([]);
  });

  it('never asks Graph for another device than the one it was given', () => {
    const own = [device.registrationId, intuneRecordId];

    for (const { method, path } of kind.writes.map((write) => write.request(device, {}))) {
      expect(['POST', 'DELETE']).toContain(method);
      expect(own.filter((ofDevice) => path.split('/').includes(ofDevice))).toHaveLength(1);
    }
  });

  it('has other values for this device than for one that is not registered', () => {
    expect(sameValues(kind.valuesOf(undefined), kind.valuesOf(device))).toBe(false);
  });
});

describe('assigning a user', () => {
  const kind = kinds['assigned-user'];
  const lucy = userWish({ address: ' LUCY.CHEN@contoso.example ', name: 'Lucy Chen' });

  it.each<[string, Partial<DeviceNow>, Values, readonly string[]]>([
    ['nothing to do where the person is assigned, however the address is written', {}, lucy, []],
    [
      'to assign the same person anew where the greeting is another',
      { userName: 'L. Chen' },
      lucy,
      ['assign'],
    ],
    ['to assign where somebody else is', { user: 'omar@contoso.example' }, lucy, ['assign']],
    ['to assign where nobody is', { user: '', userName: '' }, lucy, ['assign']],
    ['to take the person away for nobody', {}, userWish(undefined), ['unassign']],
    ['nothing to do for nobody where nobody is', { user: '', userName: '' }, userWish(undefined), []],
    ['nothing to do for nobody where only a greeting is left', { user: '' }, userWish(undefined), []],
  ])('finds %s', (_, now, wished, expected) => {
    expect(neededOf(kind, now, wished)).toEqual(expected);
  });

  it('has the values of its wish on a device that is as wished', () => {
    expect(kind.valuesOf(device)).toEqual(lucy);
    expect(kind.valuesOf({ ...device, user: '' })).toEqual(userWish(undefined));
    expect(kind.valuesOf(undefined)).toEqual(userWish(undefined));
  });
});

describe('deregistering', () => {
  const kind = kinds.deregister;
  const wished = kind.valuesOf(undefined);

  it('deletes the Intune record before the registration, and nothing in Entra', () => {
    const requests = kind.writes.map((write) => write.request(device, wished));

    expect(requests).toEqual([
      { method: 'DELETE', path: `/deviceManagement/managedDevices/${intuneRecordId}` },
      {
        method: 'DELETE',
        path: `/deviceManagement/windowsAutopilotDeviceIdentities/${device.registrationId}`,
      },
    ]);
  });

  it('leaves Intune alone where it has no record of the device', () => {
    const needed = kind.writes.filter((write) => write.isNeeded(notInIntune, wished));

    expect(needed.map(({ name }) => name)).toEqual(['registration']);
  });

  it('still deletes the registration while it names the record that was deleted', () => {
    expect(neededOf(kind, {}, wished)).toEqual(['intune-record', 'registration']);
  });

  it('deletes nothing of a device that is to stay registered', () => {
    expect(neededOf(kind, {}, kind.valuesOf(device))).toEqual([]);
  });

  it.each([
    ['not-found', 'done', 'done'],
    ['bad-request', undefined, 'again'],
    ['forbidden', undefined, undefined],
    ['not-offered', undefined, undefined],
  ] as const)(
    'takes %s of the record for %s, of the registration for %s',
    (type, ofRecord, ofRegistration) => {
      expect(kind.writes.map((write) => write.meaning?.({ type }))).toEqual([ofRecord, ofRegistration]);
    },
  );
});

describe('allowing the next enrolment', () => {
  const kind = kinds['next-enrolment'];
  const wished = { nextEnrolment: 'allowed' };

  it.each([
    ['blocked', 'enrolled', undefined, ['allow']],
    ['blocked', 'notContacted', undefined, ['allow']],
    ['unknown', 'failed', undefined, ['allow']],
    ['unknown', 'unknown', undefined, ['allow']],
    ['unknown', 'notContacted', 'not-blocked', ['allow']],
    ['allowed', 'failed', 'not-blocked', []],
  ] as const)(
    'meets a device that is %s and %s with %s',
    (nextEnrolment, enrollmentState, obstacle, needed) => {
      expect(kind.obstacle?.({ ...device, nextEnrolment, enrollmentState }, wished)).toBe(obstacle);
      expect(neededOf(kind, { nextEnrolment }, wished)).toEqual(needed);
    },
  );
});
