import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, handClock, minute, startedAt } from './graph-over-http';

const path = '/beta/deviceManagement/autopilotEvents';

describe('deployment events', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  it('come 50 to a page, without repeating rows', async () => {
    const first = await graph(tenant).get(path);
    const second = await graph(tenant).get(first.body['@odata.nextLink']!.replace(tenant.url, ''));
    const ids = [...first.body.value, ...second.body.value].map(({ id }) => id);

    expect(first.body.value).toHaveLength(50);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('come in no order of time', async () => {
    const { body } = await graph(tenant).get(path);
    const times = body.value.map(({ eventDateTime }) => eventDateTime);

    expect(times).not.toEqual(times.toSorted());
    expect(times).not.toEqual(times.toSorted().toReversed());
  });

  it('are kept for 30 days', async () => {
    const { body } = await graph(tenant).get(path);
    const oldest = Math.min(
      ...body.value.map(({ deploymentStartDateTime }) => Date.parse(deploymentStartDateTime)),
    );

    expect(startedAt - oldest).toBeLessThan(30 * 24 * 60 * minute);
  });

  it('name the code of a failure in free text', async () => {
    const event = await graph(tenant).event('7XK2QY3');

    expect(event).toMatchObject({
      deploymentState: 'failure',
      deviceSetupStatus: 'failure',
      accountSetupStatus: 'notAttempted',
      enrollmentFailureDetails: expect.stringContaining('0x800705B4'),
    });
  });

  it('are refused with a filter by default', async () => {
    const { status } = await graph(tenant).get(`${path}?$filter=deviceSerialNumber eq '7XK2QY3'`);

    expect(status).toBe(400);
  });

  it.each([
    ['ignored', 50],
    ['honoured', 1],
  ] as const)('may be told apart by a filter that is %s', async (eventFilter, rows) => {
    const other = await createDemoTenant({ eventFilter, clock: { now: () => startedAt } });

    const { body } = await graph(other).get(`${path}?$filter=deviceSerialNumber eq '7XK2QY3'`);

    expect(body.value).toHaveLength(rows);
    await other.stop();
  });

  it('do not exist in v1.0', async () => {
    const { status, body } = await graph(tenant).get('/v1.0/deviceManagement/autopilotEvents');

    expect(status).toBe(400);
    expect(body.error.message).toBe("Resource not found for the segment 'autopilotEvents'.");
  });
});

describe('a deployment under a moving clock', () => {
  it('goes from device setup through account setup to success, and Intune reports compliance', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({ clock, devices: 20 });
    const seen: string[] = [];

    for (let step = 0; step < 50; step += 1) {
      const event = await graph(tenant).event('PF4K7X2N');
      const now = `${event!.deploymentState} ${event!.deviceSetupStatus} ${event!.accountSetupStatus}`;
      if (seen.at(-1) !== now) seen.push(now);
      clock.forward(minute);
    }

    expect(seen).toEqual([
      'inProgress inProgress notAttempted',
      'inProgress success inProgress',
      'success success success',
    ]);
    const records = await graph(tenant).get(
      "/v1.0/deviceManagement/managedDevices?$filter=serialNumber eq 'PF4K7X2N'",
    );
    expect(records.body.value[0]?.complianceState).toBe('compliant');
    await tenant.stop();
  });

  it('has others beginning later in the day', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({ clock });
    const inProgress = async (): Promise<string[]> =>
      (await graph(tenant).all(path))
        .filter(({ deploymentState }) => deploymentState === 'inProgress')
        .map(({ id }) => id);
    const before = await inProgress();

    clock.forward(3 * 60 * minute);
    const after = await inProgress();

    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    await tenant.stop();
  });

  it('runs faster where the tenant was told to', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({ clock, timeScale: 60 });

    clock.forward(minute);

    expect(await graph(tenant).event('PF4K7X2N')).toMatchObject({ deploymentState: 'success' });
    await tenant.stop();
  });
});
