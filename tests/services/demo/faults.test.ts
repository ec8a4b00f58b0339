import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt } from './graph-over-http';

describe('a fault', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ devices: 50, clock: { now: () => startedAt } });
  });

  afterEach(() => {
    tenant.faults.clear();
  });
  afterAll(() => tenant.stop());

  const path = '/v1.0/groups?$top=3';
  const raw = (to = path, init: RequestInit = {}): Promise<Response> =>
    fetch(tenant.url + to, { headers: { authorization: `Bearer ${tenant.token()}` }, ...init });

  it.each([
    ['with Retry-After', { 'Retry-After': '7' }, '7'],
    ['without Retry-After', undefined, null],
  ])('throttles %s', async (_, headers, expected) => {
    tenant.faults.set({ match: {}, status: 429, ...(headers === undefined ? {} : { headers }) });

    const { status, body, ...reply } = await graph(tenant).get(path);

    expect([status, body.error.code]).toEqual([429, 'TooManyRequests']);
    expect(reply.headers.get('retry-after')).toBe(expected);
  });

  it('meets only the calls it was set for', async () => {
    tenant.faults.set({ match: { method: 'GET', path: /^\/groups\?.*top=3/, version: 'v1.0' }, status: 500 });

    const met = await graph(tenant).get(path);
    const others = await Promise.all([
      graph(tenant).get('/beta/groups?$top=3'),
      graph(tenant).get('/v1.0/groups?$top=4'),
      graph(tenant).get('/v1.0/devices?$top=3'),
    ]);

    expect(met.status).toBe(500);
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('ends after the times it was set for, or when it is cleared', async () => {
    const clear = tenant.faults.set({ match: { version: 'beta' }, status: 503 });
    tenant.faults.set({ match: { version: 'v1.0' }, status: 503, times: 2 });
    const statusOf = async (version: string): Promise<number> =>
      (await graph(tenant).get(`/${version}/groups`)).status;

    const counted = [await statusOf('v1.0'), await statusOf('v1.0'), await statusOf('v1.0')];
    const standing = await statusOf('beta');
    clear();

    expect(counted).toEqual([503, 503, 200]);
    expect([standing, await statusOf('beta')]).toEqual([503, 200]);
  });

  it('answers with any body', async () => {
    tenant.faults.set({
      match: {},
      body: { value: [], '@odata.nextLink': 'https://elsewhere.example/page' },
    });

    expect((await graph(tenant).get(path)).body['@odata.nextLink']).toBe('https://elsewhere.example/page');
  });

  it('breaks the answer off in the middle of its JSON', async () => {
    tenant.faults.set({ match: {}, brokenJson: true });

    const response = await raw();

    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(/JSON/);
  });

  it('drops the connection', async () => {
    tenant.faults.set({ match: {}, dropConnection: true });

    await expect(raw()).rejects.toThrow();
  });

  it('makes every page name itself as the next one', async () => {
    tenant.faults.set({ match: {}, endlessNextLink: true });

    expect((await graph(tenant).get(path)).body['@odata.nextLink']).toBe(tenant.url + path);
  });

  it('keeps a call waiting, which the caller may give up, and the tenant still stops', async () => {
    const slow = await createDemoTenant({ devices: 10, anyToken: true });
    slow.faults.set({ match: {}, delayMs: 600_000 });
    const caller = new AbortController();

    const call = fetch(`${slow.url}/v1.0/groups`, {
      headers: { authorization: 'Bearer x' },
      signal: caller.signal,
    });
    caller.abort();

    await expect(call).rejects.toThrow(/abort/);
    await slow.stop();
  });

  it('is written into the log of requests, a dropped connection with status 0', async () => {
    tenant.faults.set({ match: {}, dropConnection: true, times: 1 });
    await raw().catch(() => undefined);
    await raw();

    expect(
      tenant
        .requests()
        .slice(-2)
        .map(({ method, path: logged, status }) => [method, logged, status]),
    ).toEqual([
      ['GET', '/groups?$top=3', 0],
      ['GET', '/groups?$top=3', 200],
    ]);
  });
});
