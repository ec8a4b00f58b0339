import { minute, type Entity } from '../demo/graph-over-http';
import { openChangeHouse, type ChangeHouse } from './change-house';

/** What is said of devices whose change was written: proven, or how far the tag came on its way to the profile. */
let house: ChangeHouse;
afterEach(() => house.stop());

const [tag, promised] = ['UK-Corp-Laptop', 'UK user-driven'] as const;
/** Longer than the proof is waited for. */
const never = 12 * 60 * minute;
const soon = minute;
const all = <T>(count: number, end: T): readonly T[] => Array<T>(count).fill(end);

describe.each([
  ['without a tag before', ''],
  ['with another profile before', 'DE-Corp-Laptop'],
])('devices %s whose proof does not come in time say where the chain stopped', (_title, before) => {
  const timings = { tagReachesEntraMs: soon, tagReachesGroupsMs: soon, tagReachesProfileMs: soon };

  it.each([
    ['tag-not-in-entra', { tagReachesEntraMs: never, tagReachesGroupsMs: never, tagReachesProfileMs: never }],
    ['groups-not-updated', { tagReachesGroupsMs: never, tagReachesProfileMs: never }],
    ['profile-not-assigned', { tagReachesProfileMs: never }],
  ])('%s', async (reason, slow) => {
    house = await openChangeHouse({ timings: { ...timings, ...slow } });
    const devices = await house.devices(before, 22);
    const id = await house.approved(devices, tag, promised);

    await house.finish(id);

    expect(await house.state(id)).toBe('failed');
    expect(await house.ends(id)).toEqual(all(22, `unproven: ${reason}`));
  });

  it('other-profile', async () => {
    house = await openChangeHouse({ timings });
    const id = await house.approved(await house.devices(before, 2), tag, 'Developers');

    await house.finish(id);

    expect(await house.ends(id)).toEqual(all(2, 'unproven: other-profile'));
  });

  it.each([
    ['tag-not-kept', (device: Entity) => house.retag(device, 'FR-Corp-Laptop')],
    [
      'gone',
      ({ id }: Entity) =>
        house.outside.delete(`/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/${id}`),
    ],
  ])('%s, by somebody else, while the others are proven', async (reason, act) => {
    house = await openChangeHouse({ timings });
    const devices = await house.devices(before, 3);
    const id = await house.approved(devices, tag, promised);

    await house.finish(id, {
      onEvent: async (event) => {
        if (event === 'applied') await act(devices[0]!);
      },
    });

    expect(await house.state(id)).toBe('proven');
    expect(await house.ends(id)).toEqual([`unproven: ${reason}`, 'proven', 'proven']);
  });
});

it('a tag that is taken away is proven when the profile is gone, not before', async () => {
  house = await openChangeHouse();
  const devices = await house.devices('DE-Corp-Laptop', 2);
  const id = await house.approved(devices, '', null);

  await house.finish(id);

  expect(await house.ends(id)).toEqual(all(2, 'proven'));
  for (const { serialNumber } of devices) {
    const now = await house.outside.registration(serialNumber);
    expect(now.deploymentProfileAssignmentStatus).toBe('notAssigned');
  }
});

it('without a promise of a profile, the tag that is read back is the proof', async () => {
  house = await openChangeHouse({ timings: { tagReachesGroupsMs: never, tagReachesProfileMs: never } });
  const id = await house.approved(await house.devices('', 2), tag);

  expect(await house.finish(id)).toEqual([]);

  expect(await house.ends(id)).toEqual(all(2, 'proven'));
});

describe('whoever approved may not any more', () => {
  const recorded = async (id: number) => {
    const { rows } = await house.store.store.pool.query<{ result: string; after: { outcome?: string } }>(
      `select result, after from audit where action = 'applied' and (approval->>'change')::int = $1`,
      [id],
    );
    return rows.map(({ result, after }) => after.outcome ?? result);
  };

  it('before anything is written: nothing is, and each device says so', async () => {
    house = await openChangeHouse();
    const id = await house.approved(await house.devices('', 2), tag, promised);

    await house.bar(id);

    expect(await house.state(id)).toBe('failed');
    expect(await house.finish(id)).toEqual([]);
    expect(await house.ends(id)).toEqual(all(2, 'failed: role-lost'));
    expect(await recorded(id)).toEqual(all(2, 'role-lost'));
    expect(house.writes()).toEqual([]);
  });

  it('in the middle: the rest is not written, what was written is followed to its proof', async () => {
    house = await openChangeHouse();
    const id = await house.approved(await house.devices('DE-Corp-Laptop', 30), tag, promised);
    const stopped = house.finish(id, {
      stillOurs: () =>
        house.writes().length >= 20 ? Promise.reject(new Error('stopped')) : Promise.resolve(),
    });
    await expect(stopped).rejects.toThrow('stopped');

    await house.bar(id);
    await house.finish(id);

    expect(await house.state(id)).toBe('proven');
    expect(await house.ends(id)).toEqual([...all(20, 'proven'), ...all(10, 'failed: role-lost')]);
    expect(await recorded(id)).toEqual([...all(20, 'done'), ...all(10, 'role-lost')]);
    expect(house.writes()).toEqual(all(20, 204));
  });
});
