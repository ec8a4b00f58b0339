import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt, type Body, type Reply } from './graph-over-http';

interface Part {
  id: string;
  status: number;
  headers: Record<string, string>;
  body: Body;
}

const identities = '/deviceManagement/windowsAutopilotDeviceIdentities';

describe('a batch', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterEach(() => {
    tenant.faults.clear();
  });
  afterAll(() => tenant.stop());

  const get = (id: string, url: string): Record<string, unknown> => ({ id, method: 'GET', url });
  const send = (requests: unknown, version = 'v1.0'): Promise<Reply> =>
    graph(tenant).post(`/${version}/$batch`, { requests });
  const responsesOf = ({ body }: Reply): Part[] => body['responses'] as Part[];
  const partsOf = (reply: Reply): Map<string, Part> =>
    new Map(responsesOf(reply).map((part) => [part.id, part]));

  it('is answered with 200 and its parts in another order', async () => {
    const reply = await send([get('1', '/groups?$top=1'), get('2', 'devices?$top=1'), get('3', '/nowhere')]);

    expect(reply.status).toBe(200);
    expect(responsesOf(reply).map(({ id, status }) => `${id}: ${status}`)).toEqual([
      '3: 400',
      '2: 200',
      '1: 200',
    ]);
  });

  it('reads filters in the addresses of its parts', async () => {
    const url = `${identities}?$filter=${encodeURIComponent("contains(serialNumber,'5CG4217QHX')")}`;

    const parts = partsOf(await send([get('a', url)]));

    expect(parts.get('a')?.body.value).toMatchObject([{ serialNumber: '5CG4217QHX' }]);
  });

  it('uses one version for all its parts', async () => {
    const url = '/deviceManagement/autopilotEvents';

    const stable = partsOf(await send([get('a', url)], 'v1.0'));
    const beta = partsOf(await send([get('a', url)], 'beta'));

    expect([stable.get('a')?.status, beta.get('a')?.status]).toEqual([400, 200]);
  });

  it('writes too, where the part names its content type', async () => {
    const { id } = await graph(tenant).registration('031166920457');
    const write = {
      method: 'POST',
      url: `${identities}/${id}/updateDeviceProperties`,
      body: { groupTag: 'FR-Corp-Surface' },
    };

    const parts = partsOf(
      await send([
        { ...write, id: 'named', headers: { 'Content-Type': 'application/json' } },
        { ...write, id: 'unnamed' },
      ]),
    );

    expect([parts.get('named')?.status, parts.get('unnamed')?.status]).toEqual([204, 400]);
    expect((await graph(tenant).registration('031166920457')).groupTag).toBe('FR-Corp-Surface');
  });

  it('gives 424 to a part that depends on a failed one', async () => {
    const parts = partsOf(
      await send([
        get('1', '/nowhere'),
        { ...get('2', '/groups'), dependsOn: ['1'] },
        { ...get('3', '/groups'), dependsOn: ['2'] },
        get('4', '/groups'),
      ]),
    );

    expect(['1', '2', '3', '4'].map((id) => parts.get(id)?.status)).toEqual([400, 424, 424, 200]);
  });

  it('throttles single parts, each with its own Retry-After', async () => {
    tenant.faults.set({
      match: { path: /managedDevices/ },
      status: 429,
      headers: { 'Retry-After': '2.128' },
      times: 1,
    });

    const parts = partsOf(
      await send([get('1', '/deviceManagement/managedDevices?$top=1'), get('2', '/groups?$top=1')]),
    );

    expect(parts.get('1')).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '2.128' },
      body: { error: { code: 'TooManyRequests' } },
    });
    expect(parts.get('2')?.status).toBe(200);
  });

  it('can be refused as a whole', async () => {
    tenant.faults.set({ match: { path: /\$batch/ }, status: 503, times: 1 });

    expect((await send([get('1', '/groups')])).status).toBe(503);
    expect((await send([get('1', '/groups')])).status).toBe(200);
  });

  it.each([
    ['more than 20 parts', Array.from({ length: 21 }, (_, n) => get(String(n), '/groups'))],
    ['two parts with one id', [get('1', '/groups'), get('1', '/devices')]],
    ['a part without an address', [{ id: '1', method: 'GET' }]],
    ['a dependency that comes later', [{ ...get('1', '/groups'), dependsOn: ['2'] }, get('2', '/groups')]],
    ['no parts at all', []],
  ])('is refused with %s', async (_, requests) => {
    expect((await send(requests)).status).toBe(400);
  });

  it('asks every part for permission', async () => {
    const reader = graph(tenant, tenant.token(['Device.Read.All']));

    const reply = await reader.post('/v1.0/$batch', {
      requests: [get('1', '/devices?$top=1'), get('2', '/deviceManagement/managedDevices')],
    });

    expect([...partsOf(reply).values()].map(({ status }) => status)).toEqual([403, 200]);
  });

  it('is written into the log of requests with its parts', async () => {
    await send([get('1', '/groups?$top=1'), get('2', '/nowhere')], 'beta');

    expect(tenant.requests().at(-1)).toEqual({
      method: 'POST',
      path: '/$batch',
      version: 'beta',
      arrivedAt: expect.any(Number) as number,
      at: startedAt,
      status: 200,
      batch: [
        { id: '1', method: 'GET', path: '/groups?$top=1', status: 200 },
        { id: '2', method: 'GET', path: '/nowhere', status: 400 },
      ],
    });
  });
});
