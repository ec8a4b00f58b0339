import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt, type Entity } from './graph-over-http';

const managed = '/deviceManagement/managedDevices';

describe('Intune records', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  it('are found by their serial', async () => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=serialNumber eq '5CG4217QHX'`);

    expect(body.value).toHaveLength(1);
    expect(body.value[0]).toMatchObject({
      serialNumber: '5CG4217QHX',
      userPrincipalName: 'liam.carter@contoso.example',
      complianceState: 'compliant',
    });
  });

  it('are found by the beginning of their serial, a space in it or not', async () => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=startsWith(serialNumber,'R9 0')`);

    expect(body.value.map(({ serialNumber }) => serialNumber)).toEqual(['R9 0ABC12']);
  });

  it('are found for several serials in one filter', async () => {
    const filter = "serialNumber eq '5CG4217QHX' or serialNumber eq 'PF4K7X2N'";

    const { body } = await graph(tenant).get(`/beta${managed}?$filter=${filter}`);

    expect(body.value).toHaveLength(2);
  });

  it('are not found by a part of their serial with eq', async () => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=serialNumber eq '5CG4217'`);

    expect(body.value).toEqual([]);
  });

  it('come page by page under a filter as well', async () => {
    const path = `/v1.0${managed}?$filter=startsWith(serialNumber,'5CG1')`;

    const inOne = await graph(tenant).get(path);
    const inPages = await graph(tenant).all(`${path}&$top=7`);

    expect(inOne.body.value.length).toBeGreaterThan(14);
    expect(inPages).toEqual(inOne.body.value);
  });

  it('are two where an old enrolment was never cleaned up, the stale one with an older sync', async () => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=serialNumber eq 'BTN4X33'`);
    const [living, stale] = body.value;

    expect(body.value).toHaveLength(2);
    expect(Date.parse(stale!.lastSyncDateTime)).toBeLessThan(Date.parse(living!.lastSyncDateTime));
  });

  it('are found by their id in Entra, also the second one of a hybrid join', async () => {
    const { managedDeviceId } = await graph(tenant).registration('5CG4790HWL');
    const { body: device } = await graph(tenant).get(`/v1.0${managed}/${managedDeviceId}`);
    const filter = `azureADDeviceId eq '${device.azureADDeviceId}'`;

    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=${filter}`);

    expect(body.value).toMatchObject([{ id: managedDeviceId }]);
  });

  it('are refused under an unknown id and with a filter that is none', async () => {
    const unknown = await graph(tenant).get(`/v1.0${managed}/00000000-0000-4000-8000-000000000000`);
    const nonsense = await graph(tenant).get(`/v1.0${managed}?$filter=serialNumber is '5CG4217QHX'`);

    expect([unknown.status, nonsense.status]).toEqual([404, 400]);
  });

  it('are all returned for a filter that is not known', async () => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=chassisType eq 'laptop'`);

    expect(body.value).toHaveLength(1_000);
  });

  it('are cut down to what is selected, and some properties come only that way', async () => {
    const { managedDeviceId } = await graph(tenant).registration('5CG4217QHX');

    const whole = await graph(tenant).get(`/v1.0${managed}/${managedDeviceId}`);
    const cut = await graph(tenant).get(
      `/v1.0${managed}/${managedDeviceId}?$select=id,physicalMemoryInBytes`,
    );

    expect(whole.body.physicalMemoryInBytes).toBe(0);
    expect(cut.body).toEqual({
      '@odata.context': expect.any(String),
      id: managedDeviceId,
      physicalMemoryInBytes: 17_179_869_184,
    });
  });

  it('know autopilotEnrolled, joinType and managementState in beta only', async () => {
    const { managedDeviceId } = await graph(tenant).registration('5CG4217QHX');
    const betaOnly = ['autopilotEnrolled', 'joinType', 'managementState'];

    const beta = await graph(tenant).get(`/beta${managed}/${managedDeviceId}`);
    const stable = await graph(tenant).get(`/v1.0${managed}/${managedDeviceId}`);

    expect(Object.keys(beta.body)).toEqual(expect.arrayContaining(betaOnly));
    expect(Object.keys(stable.body).filter((name) => betaOnly.includes(name))).toEqual([]);
  });

  it('are listed page by page without gaps or repeats', async () => {
    const ids = (await graph(tenant).all(`/v1.0${managed}?$top=400&$select=id`)).map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(1_400);
  });

  it.each([
    ['liam.carter@contoso.example', '5CG4217QHX'],
    ['chloe.martin@contoso.example', 'PF4K7X2N'],
  ])('show which device %s works with', async (upn, serial) => {
    const filtered = await graph(tenant).get(`/v1.0${managed}?$filter=userPrincipalName eq '${upn}'`);
    const owned = await graph(tenant).get(`/v1.0/users/${upn}/managedDevices`);

    expect(filtered.body.value).toMatchObject([{ serialNumber: serial }]);
    expect(owned.body.value).toEqual(filtered.body.value);
  });
});

describe('deleting an Intune record', () => {
  let tenant: DemoTenant;

  beforeEach(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt }, devices: 20 });
  });

  afterEach(() => tenant.stop());

  const recordsOf = async (serial: string): Promise<readonly string[]> => {
    const { body } = await graph(tenant).get(`/v1.0${managed}?$filter=serialNumber eq '${serial}'`);
    return body.value.map(({ id }) => id);
  };

  it('takes it out of every list, and is refused for one that is gone', async () => {
    const [id] = await recordsOf('5CG4217QHX');

    const first = await graph(tenant).delete(`/v1.0${managed}/${id}`);
    const second = await graph(tenant).delete(`/v1.0${managed}/${id}`);
    const read = await graph(tenant).get(`/v1.0${managed}/${id}`);

    expect([first.status, second.status, read.status]).toEqual([204, 404, 404]);
    expect(await recordsOf('5CG4217QHX')).toEqual([]);
  });

  it.each([
    ['the living', 0],
    ['the stale', 1],
  ])('leaves the other record of the serial when it is %s one', async (_, which) => {
    const before = await recordsOf('BTN4X33');
    const other = before[1 - which]!;

    await graph(tenant).delete(`/v1.0${managed}/${before[which]}`);

    expect(before).toHaveLength(2);
    expect(await recordsOf('BTN4X33')).toEqual([other]);
    expect((await graph(tenant).registration('BTN4X33')).managedDeviceId === other).toBe(which === 1);
  });

  it('stands in the audit with the serial', async () => {
    const [, stale] = await recordsOf('BTN4X33');

    await graph(tenant).delete(`/v1.0${managed}/${stale}`);

    const { body } = await graph(tenant).get('/v1.0/deviceManagement/auditEvents');
    expect(body.value[0]).toMatchObject({
      resources: [expect.objectContaining({ resourceId: stale, displayName: 'BTN4X33' })],
    });
  });
});

describe('Entra devices', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  const entraOf = async (serial: string): Promise<Entity> => {
    const { azureAdDeviceId } = await graph(tenant).registration(serial);
    const { body } = await graph(tenant).get(`/v1.0/devices?$filter=deviceId eq '${azureAdDeviceId}'`);
    return body.value[0]!;
  };

  it('are pre-created at registration, named after the serial and without a trust type', async () => {
    expect(await entraOf('031166920457')).toMatchObject({
      displayName: '031166920457',
      trustType: null,
      physicalIds: [expect.stringContaining('[ZTDID]:'), '[OrderId]:UK-Corp-Surface'],
    });
  });

  it('have an object id of their own, under which they are read', async () => {
    const device = await entraOf('5CG4217QHX');

    const { body } = await graph(tenant).get(`/v1.0/devices/${device.id}`);

    expect(device.id).not.toBe(device['deviceId']);
    expect(body).toMatchObject({ deviceId: device['deviceId'], trustType: 'AzureAd', isCompliant: true });
  });

  it('are listed by the mark of Autopilot, 100 to a page', async () => {
    const filter = "physicalIds/any(p:startswith(p,'[ZTDID]'))";

    const { body } = await graph(tenant).get(`/v1.0/devices?$filter=${filter}&$select=id,physicalIds`);

    expect(body.value).toHaveLength(100);
    expect(Object.keys(body.value[0]!)).toEqual(['id', 'physicalIds']);
  });

  it('are found by the id of their registration', async () => {
    const { id } = await graph(tenant).registration('PF4K7X2N');

    const { body } = await graph(tenant).get(`/v1.0/devices?$filter=physicalIds/any(p:p eq '[ZTDID]:${id}')`);

    expect(body.value).toHaveLength(1);
  });

  it('are two for a hybrid joined computer, and Intune points at the second', async () => {
    const registered = await entraOf('5CG4790HWL');
    const { managedDeviceId } = await graph(tenant).registration('5CG4790HWL');
    const intune = await graph(tenant).get(`/v1.0${managed}/${managedDeviceId}`);
    const joined = await graph(tenant).get(
      `/v1.0/devices?$filter=deviceId eq '${intune.body.azureADDeviceId}'`,
    );

    expect(registered['trustType']).toBeNull();
    expect(joined.body.value[0]).toMatchObject({ trustType: 'ServerAd' });
    expect(joined.body.value[0]!.id).not.toBe(registered.id);
  });

  it('are members of the dynamic groups of their tag', async () => {
    const { id } = await entraOf('5CG4217QHX');

    const { body } = await graph(tenant).get(
      `/v1.0/devices/${id}/transitiveMemberOf/microsoft.graph.group?$select=id,displayName,membershipRule`,
    );

    expect(body.value.map(({ displayName }) => displayName)).toEqual([
      'Autopilot - All devices',
      'Autopilot - UK Corp',
    ]);
  });

  it('are refused by the directory under an unknown id', async () => {
    const { status, body } = await graph(tenant).get('/v1.0/devices/00000000-0000-4000-8000-000000000000');

    expect(status).toBe(404);
    expect(body.error.code).toBe('Request_ResourceNotFound');
  });
});
