import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt } from './graph-over-http';
import { hashText } from './hash-text';
import { complaintsAbout, type Version } from './schema-check';

const rows: readonly (readonly [type: string, path: string, versions: readonly Version[]])[] = [
  ['windowsAutopilotDeviceIdentity', '/deviceManagement/windowsAutopilotDeviceIdentities', ['v1.0', 'beta']],
  ['managedDevice', '/deviceManagement/managedDevices', ['v1.0', 'beta']],
  ['device', '/devices?$top=999', ['v1.0', 'beta']],
  ['group', '/groups', ['v1.0', 'beta']],
  ['deviceManagementAutopilotEvent', '/deviceManagement/autopilotEvents', ['beta']],
  [
    'windowsAutopilotDeploymentProfile',
    '/deviceManagement/windowsAutopilotDeploymentProfiles?$expand=assignments',
    ['beta'],
  ],
  [
    'deviceEnrollmentConfiguration',
    '/deviceManagement/deviceEnrollmentConfigurations?$expand=assignments',
    ['v1.0', 'beta'],
  ],
  ['mobileApp', '/deviceAppManagement/mobileApps', ['v1.0', 'beta']],
  ['importedDeviceIdentity', '/deviceManagement/importedDeviceIdentities', ['beta']],
  [
    'importedWindowsAutopilotDeviceIdentity',
    '/deviceManagement/importedWindowsAutopilotDeviceIdentities',
    ['v1.0', 'beta'],
  ],
];

describe('what the simulated tenant sends', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
    await graph(tenant).post('/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities', {
      serialNumber: 'NEW0001',
      hardwareIdentifier: hashText({ serialNumber: 'NEW0001', manufacturer: 'HP', model: 'HP EliteBook' }),
    });
  });

  afterAll(() => tenant.stop());

  it.each(rows.flatMap(([type, path, versions]) => versions.map((version) => ({ type, path, version }))))(
    'is a valid $type of $version',
    async ({ type, path, version }) => {
      const { body } = await graph(tenant).get(`/${version}${path}`);
      const entities = body.value;

      const complaints = entities.flatMap((entity) => complaintsAbout(entity, type, version));

      expect(entities.length).toBeGreaterThan(0);
      expect([...new Set(complaints)]).toEqual([]);
    },
  );

  it('is a valid windowsAutopilotSettings of beta', async () => {
    const { body } = await graph(tenant).get('/beta/deviceManagement/windowsAutopilotSettings');

    expect(complaintsAbout(body, 'windowsAutopilotSettings', 'beta')).toEqual([]);
  });

  it('is a valid registration with its profiles expanded', async () => {
    const { id } = await graph(tenant).registration('5CG4790HWL');

    const { body } = await graph(tenant).get(
      `/beta/deviceManagement/windowsAutopilotDeviceIdentities/${id}?$expand=deploymentProfile,intendedDeploymentProfile`,
    );

    expect(body.deploymentProfile['@odata.type']).toMatch(
      /activeDirectoryWindowsAutopilotDeploymentProfile$/,
    );
    expect(complaintsAbout(body, 'windowsAutopilotDeviceIdentity', 'beta')).toEqual([]);
  });

  it('keeps beta-only members of an enum out of v1.0', async () => {
    const { body } = await graph(tenant).get(
      "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities?$filter=contains(serialNumber,'1CPQ7V2')",
    );

    expect((await graph(tenant).registration('1CPQ7V2')).enrollmentState).toBe('blocked');
    expect(body.value[0]?.enrollmentState).toBe('unknown');
  });
});
