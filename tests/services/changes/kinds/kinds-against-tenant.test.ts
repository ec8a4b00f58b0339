import { createDeviceNowReader, type DeviceNow } from '../../../../services/changes/device-now';
import { kinds, type KindId } from '../../../../services/changes/kinds';
import { userWish } from '../../../../services/changes/kinds/assigned-user';
import { sameValues, type ChangeKind, type Values } from '../../../../services/changes/kinds/kind';
import { createDemoTenant, type DemoTenant } from '../../../../services/demo/tenant';
import { createGraphClient, type GraphClient } from '../../../../services/graph/graph-client';
import { staticToken } from '../../../../services/graph/token-provider';
import { callsOf } from '../../../support/graph-calls';
import { graph as overHttp, handClock, minute } from '../../demo/graph-over-http';
import { hashText } from '../../demo/hash-text';

/** As a registration of the bot itself has them (README). */
const permissions = [
  'DeviceManagementServiceConfig.ReadWrite.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
];
const managedDevices = '/v1.0/deviceManagement/managedDevices';
const registrations = '/deviceManagement/windowsAutopilotDeviceIdentities';

const clock = handClock();
let tenant: DemoTenant;

beforeEach(async () => {
  tenant = await createDemoTenant({ clock, devices: 20 });
});

afterEach(() => tenant.stop());

function clientWith(granted: readonly string[]): GraphClient {
  const tokens = staticToken(tenant.token(granted));
  return createGraphClient({
    root: tenant.url,
    tokens,
    clock,
    timeouts: { requestMs: 20_000, operationMs: 60_000 },
  });
}

async function read(id: string): Promise<DeviceNow | undefined> {
  const devices = await createDeviceNowReader(clientWith(permissions), clock).read([id]);
  if (!devices.ok) throw new Error(devices.error.type);
  return devices.value.get(id.toLowerCase());
}

const idOf = async (serial: string): Promise<string> => (await overHttp(tenant).registration(serial)).id;

/**
 * Asks before each write whether it is needed, as the device stands then, and goes no further than a refusal. Gives
 * what became of each by name.
 */
async function carryOut(
  kind: ChangeKind,
  id: string,
  wished: Values,
  client: GraphClient = clientWith(permissions),
): Promise<Readonly<Record<string, string>>> {
  const outcomes: Record<string, string> = {};
  for (const write of kind.writes) {
    const device = await read(id);
    if (device === undefined || !write.isNeeded(device, wished)) continue;
    const [answer] = await client.batch([write.request(device, wished)], { version: write.version });
    if (answer === undefined) throw new Error('A part of the batch was not answered');
    outcomes[write.name] = answer.ok ? 'ok' : (write.meaning?.(answer.error) ?? answer.error.type);
    if (!['ok', 'done'].includes(outcomes[write.name] ?? '')) break;
  }
  return outcomes;
}

async function stillNeeded(kind: ChangeKind, id: string, wished: Values): Promise<readonly string[]> {
  const device = await read(id);
  return device === undefined
    ? []
    : kind.writes.filter((write) => write.isNeeded(device, wished)).map(({ name }) => name);
}

const lucy = userWish({ address: 'Lucy.Chen@contoso.example', name: 'Lucy “${x}” Chén' });

const ways: readonly (readonly [KindId, string, Values, readonly string[]])[] = [
  ['group-tag', 'PF0TLX84', { tag: 'UK-Corp-Laptop' }, ['tag']],
  ['group-tag', 'PF0TLX84', { tag: '' }, ['tag']],
  ['assigned-user', '031166920457', lucy, ['assign']],
  ['assigned-user', '5CG4217QHX', lucy, ['assign']],
  ['assigned-user', '5CG4217QHX', userWish(undefined), ['unassign']],
  ['next-enrolment', '5CG4180KSK', { nextEnrolment: 'allowed' }, ['allow']],
  ['next-enrolment', '5CG4217QHX', { nextEnrolment: 'allowed' }, ['allow']],
  ['deregister', '031166920457', { registration: '' }, ['registration']],
  ['deregister', '5CG4217QHX', { registration: '' }, ['intune-record', 'registration']],
  ['deregister', '5CG4790HWL', { registration: '' }, ['intune-record', 'registration']],
];

it.each(ways)(
  '%s of %s to %j takes %j, and the device is as wished then',
  async (kindId, serial, wished, names) => {
    const kind: ChangeKind = kinds[kindId];
    const id = await idOf(serial);
    const before = await stillNeeded(kind, id, wished);

    const outcomes = await carryOut(kind, id, wished);

    expect(before).toEqual(names);
    expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, 'ok'])));
    expect(await stillNeeded(kind, id, wished)).toEqual([]);
    expect(sameValues(kind.valuesOf(await read(id)), wished)).toBe(true);
  },
);

it.each(ways.filter(([kindId]) => kinds[kindId].canBeUndone))(
  '%s of %s to %j can be put back as it was',
  async (kindId, serial, wished) => {
    const kind: ChangeKind = kinds[kindId];
    const id = await idOf(serial);
    const before = kind.valuesOf(await read(id));
    await carryOut(kind, id, wished);

    await carryOut(kind, id, before);

    expect(kind.valuesOf(await read(id))).toEqual(before);
  },
);

it('a greeting reaches Graph as it is, and the address with it', async () => {
  const id = await idOf('031166920457');

  await carryOut(kinds['assigned-user'], id, lucy);

  expect(await overHttp(tenant).registration('031166920457')).toMatchObject({
    userPrincipalName: 'lucy.chen@contoso.example',
    addressableUserName: 'Lucy “${x}” Chén',
  });
});

describe('deregistering', () => {
  const { deregister } = kinds;
  const wished = deregister.valuesOf(undefined);
  const fromIntune = deregister.writes.find(({ name }) => name === 'intune-record')!;
  const fromAutopilot = deregister.writes.find(({ name }) => name === 'registration')!;

  it('leaves no record in Intune, asks Entra for nothing, and the serial is still listed for a while', async () => {
    const id = await idOf('5CG4217QHX');
    const { intuneRecordId } = (await read(id))!;

    await carryOut(deregister, id, wished);

    const record = await overHttp(tenant).get(`${managedDevices}/${intuneRecordId}`);
    expect(record.status).toBe(404);
    expect(callsOf(tenant.requests()).filter(({ path }) => path.startsWith('/devices'))).toEqual([]);
    expect(await overHttp(tenant).registrations('5CG4217QHX')).toHaveLength(1);

    clock.forward(6 * minute);

    expect(await overHttp(tenant).registrations('5CG4217QHX')).toEqual([]);
  });

  it('needs the permission to change Intune records, and is not begun in Autopilot without it', async () => {
    const id = await idOf('5CG4217QHX');
    const reader = clientWith([
      'DeviceManagementServiceConfig.ReadWrite.All',
      'DeviceManagementManagedDevices.Read.All',
    ]);

    const outcomes = await carryOut(deregister, id, wished, reader);

    expect(outcomes).toEqual({ 'intune-record': 'forbidden' });
    expect(deregister.valuesOf(await read(id))).toMatchObject({ registration: 'registered' });
  });

  it('waits while Intune still has the device', async () => {
    const device = (await read(await idOf('5CG4217QHX')))!;

    const [early] = await clientWith(permissions).batch([fromAutopilot.request(device, wished)], {
      version: 'v1.0',
    });

    expect(early).toMatchObject({ ok: false, error: { status: 400 } });
    expect(!early!.ok && fromAutopilot.meaning?.(early!.error)).toBe('again');
  });

  it('goes on with what it read before the record was deleted, as the link to it may be old', async () => {
    const device = (await read(await idOf('5CG4217QHX')))!;
    const requests = [fromIntune, fromIntune, fromAutopilot].map((write) => write.request(device, wished));

    const answers = [];
    for (const request of requests)
      answers.push(...(await clientWith(permissions).batch([request], { version: 'v1.0' })));

    const [deleted, again, deregistered] = answers;
    expect([deleted?.ok, again?.ok, deregistered?.ok]).toEqual([true, false, true]);
    expect(!again!.ok && fromIntune.meaning?.(again!.error)).toBe('done');
    expect(fromAutopilot.isNeeded(device, wished)).toBe(true);
  });

  it('is done where somebody else deregistered the device a moment before', async () => {
    const id = await idOf('031166920457');
    const device = (await read(id))!;
    await overHttp(tenant).delete(`/v1.0${registrations}/${id}`);

    const [late] = await clientWith(permissions).batch([fromAutopilot.request(device, wished)], {
      version: 'v1.0',
    });

    expect(late).toMatchObject({ ok: false, error: { type: 'not-found' } });
    expect(!late!.ok && fromAutopilot.meaning?.(late!.error)).toBe('done');
    expect(await read(id)).toBeUndefined();
  });

  it('tries again while an import is still settling', async () => {
    const hardwareHash = hashText({ serialNumber: 'NEW0001', manufacturer: 'HP', model: 'HP EliteBook' });
    tenant.queueImports([{ serialNumber: 'NEW0001', hardwareHash, groupTag: '', assignedUser: '' }]);
    let id: string | undefined;
    for (let step = 0; step < 60 && id === undefined; step += 1) {
      clock.forward(5_000);
      id = (await overHttp(tenant).registrations('NEW0001'))[0]?.id;
    }

    const early = await carryOut(deregister, id!, wished);
    clock.forward(minute);
    const late = await carryOut(deregister, id!, wished);

    expect([early, late]).toEqual([{ registration: 'again' }, { registration: 'ok' }]);
    expect(await read(id!)).toBeUndefined();
  });
});

it('without beta nobody can tell whether a device is blocked, and allowing its enrolment is not offered', async () => {
  const id = await idOf('5CG4180KSK');
  const body = {
    error: { code: 'BadRequest', message: "Resource not found for the segment 'windowsAutopilot'." },
  };
  tenant.faults.set({ match: { version: 'beta', path: /windowsAutopilot/ }, status: 400, body });

  expect(await read(id)).toMatchObject({ nextEnrolment: 'unknown' });
  expect(await carryOut(kinds['next-enrolment'], id, { nextEnrolment: 'allowed' })).toEqual({
    allow: 'not-offered',
  });
});
