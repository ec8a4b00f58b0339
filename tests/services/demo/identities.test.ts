import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, handClock, minute, startedAt, type Body } from './graph-over-http';

const path = '/deviceManagement/windowsAutopilotDeviceIdentities';
const serialsOf = (body: Body): string[] => body.value.map(({ serialNumber }) => serialNumber);

describe('the list of registrations', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  it('has pages of 1,000 rows in the order of their serials', async () => {
    const { body } = await graph(tenant).get(`/v1.0${path}`);

    expect(body.value).toHaveLength(1_000);
    expect(serialsOf(body)).toEqual(serialsOf(body).toSorted());
  });

  it('repeats the boundary row on the next page, because the cursor is inclusive', async () => {
    const first = await graph(tenant).get(`/beta${path}?$top=10`);
    const link = first.body['@odata.nextLink']!.replace(tenant.url, '');

    const second = await graph(tenant).get(link);

    expect(decodeURIComponent(link)).toContain(`$skiptoken=LastSerialNumber='${serialsOf(first.body)[9]!}'`);
    expect(second.body.value[0]).toEqual(first.body.value[9]);
  });

  it('never gets anywhere with pages of one row', async () => {
    const first = await graph(tenant).get(`/beta${path}?$top=1`);
    const link = first.body['@odata.nextLink']!;

    const second = await graph(tenant).get(link.replace(tenant.url, ''));

    expect(second.body['@odata.nextLink']).toBe(link);
  });

  it('reaches every device once when the repeated rows are dropped', async () => {
    const ids = (await graph(tenant).all(`/beta${path}`)).map(({ id }) => id);

    expect(ids.length).toBeGreaterThan(new Set(ids).size);
    expect(new Set(ids).size).toBeGreaterThan(2_000);
  });

  it('finds the serials that contain a text, whatever its case', async () => {
    const { body } = await graph(tenant).get(`/v1.0${path}?$filter=contains(serialNumber,'cg4217q')`);

    expect(serialsOf(body)).toEqual(['5CG4217QHX']);
  });

  it('answers any other filter with 400 and JSON inside the message', async () => {
    const { status, body } = await graph(tenant).get(`/v1.0${path}?$filter=serialNumber eq '5CG4217QHX'`);
    const inner = JSON.parse(body.error.message);

    expect(status).toBe(400);
    expect(inner).toMatchObject({ _version: 3, CustomApiErrorPhrase: '', RetryAfter: null });
    expect(inner.Message).toMatch(
      /^An error has occurred - Operation ID .* - Activity ID: [0-9a-f-]{36} - Url: https:\/\/fef\./,
    );
    expect(body.error.message).toContain('{\r\n  "_version"');
  });

  it.each(['$select=id', '$orderby=serialNumber'])('answers %s with 500', async (option) => {
    const { status } = await graph(tenant).get(`/beta${path}?${option}`);

    expect(status).toBe(500);
  });

  it('finds nothing for a text with a space in it', async () => {
    const whole = await graph(tenant).get(`/beta${path}?$filter=contains(serialNumber,'R9 0ABC12')`);
    const before = await graph(tenant).get(`/beta${path}?$filter=contains(serialNumber,'0ABC12')`);

    expect(whole.body.value).toEqual([]);
    expect(serialsOf(before.body)).toContain('R9 0ABC12');
  });

  it('answers a serial shaped like a GUID with 400', async () => {
    const filter = "contains(serialNumber,'0042-7713-9056-2281-4460-19')";

    const { status } = await graph(tenant).get(`/beta${path}?$filter=${filter}`);

    expect(status).toBe(400);
  });

  it('holds several devices with the same placeholder serial and two registrations of one serial', async () => {
    const placeholder = await graph(tenant).get(`/beta${path}?$filter=contains(serialNumber,'string')`);
    const twice = await graph(tenant).get(`/beta${path}?$filter=contains(serialNumber,'5CG9153QGX')`);

    expect(serialsOf(placeholder.body)).toEqual(['Default string', 'Default string', 'Default string']);
    expect(new Set(twice.body.value.map(({ id }) => id)).size).toBe(2);
  });

  it('fills the dates of what never happened with the year 1', async () => {
    const stocked = await graph(tenant).registration('031166920457');

    expect(stocked).toMatchObject({
      enrollmentState: 'notContacted',
      lastContactedDateTime: '0001-01-01T00:00:00Z',
    });
  });

  it('spells the usual assignment status as Graph does', async () => {
    const device = await graph(tenant).registration('5CG4217QHX');

    expect(device.deploymentProfileAssignmentStatus).toBe('assignedUnkownSyncState');
  });

  it('has devices of five makers whose tags mostly follow Country-Role-DeviceType', async () => {
    const { body } = await graph(tenant).get(`/beta${path}`);
    const rows = body.value;
    const wellTagged = rows.filter(({ groupTag }) =>
      /^(UK|DE|FR|US)-(Corp|Dev|Exec|Kiosk|Shared)-(Laptop|Desktop|Surface)$/.test(groupTag),
    );

    expect(wellTagged.length / rows.length).toBeGreaterThan(0.9);
    expect(rows.some(({ groupTag }) => groupTag === '')).toBe(true);
    expect(rows.map(({ manufacturer }) => manufacturer)).toEqual(
      expect.arrayContaining(['HP', 'Dell Inc.', 'Microsoft Corporation']),
    );
  });

  it('is the same in every tenant with the same seed and another with another', async () => {
    const clock = { now: () => startedAt };
    const [same, other] = await Promise.all([
      createDemoTenant({ clock }),
      createDemoTenant({ clock, seed: 2 }),
    ]);
    const [mine, equal, different] = await Promise.all(
      [tenant, same, other].map(async (each) => (await graph(each).get(`/beta${path}?$top=50`)).body.value),
    );

    expect(equal).toEqual(mine);
    expect(different).not.toEqual(mine);
    await Promise.all([same.stop(), other.stop()]);
  });
});

describe('one registration', () => {
  const clock = handClock();
  let tenant: DemoTenant;

  beforeEach(async () => {
    tenant = await createDemoTenant({ clock });
  });

  afterEach(() => tenant.stop());

  const act = (id: string, action: string, body: unknown = {}): Promise<{ status: number }> =>
    graph(tenant).post(`/beta${path}/${id}/${action}`, body);

  it('is read by its id and unknown under any other', async () => {
    const { id } = await graph(tenant).registration('5CG4217QHX');

    const known = await graph(tenant).get(`/v1.0${path}/${id}`);
    const unknown = await graph(tenant).get(`/v1.0${path}/5b1c3f0e-0000-4000-8000-000000000000`);

    expect(known.body).toMatchObject({ id, serialNumber: '5CG4217QHX' });
    expect(known.body).not.toHaveProperty('azureAdDeviceId');
    expect(unknown.status).toBe(404);
  });

  it('tells a blocked device from an allowed one after allowNextEnrollment', async () => {
    const before = await graph(tenant).registration('5CG4180KSK');

    await act(before.id, 'allowNextEnrollment');

    expect(before.userlessEnrollmentStatus).toBe('blocked');
    expect((await graph(tenant).registration('5CG4180KSK')).userlessEnrollmentStatus).toBe('allowed');
  });

  it('is allowed by allowNextEnrollment also where it was not told to be blocked', async () => {
    const { id } = await graph(tenant).registration('031166920457');

    await act(id, 'allowNextEnrollment');

    expect((await graph(tenant).registration('031166920457')).userlessEnrollmentStatus).toBe('allowed');
  });

  it('shows a new tag at once, in Entra after minutes, and its profile last', async () => {
    const { id, azureAdDeviceId } = await graph(tenant).registration('PF0TLX84');
    const orderIds = async (): Promise<readonly string[]> => {
      const { body } = await graph(tenant).get(`/v1.0/devices?$filter=deviceId eq '${azureAdDeviceId}'`);
      return body.value[0]!.physicalIds.filter((id) => id.startsWith('[OrderId]'));
    };
    const status = async (): Promise<string> =>
      (await graph(tenant).registration('PF0TLX84')).deploymentProfileAssignmentStatus;

    const { status: saved } = await act(id, 'updateDeviceProperties', { groupTag: 'UK-Corp-Laptop' });

    expect(saved).toBe(204);
    expect((await graph(tenant).registration('PF0TLX84')).groupTag).toBe('UK-Corp-Laptop');
    expect(await orderIds()).toEqual(['[OrderId]:UK-Crop-Labtop']);
    expect(await status()).toBe('notAssigned');

    clock.forward(6 * minute);

    expect(await orderIds()).toEqual(['[OrderId]:UK-Corp-Laptop']);
    expect(await status()).toBe('pending');

    clock.forward(15 * minute);

    expect(await status()).toMatch(/^assigned/);
  });

  it('clears the tag when an empty one is sent', async () => {
    const { id } = await graph(tenant).registration('031166920457');

    await act(id, 'updateDeviceProperties', { groupTag: '' });

    expect((await graph(tenant).registration('031166920457')).groupTag).toBe('');
  });

  it('takes a user and gives him up again', async () => {
    const { id } = await graph(tenant).registration('031166920457');
    const user = { userPrincipalName: 'liam.carter@contoso.example', addressableUserName: 'Liam' };

    await act(id, 'assignUserToDevice', user);
    const assigned = await graph(tenant).registration('031166920457');
    await act(id, 'unassignUserFromDevice');

    expect(assigned).toMatchObject(user);
    expect(await graph(tenant).registration('031166920457')).toMatchObject({
      userPrincipalName: '',
      addressableUserName: '',
    });
  });

  it('refuses a display name of the user without the user', async () => {
    const { id } = await graph(tenant).registration('031166920457');

    expect(await act(id, 'updateDeviceProperties', { addressableUserName: 'Liam' })).toMatchObject({
      status: 400,
    });
  });

  it('knows beta-only properties and actions in beta only', async () => {
    const { id } = await graph(tenant).registration('031166920457');

    const property = await graph(tenant).post(`/v1.0${path}/${id}/updateDeviceProperties`, {
      deviceFriendlyName: 'Hub',
    });
    const action = await graph(tenant).post(`/v1.0${path}/${id}/allowNextEnrollment`);

    expect(property.status).toBe(400);
    expect(action.status).toBe(400);
    expect(action.body.error.message).toBe("Resource not found for the segment 'allowNextEnrollment'.");
  });

  it('is gone by its id at once when deleted, and stays listed for minutes', async () => {
    const { id } = await graph(tenant).registration('031166920457');

    const first = await graph(tenant).delete(`/v1.0${path}/${id}`);
    const second = await graph(tenant).delete(`/v1.0${path}/${id}`);

    expect([first.status, second.status]).toEqual([204, 404]);
    expect(await graph(tenant).registrations('031166920457')).toHaveLength(1);

    clock.forward(6 * minute);

    expect(await graph(tenant).registrations('031166920457')).toEqual([]);
  });

  it('is not deleted while Intune manages the device', async () => {
    const { id, managedDeviceId } = await graph(tenant).registration('5CG4217QHX');

    const early = await graph(tenant).delete(`/v1.0${path}/${id}`);
    await graph(tenant).delete(`/v1.0/deviceManagement/managedDevices/${managedDeviceId}`);
    const late = await graph(tenant).delete(`/v1.0${path}/${id}`);

    expect([early.status, late.status]).toEqual([400, 204]);
  });

  it('names no Intune record any more once that is deleted', async () => {
    const { managedDeviceId } = await graph(tenant).registration('5CG4217QHX');

    await graph(tenant).delete(`/v1.0/deviceManagement/managedDevices/${managedDeviceId}`);

    expect(await graph(tenant).registration('5CG4217QHX')).toMatchObject({
      managedDeviceId: '00000000-0000-0000-0000-000000000000',
      enrollmentState: 'notContacted',
    });
  });

  it('offers its profiles in beta, the assigned and the intended one', async () => {
    const { id } = await graph(tenant).registration('026650981734');

    const { body } = await graph(tenant).get(
      `/beta${path}/${id}?$expand=deploymentProfile,intendedDeploymentProfile`,
    );

    expect(body.deploymentProfile).toBeNull();
    expect(body.intendedDeploymentProfile.displayName).toBe('UK user-driven');
    expect(body.deploymentProfileAssignmentStatus).toBe('pending');
  });

  it('offers each of its profiles under an address of its own', async () => {
    const { id } = await graph(tenant).registration('026650981734');

    const assigned = await graph(tenant).get(`/beta${path}/${id}/deploymentProfile`);
    const intended = await graph(tenant).get(`/beta${path}/${id}/intendedDeploymentProfile`);

    expect(assigned.status).toBe(404);
    expect(intended.body.displayName).toBe('UK user-driven');
  });

  it('says why a self-deploying profile does not reach a virtual machine', async () => {
    expect(await graph(tenant).registration('0042-7713-9056-2281-4460-19')).toMatchObject({
      deploymentProfileAssignmentStatus: 'failed',
      deploymentProfileAssignmentDetailedStatus: 'hardwareRequirementsNotMet',
    });
  });

  it.each([
    ['PF3R8TPM', { remediationState: 'manualRemediationRequired' }],
    ['8FZQ1L3', { remediationState: 'automaticRemediationRequired' }],
    ['PF2SX7Y0', { enrollmentState: 'pendingReset' }],
    ['6KPL9W2', { enrollmentState: 'failed' }],
    ['5CG4217QHX', { enrollmentState: 'enrolled', userPrincipalName: 'liam.carter@contoso.example' }],
  ])('%s stands as its story tells', async (serial, expected) => {
    expect(await graph(tenant).registration(serial)).toMatchObject(expected);
  });
});
