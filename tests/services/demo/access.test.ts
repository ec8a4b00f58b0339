import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph } from './graph-over-http';

const identities = '/v1.0/deviceManagement/windowsAutopilotDeviceIdentities';
const anyId = '00000000-0000-4000-8000-000000000000';

describe('access to the simulated tenant', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ devices: 10 });
  });

  afterAll(() => tenant.stop());

  it.each([
    ['no token', ''],
    ['a token of somebody else', 'eyJhbGciOiJub25lIn0.e30.'],
    ['a damaged token', 'simulated-tenant.%%%'],
  ])('is refused with 401 for %s', async (_, token) => {
    const { status, body } = await graph(tenant, token).get(identities);

    expect(status).toBe(401);
    expect(body.error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      innerError: { 'request-id': expect.any(String), date: expect.any(String) },
    });
  });

  it.each([
    ['GET', identities, 'DeviceManagementServiceConfig.Read.All'],
    [
      'GET',
      '/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities',
      'DeviceManagementServiceConfig.Read.All',
    ],
    ['GET', '/beta/deviceManagement/windowsAutopilotSettings', 'DeviceManagementServiceConfig.Read.All'],
    [
      'GET',
      '/beta/deviceManagement/windowsAutopilotDeploymentProfiles',
      'DeviceManagementServiceConfig.Read.All',
    ],
    [
      'GET',
      '/beta/deviceManagement/deviceEnrollmentConfigurations',
      'DeviceManagementServiceConfig.Read.All',
    ],
    ['GET', '/beta/deviceManagement/importedDeviceIdentities', 'DeviceManagementServiceConfig.Read.All'],
    ['GET', '/beta/deviceManagement/autopilotEvents', 'DeviceManagementManagedDevices.Read.All'],
    ['GET', '/v1.0/deviceManagement/managedDevices', 'DeviceManagementManagedDevices.Read.All'],
    ['GET', '/v1.0/deviceManagement/auditEvents', 'DeviceManagementApps.Read.All'],
    ['GET', '/v1.0/deviceAppManagement/mobileApps', 'DeviceManagementApps.Read.All'],
    ['GET', '/v1.0/devices', 'Device.Read.All'],
    ['GET', '/v1.0/groups', 'Group.Read.All'],
    ['GET', '/v1.0/users', 'User.ReadBasic.All'],
    ['GET', '/v1.0/organization', 'Organization.Read.All'],
    ['DELETE', `${identities}/${anyId}`, 'DeviceManagementServiceConfig.ReadWrite.All'],
    [
      'DELETE',
      `/v1.0/deviceManagement/managedDevices/${anyId}`,
      'DeviceManagementManagedDevices.ReadWrite.All',
    ],
    ['POST', `${identities}/${anyId}/updateDeviceProperties`, 'DeviceManagementServiceConfig.ReadWrite.All'],
    [
      'POST',
      '/beta/deviceManagement/windowsAutopilotSettings/sync',
      'DeviceManagementServiceConfig.ReadWrite.All',
    ],
  ])('%s %s needs %s', async (method, path, permission) => {
    const send = (granted: string): Promise<Response> =>
      fetch(tenant.url + path, { method, headers: { authorization: `Bearer ${tenant.token([granted])}` } });

    const wrong = await send('Mail.Read');
    const right = await send(permission);

    expect(wrong.status).toBe(403);
    expect(right.status).not.toBe(403);
  });

  it('does not let a reading permission write', async () => {
    const reader = graph(tenant, tenant.token(['DeviceManagementServiceConfig.Read.All']));

    const { status, body } = await reader.delete(`${identities}/${anyId}`);

    expect(status).toBe(403);
    expect(body.error.message).toContain('DeviceManagementServiceConfig.ReadWrite.All');
  });

  it('is open to any token where the tenant was told so', async () => {
    const open = await createDemoTenant({ devices: 10, anyToken: true });

    expect((await graph(open, 'whatever').get(identities)).status).toBe(200);
    expect((await graph(open, '').get(identities)).status).toBe(401);
    await open.stop();
  });

  it('names the segment that a version lacks, and refuses unknown versions and methods', async () => {
    const segment = await graph(tenant).get('/v1.0/deviceManagement/windowsAutopilotDeploymentProfiles');
    const nonsense = await graph(tenant).get('/beta/deviceManagement/nonsense/more');
    const version = await graph(tenant).get('/v2.0/groups');
    const method = await graph(tenant).post('/v1.0/groups', {});

    expect(segment.status).toBe(400);
    expect(segment.body.error).toMatchObject({
      code: 'BadRequest',
      message: "Resource not found for the segment 'windowsAutopilotDeploymentProfiles'.",
    });
    expect(nonsense.body.error.message).toBe("Resource not found for the segment 'nonsense'.");
    expect(version.status).toBe(404);
    expect(method.status).toBe(405);
  });

  it('reads no body that is broken or larger than 4 MB', async () => {
    const post = (body: string): Promise<Response> =>
      fetch(`${tenant.url}/v1.0/$batch`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${tenant.token()}`, 'content-type': 'application/json' },
      });

    expect((await post('{"requests": [')).status).toBe(400);
    expect((await post(JSON.stringify({ padding: 'x'.repeat(5_000_000) }))).status).toBe(413);
  });
});
