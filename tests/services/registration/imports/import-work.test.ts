import { autopilotCsv, devices, inPieces, type MadeDevice } from '../../../support/hardware-hashes';
import { callsOf } from '../../../support/graph-calls';
import { withClient } from '../../../support/postgres/template';
import { until } from '../../../support/until';
import { openImportHouse, tenantId, type ImportHouse } from './import-house';

let house: ImportHouse;
afterEach(() => house.stop());

const imported = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';
const file = (made: readonly MadeDevice[]) => inPieces(autopilotCsv(made, 'AssignedUser'));
const tagged = (count: number, prefix = 'NEW') => devices(count, { prefix, tag: 'UK-Corp-Laptop' });
const calls = () => callsOf(house.tenant.requests());
const counted = (states: readonly string[]) =>
  Object.fromEntries(
    [...new Set(states)].map((state) => [state, states.filter((each) => each === state).length]),
  );
const recordsLeft = async () => {
  while (await house.imports.tidy(new AbortController().signal));
  const answer = await fetch(`${house.tenant.url}/v1.0${imported}`, {
    headers: { authorization: 'Bearer x' },
  });
  return ((await answer.json()) as { value: unknown[] }).value.length;
};

it('registers five hundred devices with few requests, and stays until each has its profile', async () => {
  house = await openImportHouse();
  const id = await house.confirmed(file(tagged(500)));

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ assigned: 500 });
  const requests = house.tenant.requests();
  const firstWrite = requests.findIndex(({ method }) => method === 'POST');
  const decided = requests.findIndex(
    ({ path }, n) => n > firstWrite && path.includes('windowsAutopilotDeviceIdentities'),
  );
  expect(decided - firstWrite).toBeLessThanOrEqual(30);
  expect(await recordsLeft()).toBe(0);
  const view = await house.view(id);
  expect(view.settledAt! - view.begunAt!).toBeGreaterThan(60_000);
  await withClient(house.store.url, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      "select count(*) from audit where action = 'registered'",
    );
    expect(Number(rows[0]!.count)).toBe(500);
  });
});

it('asks slow tenants no more often than quick ones, but for a few looks', async () => {
  house = await openImportHouse({ timings: { importFromMs: 3_600_000, importToMs: 3_600_000 } });
  const id = await house.confirmed(file(tagged(3)));

  await house.finish(id, { until: ({ phase }) => phase === 'reading-back' || phase === 'profiles' });

  const looks = calls().filter(({ method, path }) => method === 'GET' && path.startsWith(imported));
  expect(looks.length).toBeLessThan(20);
});

it('leaves alone what is registered already, whatever its tag, and others’ records', async () => {
  house = await openImportHouse();
  const [one, two, other] = tagged(3) as [MadeDevice, MadeDevice, MadeDevice];
  await house.finish(await house.confirmed(file([one, { ...two, tag: 'DE-Kiosk' }])));
  const [foreign] = house.tenant.queueImports([
    {
      serialNumber: 'FOREIGN1',
      hardwareHash: devices(1, { prefix: 'FOREIGN' })[0]!.hash,
      groupTag: '',
      assignedUser: '',
    },
  ]);
  const before = calls().filter(({ method }) => method === 'POST').length;

  const id = await house.confirmed(file([one, two, other]));
  await house.finish(id);

  expect(await house.states(id)).toEqual(['here', 'other-tag', 'assigned']);
  expect((await house.imports.rowsFrom(id, 0, 10))[1]).toMatchObject({ foundTag: 'DE-Kiosk' });
  const posts = calls().filter(({ method, path }) => method === 'POST' && path.startsWith(imported));
  expect(posts.length).toBeGreaterThan(0);
  expect(before).toBeGreaterThan(0);
  expect(await recordsLeft()).toBe(1);
  expect(foreign).toBeDefined();
});

it.each([
  ['is refused for its size', { mostBodyBytes: 150_000 }],
  ['may hold thirty rows at most', { mostImportRows: 30 }],
])('finds a size that is taken when a request %s', async (_title, options) => {
  house = await openImportHouse(options);
  const id = await house.confirmed(file(tagged(150)));

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ assigned: 150 });
  const refused = house.tenant.requests().filter(({ status }) => status === 400 || status === 413);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(12);
});

it('isolates a row that Graph cannot read', async () => {
  house = await openImportHouse();
  const made = tagged(120);
  house.tenant.faults.set({
    match: { method: 'POST', path: /import/, body: new RegExp(made[67]!.serialNumber) },
    status: 400,
    body: {
      error: {
        code: 'BadRequest',
        message: `Cannot convert the literal '${made[67]!.hash}' to the expected type 'Edm.Binary'.`,
      },
    },
  });
  const poisoned = 67;
  const id = await house.confirmed(file(made));

  await house.finish(id);

  const states = await house.states(id);
  expect(states[poisoned]).toBe('failed: badLiteral');
  expect(counted(states)).toEqual({ assigned: 119, 'failed: badLiteral': 1 });
});

const writes = { method: 'POST', path: /import$/ };
it.each([
  ['is lost on the way', { match: writes, dropConnection: true, times: 1 }],
  ['was taken and nobody heard', { match: writes, losesAnswer: true, times: 1 }],
  ['answers 503', { match: writes, status: 503, times: 1 }],
  ['is throttled for long', { match: writes, status: 429, headers: { 'Retry-After': '90' }, times: 4 }],
  ['is refused for want of a permission that comes later', { match: writes, status: 403, times: 2 }],
  ['reading fails in between', { match: { method: 'GET' }, status: 503, times: 12 }],
  ['everything fails in between', { match: {}, dropConnection: true, times: 20 }],
])('registers each device once when %s', async (_title, fault) => {
  house = await openImportHouse();
  house.tenant.faults.set(fault);
  const id = await house.confirmed(file(tagged(40)));

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ assigned: 40 });
  expect(await registrationsOf(tagged(40))).toBe(40);
  expect(await recordsLeft()).toBe(0);
});

it('goes on where it was after a restart at any step, and sends nothing twice', async () => {
  house = await openImportHouse();
  const id = await house.confirmed(file(tagged(150)));
  for (const phase of ['writing', 'following', 'reading-back', 'profiles']) {
    let steps = 0;
    await house.finish(id, {
      imports: house.again(),
      until: (view) => view.phase === phase || (steps += 1) > 2,
    });
  }
  await house.finish(id, { imports: house.again() });

  expect(counted(await house.states(id))).toEqual({ assigned: 150 });
  const posts = calls().filter(({ method, path }) => method === 'POST' && path === `${imported}/import`);
  expect(posts).toHaveLength(2);
});

it('registers a serial once when two people send it at the same time', async () => {
  house = await openImportHouse();
  const made = tagged(60);
  const ids = [await house.confirmed(file(made), 'anna'), await house.confirmed(file(made), 'marcus')];

  await Promise.all(ids.map((id) => house.finish(id)));

  const states = (await Promise.all(ids.map((id) => house.states(id)))).flat();
  expect(states.filter((state) => state === 'assigned')).toHaveLength(60);
  expect(
    states.filter((state) => state !== 'assigned').every((state) => ['elsewhere', 'here'].includes(state)),
  ).toBe(true);
  expect(await registrationsOf(made)).toBe(60);
});

it('stops: what was not sent is not sent any more', async () => {
  house = await openImportHouse();
  const id = await house.confirmed(file(tagged(700)));
  await house.imports.stop(id, 'Marcus Okafor');

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ stopped: 700 });
  expect((await house.view(id)).stoppedBy).toBe('Marcus Okafor');
  expect(await house.imports.stop(id, 'Anna')).toBe(false);
});

it('stops between two requests: what was sent is followed, the rest is not sent', async () => {
  house = await openImportHouse();
  house.tenant.faults.set({ match: writes, delayMs: 500, times: 1 });
  const id = await house.confirmed(file(tagged(250)));

  const finished = house.finish(id);
  await until(() => calls().length > 0);
  await new Promise((resume) => setTimeout(resume, 200));
  await house.imports.stop(id, 'Marcus Okafor');
  await finished;

  expect(counted(await house.states(id))).toEqual({ listed: 100, stopped: 150 });
});

it('does not take a passing 403 after other trouble for the end', async () => {
  house = await openImportHouse();
  house.tenant.faults.set({ match: writes, status: 429, times: 9 });
  house.tenant.faults.set({ match: writes, status: 403, times: 3 });
  const id = await house.confirmed(file(tagged(30)));

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ assigned: 30 });
});

it('reads back what was sent although Intune’s import list is refused for good', async () => {
  house = await openImportHouse();
  const id = await house.confirmed(file(tagged(30)));
  await house.finish(id, { until: ({ states }) => states.sent === 30 });
  house.tenant.faults.set({
    match: { method: 'GET', path: /^.deviceManagement.importedWindows/ },
    status: 403,
  });

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ assigned: 30 });
});

it('gives up what it may not send, after some minutes, and says so row by row', async () => {
  house = await openImportHouse();
  house.tenant.faults.set({ match: writes, status: 403 });
  const id = await house.confirmed(file(tagged(3)));
  const began = house.clock.now();

  await house.finish(id);

  expect(counted(await house.states(id))).toEqual({ 'failed: notAllowed': 3 });
  expect(house.clock.now() - began).toBeGreaterThan(2 * 60_000);
});

it('keeps a size that was taken once a larger one was refused', async () => {
  house = await openImportHouse({ mostImportRows: 60 });
  const id = await house.confirmed(file(tagged(400)));

  await house.finish(id);

  expect(house.tenant.requests().filter(({ status }) => status === 400)).toHaveLength(1);
});

it('gives a chosen user to the device that is new, and to none that is there', async () => {
  house = await openImportHouse();
  const [there, fresh] = tagged(2) as [MadeDevice, MadeDevice];
  await house.finish(await house.confirmed(file([there])));

  const id = await house.confirmed(file([there, fresh]));
  await house.imports.lookAhead(id, { mayAssign: () => true, mayHandle: () => true });
  await house.finish(id, { choices: { includeAsked: false, user: 'liam.carter@contoso.example' } });

  const rows = await house.imports.rowsFrom(id, 0, 10);
  expect(rows.map(({ state, user }) => [state, user])).toEqual([
    ['here', ''],
    ['assigned', 'liam.carter@contoso.example'],
  ]);
});

it('gives every row of a mixed file its verdict', async () => {
  house = await openImportHouse();
  const [good, twin] = tagged(2) as [MadeDevice, MadeDevice];
  const told = ['5CG0OTHER1', '5CG0STORE1'].map((serialNumber) => ({
    ...devices(1, { prefix: serialNumber, hash: {} })[0]!,
    serialNumber,
  }));
  const id = await house.confirmed(
    file([
      good,
      { ...good },
      { ...twin, hash: '' },
      ...told.map((each) => ({ ...each, tag: 'UK-Corp-Laptop' })),
    ]),
  );

  await house.finish(id, { choices: { includeAsked: true } });

  expect((await house.states(id)).slice(0, 3)).toEqual(['assigned', 'refused', 'refused']);
});

it('refuses group tags that the person may not give', async () => {
  house = await openImportHouse();
  const [mine, theirs] = [
    devices(1, { prefix: 'MINE', tag: 'UK-Corp-Laptop' })[0]!,
    devices(1, { prefix: 'THEIRS', tag: 'DE-A' })[0]!,
  ];
  const id = await house.confirmed(file([mine, theirs]));

  await house.finish(id, { mayAssign: (tag) => tag.startsWith('UK-') });

  expect(await house.states(id)).toEqual(['assigned', 'refused']);
});

it('adds corporate identifiers, and says which were there', async () => {
  house = await openImportHouse();
  const made = devices(5, { prefix: 'IDENT' });
  const bytes = () => inPieces(autopilotCsv(made, 'Identifier'));
  const id = await house.confirmed(bytes());
  await house.finish(id);
  expect((await house.view(id)).kind).toBe('identifiers');
  expect(counted(await house.states(id))).toEqual({ added: 5 });

  const second = await house.confirmed(bytes());
  await house.finish(second);

  expect(counted(await house.states(second))).toEqual({ here: 5 });
  expect((await house.view(second)).settledAt).toBeDefined();
  expect(await house.imports.view({ id: second, tenantId: `not-${tenantId}` })).toBeUndefined();
});

async function registrationsOf(made: readonly MadeDevice[]): Promise<number> {
  let found = 0;
  for (const { serialNumber } of made) {
    const filter = encodeURIComponent(`contains(serialNumber,'${serialNumber}')`);
    const url = `${house.tenant.url}/v1.0/deviceManagement/windowsAutopilotDeviceIdentities?$filter=${filter}`;
    const answer = await fetch(url, { headers: { authorization: 'Bearer x' } });
    found += ((await answer.json()) as { value: unknown[] }).value.length;
  }
  return found;
}

describe('the Autopilot sync', () => {
  const syncs = () => calls().filter(({ method, path }) => method === 'POST' && path.endsWith('/sync'));

  it('is started once for two imports that end together', async () => {
    house = await openImportHouse();
    const ids = [
      await house.confirmed(file(tagged(2, 'ONE'))),
      await house.confirmed(file(tagged(2, 'TWO'))),
    ];

    // Each lets the tenant's time pass: one after the other they wait for Intune, then they end together.
    for (const id of ids) await house.finish(id, { until: ({ states }) => states.sent === 2 });
    house.clock.forward(5 * 60_000);
    await Promise.all(
      ids.map((id) => house.finish(id, { until: ({ settledAt }) => settledAt !== undefined })),
    );

    expect(syncs().filter(({ status }) => status < 400)).toHaveLength(1);
  });

  it('is not asked for again while Intune does not take another, and nothing waits for it', async () => {
    house = await openImportHouse();
    await house.finish(await house.confirmed(file(tagged(1, 'ONE'))), {
      until: ({ settledAt }) => settledAt !== undefined,
    });

    const id = await house.confirmed(file(tagged(1, 'TWO')));
    await house.finish(id, { until: ({ settledAt }) => settledAt !== undefined });

    expect(syncs().every(({ status }) => status < 400)).toBe(true);
    expect((await house.view(id)).settledAt).toBeDefined();
  });

  it('that is refused does not keep anybody waiting', async () => {
    house = await openImportHouse();
    house.tenant.faults.set({ match: { path: /windowsAutopilotSettings/ }, status: 403 });
    const id = await house.confirmed(file(tagged(1)));

    await house.finish(id);

    expect(await house.states(id)).toEqual(['assigned']);
  });
});

it('tells the usual time when three imports were settled', async () => {
  house = await openImportHouse();
  const times: (number | undefined)[] = [];
  for (const prefix of ['A11', 'B22', 'C33', 'D44']) {
    const id = await house.confirmed(file(tagged(1, prefix)));
    times.push((await house.view(id)).usualMs);
    await house.finish(id);
  }

  expect(times.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(times[3]).toBeGreaterThan(60_000);
  expect(times[3]).toBeLessThan(30 * 60_000);
});
