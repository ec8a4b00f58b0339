import { callsOf } from '../../support/graph-calls';
import { minute } from '../demo/graph-over-http';
import { openChangeHouse, type ChangeHouse } from './change-house';

/** The steps of a change where no person can reach: what Graph does, and what others do meanwhile. */
let house: ChangeHouse;
afterEach(() => house.stop());

const [from, to, promised] = ['DE-Corp-Laptop', 'UK-Corp-Laptop', 'UK user-driven'] as const;
const all = <T>(count: number, end: T): readonly T[] => Array<T>(count).fill(end);

describe('a write of which nobody heard', () => {
  it.each([
    ['took effect', { losesAnswer: true }, 1],
    ['was lost on the way', { dropConnection: true }, 2],
    ['was answered with 503', { status: 503 }, 2],
  ])('that %s is looked up before it is repeated', async (_title, how, sends) => {
    house = await openChangeHouse();
    const devices = await house.devices(from, 3);
    const [first] = devices;
    house.tenant.faults.set({
      match: { method: 'POST', path: new RegExp(`${first!.id}/update`) },
      times: 1,
      ...how,
    });
    const id = await house.approved(devices, to, promised);

    const [wait] = await house.finish(id);

    expect(await house.ends(id)).toEqual(all(3, 'proven'));
    expect(wait).toBeGreaterThanOrEqual(20);
    expect(house.writes(first)).toHaveLength(sends);
    const calls = callsOf(house.tenant.requests()).filter(({ path }) => path.includes(first!.id));
    const written = calls.findIndex(({ path }) => path.endsWith('/updateDeviceProperties'));
    expect(calls[written + 1]).toMatchObject({ method: 'GET', status: 200 });
  });

  it('is waited for and looked up by the next bot as well, where the first one died', async () => {
    house = await openChangeHouse();
    const devices = await house.devices(from, 3);
    const id = await house.approved(devices, to, promised);
    let calls = 0;
    const died = house.finish(id, {
      // Before the check, before it is over, before the first write: marked, not yet sent.
      stillOurs: () => (++calls > 3 ? Promise.reject(new Error('died')) : Promise.resolve()),
    });
    await expect(died).rejects.toThrow('died');
    expect(await house.ends(id)).toEqual(all(3, 'writing'));
    await Promise.all(devices.slice(0, 2).map((device) => house.retag(device, to)));

    const [wait] = await house.finish(id, { changes: house.again() });

    expect(wait).toBe(20);
    expect(await house.ends(id)).toEqual(all(3, 'proven'));
    expect(devices.map((device) => house.writes(device))).toEqual([[204], [204], [204]]);
  });
});

describe('Graph away for long', () => {
  it('before anything was written: gives up and says that nothing was', async () => {
    house = await openChangeHouse();
    const id = await house.approved(await house.devices(from, 2), to, promised);
    house.tenant.faults.set({ match: {}, dropConnection: true });

    const waits = await house.finish(id);

    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(6 * 3600);
    expect(Math.max(...waits)).toBeLessThanOrEqual(300);
    expect(await house.state(id)).toBe('failed');
    expect(await house.ends(id)).toEqual(all(2, 'failed: not-settled'));
    expect(house.writes()).toEqual([]);
  });

  it('in the middle: what was written stays, what was on its way is not known, the rest was not written', async () => {
    house = await openChangeHouse();
    const devices = await house.devices(from, 41);
    const id = await house.approved(devices, to, promised);
    let shown = 0;
    const onEvent = (event: string) => {
      if (event === 'going-on' && ++shown === 1)
        house.tenant.faults.set({ match: { path: /\$batch|update/ }, dropConnection: true });
      return Promise.resolve();
    };
    await house.finish(id, { onEvent });

    expect(await house.state(id)).toBe('failed');
    const ends = await house.ends(id);
    expect(ends.slice(0, 20)).toEqual(all(20, 'unproven: no-answer'));
    expect(ends.slice(20)).toEqual(all(21, 'failed: not-settled'));
    expect(house.writes()).toEqual(all(20, 204));
  });

  it('is survived by a change: everything is done once when it is back', async () => {
    house = await openChangeHouse();
    const devices = await house.devices(from, 30);
    const id = await house.approved(devices, to, promised);
    house.tenant.faults.set({ match: {}, dropConnection: true, times: 40 });

    await house.finish(id);

    expect(await house.state(id)).toBe('proven');
    expect(await house.ends(id)).toEqual(all(30, 'proven'));
    expect(house.writes()).toEqual(all(30, 204));
  });
});

describe('devices that Intune puts off', () => {
  const putOff = async () => {
    house = await openChangeHouse();
    const devices = await house.devices(from, 45);
    const late = devices.slice(0, 20);
    const path = new RegExp(`(${late.map(({ id }) => id).join('|')})/update`);
    const clear = house.tenant.faults.set({ match: { path }, status: 429 });
    return { devices, late, clear, id: await house.approved(devices, to, promised) };
  };

  it('do not hold up the others, and are written when it lets them', async () => {
    const { devices, late, clear, id } = await putOff();
    let othersWrittenAt = Infinity;
    const begunAt = house.clock.now();
    const onEvent = () => {
      if (othersWrittenAt < Infinity) return Promise.resolve();
      const others = devices.slice(20).map((device) => house.writes(device).includes(204));
      if (others.every(Boolean)) {
        othersWrittenAt = house.clock.now();
        clear();
      }
      return Promise.resolve();
    };

    await house.finish(id, { onEvent });

    expect(othersWrittenAt - begunAt).toBeLessThan(minute);
    expect(await house.ends(id)).toEqual(all(45, 'proven'));
    expect(late.map((device) => house.writes(device).filter((status) => status === 204))).toEqual(
      all(20, [204]),
    );
  });

  it('for hours are said not to be written, which is what 429 means', async () => {
    const { id } = await putOff();

    await house.finish(id);

    expect(await house.state(id)).toBe('proven');
    const ends = await house.ends(id);
    expect(ends.slice(0, 20)).toEqual(all(20, 'failed: not-settled'));
    expect(ends.slice(20)).toEqual(all(25, 'proven'));
  });
});

it('a device that somebody changed or removed between the check and its write is left alone', async () => {
  house = await openChangeHouse();
  const devices = await house.devices(from, 4);
  const [theirs, gone, already] = devices;
  const id = await house.approved(devices, to, promised);

  await house.finish(id, {
    onEvent: async (event) => {
      if (event !== 'applying') return;
      await house.retag(theirs!, 'FR-Corp-Laptop');
      await house.outside.delete(`/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/${gone!.id}`);
      await house.retag(already!, to);
    },
  });

  expect(await house.ends(id)).toEqual(['skipped: changed-meanwhile', 'skipped: gone', 'proven', 'proven']);
  expect(devices.map((device) => house.writes(device).length)).toEqual([1, 0, 1, 1]);
  expect((await house.outside.registration(theirs!.serialNumber)).groupTag).toBe('FR-Corp-Laptop');
});

it('what is refused for one device is said with Graph’s own word, and the others are done', async () => {
  house = await openChangeHouse();
  const devices = await house.devices(from, 3);
  const refusing = (at: number, status: number) =>
    house.tenant.faults.set({ match: { path: new RegExp(`${devices[at]!.id}/update`) }, status });
  refusing(0, 400);
  refusing(1, 403);
  const id = await house.approved(devices, to, promised);

  await house.finish(id);

  expect(await house.state(id)).toBe('proven');
  expect(await house.ends(id)).toEqual(['failed: refused-by-graph', 'failed: not-permitted', 'proven']);
  expect((await house.targets(id)).map(({ detail }) => detail)).toEqual([
    'InternalServerError',
    'Forbidden',
    undefined,
  ]);
  expect(house.writes()).toHaveLength(3);
});

it('an effect that never comes is waited for as long as it is configured, and no longer', async () => {
  house = await openChangeHouse({ timings: { tagReachesProfileMs: Infinity } }, { proveWithinMinutes: 30 });
  const id = await house.approved(await house.devices(from, 1), to, promised);

  const waits = await house.finish(id);

  expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBe(30 * 60);
  expect(await house.state(id)).toBe('failed');
});
