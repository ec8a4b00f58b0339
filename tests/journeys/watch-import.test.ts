import { who } from '../support/change-story';
import { FileHost } from '../support/file-host';
import { devices } from '../support/hardware-hashes';
import { openHouse, type House } from '../support/house';
import { ImportStory } from '../support/import-story';
import { until } from '../support/until';
import { WatchStory } from '../support/watch-story';

const { sofie, liam } = who;
const withinMs = 240_000;

let house: House;
let host: FileHost;
let story: WatchStory;
beforeEach(async () => {
  [house, host] = await Promise.all([openHouse({ devices: 300 }), FileHost.start()]);
  story = new WatchStory(house);
});
afterEach(() => Promise.all([house.stop(), host.stop()]));

/** The number of an import of three devices that was just confirmed. */
async function imported(prefix: string): Promise<number> {
  const register = new ImportStory(house, host);
  const asked = await register.offer(devices(3, { prefix, tag: 'UK-Corp-Laptop' }), '', sofie);
  await register.confirm(asked, {}, sofie);
  return asked.data.id;
}

async function waitFor(rows: string, count: number): Promise<void> {
  await until(async () => {
    house.wait(30_000);
    return (await story.rows(rows)).length === count;
  });
}

const registered = 'select from import_rows where registration_id is not null';
const ended = 'select from imports where ended_at is not null';
const prepared = () =>
  new Set(story.notices(sofie).flatMap(({ words }) => words.match(/\w+ has its deployment profile/g) ?? []));

it(
  'tells of the devices of an import in one message, and only whoever may look at it',
  async () => {
    const id = await imported('WATCHD');
    await waitFor(registered, 3);

    expect(await story.say(liam, `watch import ${id}`)).toContain('is not open to you');
    expect(await story.say(sofie, `watch import ${id}`)).toContain(`the 3 devices of import ${id}`);
    await story.passUntil(() => prepared().size === 3, { hours: 2, stepMinutes: 10 });
    expect(story.titles(sofie)).toContainEqual(expect.stringMatching(`News of [23] devices of import ${id}`));
    expect(await story.say(sofie, `unwatch import ${id}`)).toContain(`import ${id}`);
    expect(await story.watches()).toEqual([expect.objectContaining({ kind: 'import', state: 'ended' })]);
  },
  withinMs,
);

it(
  'may be asked for before the first device is registered',
  async () => {
    const id = await imported('EARLYD');

    expect(await story.say(sofie, `watch import ${id}`)).toContain('as soon as they are registered');

    await story.looked();
    expect(await story.watches()).toEqual([expect.objectContaining({ kind: 'import', state: 'active' })]);
    await waitFor(registered, 3);
    await story.passUntil(() => prepared().size === 3, { hours: 2, stepMinutes: 10 });
  },
  withinMs,
);

it(
  'waits for devices that the lists do not show yet, and not for ever',
  async () => {
    const id = await imported('LATERD');
    await story.say(sofie, `watch import ${id}`);
    await waitFor(ended, 1);
    await story.rows(`update import_rows set registration_id = gen_random_uuid()::text`);

    await story.pass(20, 10);
    expect(await story.watches()).toEqual([expect.objectContaining({ state: 'active' })]);

    await story.pass(60, 10);
    expect(await story.watches()).toEqual([
      expect.objectContaining({ state: 'ended', ended_because: 'done' }),
    ]);
  },
  withinMs,
);

it(
  'has nothing to tell when all is ready or gone',
  async () => {
    const id = await imported('READYD');
    await waitFor(ended, 1);
    await story.rows(`update import_rows set registration_id = gen_random_uuid()::text`);
    house.wait(2 * 3_600_000);

    expect(await story.say(sofie, `watch import ${id}`)).toContain(
      'all ready already, or no longer registered',
    );
    expect(await story.watches()).toEqual([]);
  },
  withinMs,
);
