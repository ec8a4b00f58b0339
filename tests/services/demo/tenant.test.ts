import { createDemoTenant, showcase, type DemoTenant } from '../../../services/demo/tenant';
import { startedAt, graph } from './graph-over-http';

describe('the simulated tenant', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  it('listens on this machine only', () => {
    expect(tenant.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('finds every device of the showcase by its serial', async () => {
    expect(showcase.length).toBeGreaterThanOrEqual(10);

    for (const { serial } of showcase) {
      const found = await graph(tenant).registration(serial);

      expect(found).toMatchObject({ serialNumber: serial });
    }
  });

  it('shows a ready device, one that is being set up and a failed one first', async () => {
    const [ready, settingUp, failed] = showcase.map(({ serial }) => serial);
    const filter = `serialNumber eq '${ready!}'`;

    const { body } = await graph(tenant).get(`/v1.0/deviceManagement/managedDevices?$filter=${filter}`);

    expect(body.value[0]).toMatchObject({ complianceState: 'compliant' });
    expect(await graph(tenant).event(settingUp!)).toMatchObject({ deploymentState: 'inProgress' });
    expect(await graph(tenant).event(failed!)).toMatchObject({ deploymentState: 'failure' });
  });
});

describe('the simulated tenant with half a million devices', () => {
  it('starts and answers', async () => {
    const tenant = await createDemoTenant({ devices: 500_000, clock: { now: () => startedAt } });

    const page = await graph(tenant).get('/v1.0/deviceManagement/windowsAutopilotDeviceIdentities?$top=5');

    expect(page.body.value).toHaveLength(5);
    await tenant.stop();
  });
});
