import { createDemoTenant, type DemoTenant, type DemoTenantOptions } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import { createRegistrations, type Registered } from '../../../services/registration/registrations';
import { graph, handClock, minute } from '../demo/graph-over-http';
import { hashText } from '../demo/hash-text';

const clock = handClock();
const listPath = '/deviceManagement/windowsAutopilotDeviceIdentities';
let tenant: DemoTenant;

afterEach(() => tenant.stop());

async function start(options: DemoTenantOptions = {}): Promise<void> {
  tenant = await createDemoTenant({ devices: 50, clock, anyToken: true, ...options });
}

function search(serials: readonly string[]) {
  const client = createGraphClient({
    root: tenant.url,
    tokens: () => Promise.resolve('token'),
    clock,
    pause: () => Promise.resolve(),
  });
  return createRegistrations(client, clock).find(serials);
}

async function found(serials: readonly string[]): Promise<Registered> {
  const result = await search(serials);
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
}

const unknown = (count: number) => Array.from({ length: count }, (_, n) => `NOBODY${n}`);

it('looks for few serials in one request, exactly, with tag and profile', async () => {
  await start();

  const { bySerial, complete, tagsInUse } = await found(['5cg4217qhx ', 'NOBODY', '5CG4217QH']);

  expect([...bySerial.keys()]).toEqual(['5CG4217QHX']);
  expect(bySerial.get('5CG4217QHX')).toMatchObject([
    { serialNumber: '5CG4217QHX', groupTag: 'UK-Corp-Laptop', profile: expect.any(String) as string },
  ]);
  expect([complete, tagsInUse, tenant.requests().length]).toEqual([true, undefined, 1]);
});

it('finds serials with spaces and hyphens', async () => {
  await start({ devices: 2000 });
  const rows = await graph(tenant).all(`/v1.0${listPath}`);
  const odd = rows.map(({ serialNumber }) => serialNumber).filter((serial) => /[ -]/.test(serial));
  const asked = [...new Set(odd)].slice(0, 10);

  const { bySerial } = await found(asked);

  expect(asked.length).toBeGreaterThan(0);
  expect([...bySerial.keys()].toSorted()).toEqual(asked.map((serial) => serial.toUpperCase()).toSorted());
});

it('reads the list for many serials, page by page, and counts the tags in it', async () => {
  await start({ devices: 2500 });
  const rows = await graph(tenant).all(`/v1.0${listPath}`);
  const distinct = new Map(rows.map((row) => [row.id, row]));
  const tagged = [...distinct.values()].filter(({ groupTag }) => groupTag === 'UK-Corp-Laptop');
  const asked = [...new Set(rows.map(({ serialNumber }) => serialNumber))].slice(0, 1500);
  const before = tenant.requests().length;

  const { bySerial, complete, tagsInUse } = await found([...asked, ...unknown(5)]);

  expect([bySerial.size, complete]).toEqual([1500, true]);
  expect(tagsInUse?.get('UK-Corp-Laptop')).toBe(tagged.length);
  expect(tenant.requests().slice(before)).toHaveLength(3);
});

it('sees a fresh registration, its profile first missing and then there', async () => {
  await start();
  tenant.queueImports([
    {
      serialNumber: 'NEW0001',
      hardwareHash: hashText({ serialNumber: 'NEW0001', manufacturer: 'HP', model: 'EliteBook' }),
      groupTag: 'UK-Corp-Laptop',
      assignedUser: '',
    },
  ]);
  const profile = async () => (await found(['NEW0001'])).bySerial.get('NEW0001')?.[0]?.profile;

  clock.forward(4 * minute);
  const early = await profile();
  clock.forward(60 * minute);

  expect([early, await profile()]).toEqual(['notAssigned', expect.stringMatching(/^assigned/)]);
});

it.each([1, 30])('does without the profile where beta is not offered, for %d serials', async (count) => {
  await start();
  const noSegment = { error: { code: 'BadRequest', message: "Resource not found for the segment 'x'." } };
  tenant.faults.set({ match: { path: /Identities/, version: 'beta' }, status: 400, body: noSegment });

  const { bySerial, complete } = await found(['5CG4217QHX', ...unknown(count - 1)]);

  const [device] = bySerial.get('5CG4217QHX') ?? [];
  expect([device?.groupTag, device?.profile, complete]).toEqual(['UK-Corp-Laptop', undefined, true]);
});

it('reads the list when the service refuses to search for a serial', async () => {
  await start();
  tenant.faults.set({ match: { path: /contains/ }, status: 400 });

  const { bySerial, tagsInUse } = await found(['5CG4217QHX']);

  expect([...bySerial.keys()]).toEqual(['5CG4217QHX']);
  expect(tagsInUse?.size).toBeGreaterThan(1);
});

it('asks one by one for what a list that repeats itself leaves out', async () => {
  await start();
  tenant.faults.set({ match: { path: /top=1000/ }, endlessNextLink: true });

  const { bySerial, complete, tagsInUse } = await found([...unknown(30), 'PF4K7X2N']);

  expect([[...bySerial.keys()], complete, tagsInUse]).toEqual([['PF4K7X2N'], true, undefined]);
});

it('says so when Graph does not answer the search', async () => {
  await start();
  tenant.faults.set({ match: { path: /contains/ }, status: 403 });

  expect(await search(['5CG4217QHX'])).toMatchObject({ ok: false, error: { type: 'forbidden' } });
});
