import { publishedLimits } from '../../../services/demo/throttle';
import { createDemoTenant } from '../../../services/demo/tenant';
import { graph, handClock } from './graph-over-http';

describe('a tenant with limits', () => {
  const limits = { ...publishedLimits, calls: 3, writes: 1 };
  const reading = '/v1.0/deviceManagement/managedDevices?$top=1';
  const writing = '/beta/deviceManagement/windowsAutopilotSettings/sync';

  it('throttles what goes beyond them and says for how long', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({ devices: 10, clock, limits });
    const read = (): ReturnType<ReturnType<typeof graph>['get']> => graph(tenant).get(reading);

    const statuses = [(await read()).status, (await read()).status, (await read()).status];
    clock.forward(5_000);
    const refused = await read();
    const uncounted = await graph(tenant).get('/v1.0/groups?$top=1');
    clock.forward(30_000);

    expect(statuses).toEqual([200, 200, 200]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '15']);
    expect([uncounted.status, (await read()).status]).toEqual([200, 200]);
    await tenant.stop();
  });

  it('counts writes more strictly, and may leave the waiting time out', async () => {
    const clock = handClock();
    const tenant = await createDemoTenant({
      devices: 10,
      clock,
      limits: { ...limits, namesRetryAfter: false },
    });
    await graph(tenant).post(writing);

    const second = await graph(tenant).post(writing);

    expect([second.status, second.headers.get('retry-after')]).toEqual([429, null]);
    expect(second.body.error.code).toBe('TooManyRequests');
    await tenant.stop();
  });
});
