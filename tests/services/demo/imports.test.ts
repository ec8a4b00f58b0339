import { importShowcase } from '../../../services/demo/imports';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, handClock, minute, type Entity, type Reply } from './graph-over-http';
import { hashText } from './hash-text';

const path = '/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities';
const [elsewhere, failing, slow, poisonous] = importShowcase;

describe('registering devices', () => {
  const clock = handClock();
  let tenant: DemoTenant;

  beforeEach(async () => {
    tenant = await createDemoTenant({ clock });
  });

  afterEach(() => tenant.stop());

  const entityFor = (serialNumber: string): Record<string, string> => ({
    serialNumber,
    hardwareIdentifier: hashText({ serialNumber, manufacturer: 'HP', model: 'HP EliteBook 840 G11' }),
    groupTag: 'UK-Corp-Laptop',
  });
  const register = (entity: unknown): Promise<Reply> => graph(tenant).post(path, entity);
  const stateOf = async (id: string): Promise<Record<string, unknown>> =>
    (await graph(tenant).get(`${path}/${id}?$select=id,state`)).body.state;

  it('answers at once with a record that echoes its own id and hides the hash', async () => {
    const { status, body } = await register(entityFor('NEW0001'));

    expect(status).toBe(201);
    expect(body).toMatchObject({
      serialNumber: 'NEW0001',
      hardwareIdentifier: null,
      productKey: body.id,
      importId: body.id,
      state: {
        deviceImportStatus: 'unknown',
        deviceErrorCode: 0,
        deviceErrorName: '',
        deviceRegistrationId: '',
      },
    });
  });

  it('completes after minutes with the id of a registration that is listed a little later', async () => {
    const { body } = await register(entityFor('NEW0001'));

    clock.forward(3 * minute);
    const state = await stateOf(body.id);
    const registration = await graph(tenant).registration('NEW0001');

    expect(state).toMatchObject({
      deviceImportStatus: 'complete',
      deviceErrorCode: 0,
      deviceErrorName: 'None',
    });
    expect(registration).toMatchObject({
      id: state['deviceRegistrationId'],
      manufacturer: 'HP',
      groupTag: 'UK-Corp-Laptop',
      deploymentProfileAssignmentStatus: 'notAssigned',
    });

    clock.forward(20 * minute);

    expect((await graph(tenant).registration('NEW0001')).deploymentProfileAssignmentStatus).toMatch(
      /^assigned/,
    );
  });

  it('takes many devices in one call', async () => {
    const entities = ['NEW0001', 'NEW0002', 'NEW0003'].map(entityFor);

    const { status, body } = await graph(tenant).post(`${path}/import`, {
      importedWindowsAutopilotDeviceIdentities: entities,
    });

    expect(status).toBe(200);
    expect(body.value).toHaveLength(3);
  });

  it('refuses a changed tag with 429 and a deletion with 400 while the registration is still fresh', async () => {
    const { body } = await register(entityFor('NEW0001'));
    let registration: Entity | undefined;
    for (let step = 0; step < 40 && registration === undefined; step += 1) {
      clock.forward(5_000);
      await stateOf(body.id);
      [registration] = await graph(tenant).registrations('NEW0001');
    }
    const device = `/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/${registration!.id}`;

    const change = await graph(tenant).post(`${device}/updateDeviceProperties`, {
      groupTag: 'DE-Corp-Laptop',
    });
    const deletion = await graph(tenant).delete(device);
    clock.forward(minute);
    const later = await graph(tenant).delete(device);

    expect([change.status, deletion.status, later.status]).toEqual([429, 400, 204]);
  });

  it('keeps a finished record until it is deleted', async () => {
    const { body } = await register(entityFor('NEW0001'));
    clock.forward(30 * minute);

    const kept = await graph(tenant).get(`${path}?$filter=contains(serialNumber,'NEW0001')`);
    const removed = await graph(tenant).delete(`${path}/${body.id}`);
    const gone = await graph(tenant).get(`${path}/${body.id}`);

    expect(kept.body.value).toHaveLength(1);
    expect([removed.status, gone.status]).toEqual([204, 404]);
    expect(await graph(tenant).registrations('NEW0001')).toHaveLength(1);
  });

  it.each([
    [
      'a blob that is no hash',
      { hardwareIdentifier: Buffer.from('no hash').toString('base64') },
      802,
      'InvalidZtdHardwareHash',
    ],
    [
      'a hash without manufacturer',
      { hardwareIdentifier: hashText({ serialNumber: 'NEW0001', manufacturer: '', model: '' }) },
      802,
      'InvalidZtdHardwareHash',
    ],
    ['a serial registered here', { serialNumber: '5CG4217QHX' }, 806, 'ZtdDeviceAlreadyAssigned'],
    [
      'a serial registered elsewhere',
      { serialNumber: elsewhere.serial },
      806,
      'ZtdDeviceAssignedToOtherTenant',
    ],
    ['a service in trouble', { serialNumber: failing.serial }, 640, 'StorageError'],
  ])('ends in an error for %s', async (_, change, code, name) => {
    const { body } = await register({ ...entityFor('NEW0001'), ...change });

    clock.forward(3 * minute);

    expect(await stateOf(body.id)).toMatchObject({
      deviceImportStatus: 'error',
      deviceErrorCode: code,
      deviceErrorName: name,
    });
  });

  it('registers one of two rows with the same hash and calls the other a duplicate', async () => {
    const { body } = await graph(tenant).post(`${path}/import`, {
      importedWindowsAutopilotDeviceIdentities: [entityFor('NEW0001'), entityFor('NEW0001')],
    });
    clock.forward(3 * minute);

    const states = await Promise.all(body.value.map(({ id }) => stateOf(id)));

    expect(states).toMatchObject([
      { deviceImportStatus: 'complete' },
      { deviceImportStatus: 'error', deviceErrorName: 'ZtdDeviceDuplicated' },
    ]);
  });

  it('refuses the whole request when one hash is not padded base64', async () => {
    const broken = { ...entityFor('NEW0002'), hardwareIdentifier: 'T0E' };

    const { status, body } = await graph(tenant).post(`${path}/import`, {
      importedWindowsAutopilotDeviceIdentities: [entityFor('NEW0001'), broken],
    });

    expect(status).toBe(400);
    expect(body.error.message).toBe("Cannot convert the literal 'T0E' to the expected type 'Edm.Binary'.");
    expect((await graph(tenant).get(path)).body.value).toEqual([]);
  });

  it('calls the same hash in a later call registered, not a duplicate', async () => {
    const first = await register(entityFor('NEW0001'));
    clock.forward(minute / 2);
    const second = await register(entityFor('NEW0001'));
    clock.forward(5 * minute);

    const states = [await stateOf(first.body.id), await stateOf(second.body.id)];

    expect(states).toMatchObject([
      { deviceImportStatus: 'complete' },
      { deviceImportStatus: 'error', deviceErrorName: 'ZtdDeviceAlreadyAssigned' },
    ]);
    expect(await graph(tenant).registrations('NEW0001')).toHaveLength(1);
  });

  it.each([
    ['alone', path, entityFor(poisonous.serial)],
    [
      'among others',
      `${path}/import`,
      {
        importedWindowsAutopilotDeviceIdentities: [
          entityFor('NEW0001'),
          entityFor(`${poisonous.serial}2`),
          entityFor('NEW0002'),
        ],
      },
    ],
  ])('refuses a poisoned row %s without a reason, and takes nothing of that call', async (_, where, body) => {
    const refused = await graph(tenant).post(where, body);

    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain('An error has occurred - Operation ID');
    expect((await graph(tenant).get(path)).body.value).toEqual([]);
  });

  it('decides ten thousand imports in a moment and lists all their registrations', async () => {
    const count = 10_000;
    const requests = Array.from({ length: count }, (_, n) => {
      const { serialNumber, hardwareIdentifier, groupTag } = entityFor(`BULK${n}`);
      return {
        serialNumber: serialNumber ?? '',
        hardwareHash: hardwareIdentifier ?? '',
        groupTag: groupTag ?? '',
        assignedUser: '',
      };
    });
    tenant.queueImports(requests);
    clock.forward(5 * minute);
    const begun = performance.now();

    const records = await graph(tenant).all(path);

    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(new Set(records.map(({ state }) => state['deviceImportStatus']))).toEqual(new Set(['complete']));
    expect(records).toHaveLength(count);
    expect(await graph(tenant).registrations('BULK9999')).toHaveLength(1);
  }, 60_000);

  it('keeps what another tool has queued among the rest, and out of its log', async () => {
    const [id] = tenant.queueImports([
      {
        serialNumber: 'OTHER1',
        hardwareHash: entityFor('OTHER1')['hardwareIdentifier'] ?? '',
        groupTag: '',
        assignedUser: '',
      },
    ]);

    expect(tenant.requests()).toEqual([]);
    expect((await graph(tenant).get(path)).body.value.map((record) => record.id)).toEqual([id]);
  });

  it('leaves one of its stories unknown for a quarter of an hour', async () => {
    const { body } = await register(entityFor(slow.serial));

    clock.forward(7 * minute);
    const early = await stateOf(body.id);
    clock.forward(9 * minute);

    expect(early['deviceImportStatus']).toBe('unknown');
    expect((await stateOf(body.id))['deviceImportStatus']).toBe('complete');
  });
});

describe('the limits of one call', () => {
  const rows = (count: number) => ({
    importedWindowsAutopilotDeviceIdentities: Array.from({ length: count }, (_, n) => ({
      serialNumber: `NEW${n}`,
      hardwareIdentifier: hashText({ serialNumber: `NEW${n}`, manufacturer: 'HP', model: 'HP EliteBook' }),
    })),
  });

  it('are four megabytes: a longer one is answered with 413, is logged, and does nothing', async () => {
    const tenant = await createDemoTenant({ devices: 10 });

    const refused = await graph(tenant).post(`${path}/import`, rows(1100));
    const taken = await graph(tenant).post(`${path}/import`, rows(900));

    expect([refused.status, refused.body.error.message]).toEqual([
      413,
      'The maximum request length supported is 4MB.',
    ]);
    expect(taken.body.value).toHaveLength(900);
    expect(tenant.requests().map(({ status }) => status)).toEqual([413, 200]);
    await tenant.stop();
  });

  it('may be fewer bytes or a number of rows', async () => {
    const short = await createDemoTenant({ devices: 10, mostBodyBytes: 10_000 });
    const few = await createDemoTenant({ devices: 10, mostImportRows: 2 });

    const statuses = [
      (await graph(short).post(`${path}/import`, rows(3))).status,
      (await graph(short).post(`${path}/import`, rows(2))).status,
      (await graph(few).post(`${path}/import`, rows(3))).status,
      (await graph(few).post(`${path}/import`, rows(2))).status,
    ];

    expect(statuses).toEqual([413, 200, 400, 200]);
    expect((await graph(few).get(path)).body.value).toHaveLength(2);
    await Promise.all([short.stop(), few.stop()]);
  });
});

describe('the Autopilot sync', () => {
  const settings = '/beta/deviceManagement/windowsAutopilotSettings';

  it('runs once at a time and once in ten minutes', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({ clock });
    const sync = async (): Promise<number> => (await graph(tenant).post(`${settings}/sync`)).status;
    const syncStatus = async (): Promise<string> => (await graph(tenant).get(settings)).body.syncStatus;

    const statuses = [await sync(), await sync()];
    const during = await syncStatus();
    clock.forward(5 * minute);
    statuses.push(await sync());
    const after = await syncStatus();
    clock.forward(5 * minute);
    statuses.push(await sync());

    expect(statuses).toEqual([204, 409, 429, 204]);
    expect([during, after]).toEqual(['inProgress', 'completed']);
    await tenant.stop();
  });

  it('is not offered in v1.0', async () => {
    const tenant = await createDemoTenant();

    const { body } = await graph(tenant).post('/v1.0/deviceManagement/windowsAutopilotSettings/sync');

    expect(body.error.message).toBe("Resource not found for the segment 'windowsAutopilotSettings'.");
    await tenant.stop();
  });
});
