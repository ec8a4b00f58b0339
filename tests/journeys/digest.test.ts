import { AlertStory, hour, minute, type Reported } from '../support/alert-story';
import { ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf } from '../support/teams-connector';

/** How it went lately, told to the channel that asked for it: every morning, or on Mondays. */
const { anna, sofie } = who;
const day = 24 * hour;
const week = 7 * day;

let house: House;
let story: AlertStory;
let serials: readonly string[];

beforeAll(async () => {
  house = await openHouse({ devices: 600 });
  story = new AlertStory(house);
  serials = await story.serials('UK-Corp-Laptop');
});
afterAll(() => house.stop());

/** Each story begins on a Monday of its own, at nine. */
beforeEach(async () => {
  const monday = Date.UTC(2026, 2, 2, 9);
  story.wait(monday + (Math.floor((story.now - monday) / week) + 1) * week - story.now);
  await story.leave(anna, { purpose: 'digest' });
});

const wants = (rhythm: 'daily' | 'weekly') => story.choose(anna, { purpose: 'digest', rhythm });
const dateOf = (ago: number) => story.date(ago).slice(0, 10);
const error = 'Enrollment status page timed out during device setup. Error 0x800705B4';
const wellDone = (count: number, ago: number, from = 0): Reported[] =>
  serials.slice(from, from + count).map((serial, n) => ({ serial, ago, took: (30 + n * 10) * minute }));
const failing = (count: number, ago: number, from: number): Reported[] =>
  serials.slice(from, from + count).map((serial, n) => ({ serial, ago: ago + n * minute, failure: error }));
const digests = (times = 1) => story.runs('digests', times);

/** Lets the job run; gives the one message that came of it. */
async function oneDigest() {
  const from = house.teams.sent.length;
  await digests();
  const posts = story.posts(from);
  expect(posts).toHaveLength(1);
  return posts[0]!;
}

async function noDigest(): Promise<void> {
  const from = house.teams.sent.length;
  await digests();
  expect(story.posts(from)).toEqual([]);
}

it('asks nothing of Graph while nobody wants one', async () => {
  story.report(wellDone(3, hour));
  const asked = story.asked(/autopilotEvents|DeviceIdentities/);
  await noDigest();

  expect(story.asked(/autopilotEvents|DeviceIdentities/)).toBe(asked);
});

it('tells in figures how the last day went', async () => {
  await wants('daily');
  const changes = new ChangeStory({
    ...house,
    wait: (ms) => {
      story.wait(ms);
    },
  });
  const change = await changes.submitted(sofie, `tag ${serials.at(-1)!} as UK-Kiosk-Desktop`);
  story.report([
    ...wellDone(6, 3 * hour),
    ...failing(2, 4 * hour, 10),
    ...failing(1, 5 * hour, 0),
    ...failing(5, 9 * day, 20),
    ...wellDone(4, 2 * day, 30),
    ...wellDone(4, 30 * minute, 40),
  ]);
  const { words, summary, id } = await oneDigest();

  expect(summary).toBe(
    `Daily summary: ${dateOf(day)} to ${dateOf(0)}. 6 devices set up, 7 open failures, 1 request waits for approval.`,
  );
  expect(words).toContain('Set up\n6 devices');
  expect(words).toContain('Right the first time\n63 % (5 of 8 devices)');
  expect(words).toContain('How long it took\nhalf within 50 min, nine of ten within 1 h 20 min');
  expect(words).toContain('Open failures\n7 devices');
  expect(words).toContain('Waiting for approval\n1 request');
  expect(words).toContain(`${serials[10]}\nUK-Corp-Laptop · ${story.date(4 * hour)} UTC`);
  expect(words).toContain('and 2 more devices');
  expect(words).not.toContain(serials[0]);
  const [status] = buttonsOf(cardOf(house.teams.shown(id)), 'route.choose');
  const from = house.teams.sent.length;
  await house.teams.press(sofie, status!.verb, status!.data, id, story.channel);
  expect(story.posts(from)[0]!.words).toContain(serials[10]);

  await changes.press(sofie, change, 'change.withdraw');
});

it('is told once a day, however often it is looked', async () => {
  await wants('daily');
  story.report(wellDone(2, 3 * hour));
  const from = house.teams.sent.length;
  await digests(3);
  story.wait(5 * hour);
  await digests();

  expect(story.posts(from)).toHaveLength(1);
});

it('comes at eight; days that passed without the bot are not made up for', async () => {
  await wants('daily');
  story.report(wellDone(2, 3 * hour));
  await oneDigest();
  story.wait(23 * hour - minute);
  await noDigest();
  story.wait(minute);
  expect((await oneDigest()).words).toMatch(/Daily summary|Nothing to tell/);

  story.wait(3 * day + 6 * hour);
  const { words } = await oneDigest();
  expect(words).toContain(`${dateOf(day)} to ${dateOf(0)}`);
  await noDigest();
});

it('comes on Mondays when it is weekly, with the whole week', async () => {
  story.wait(day);
  await wants('weekly');
  for (let n = 0; n < 5; n += 1) {
    await noDigest();
    story.wait(day);
  }
  story.wait(day);
  story.report([...wellDone(3, 6 * day), ...wellDone(2, day, 5), ...wellDone(1, 8 * day, 9)]);
  const { words } = await oneDigest();

  expect(words).toContain(`Weekly summary: ${dateOf(week)} to ${dateOf(0)}`);
  expect(words).toContain('Set up\n5 devices');
});

it('says in one line that there is nothing to tell', async () => {
  await wants('daily');
  story.report([]);
  const { words, id } = await oneDigest();

  expect(words).toBe(
    `Nothing to tell from ${dateOf(day)} to ${dateOf(0)}: no device was set up, no failure is open and no request waits for approval.`,
  );
  expect(cardOf(house.teams.shown(id))).toBeUndefined();
});

it('waits while Graph cannot be read, and comes late', async () => {
  await wants('daily');
  story.report(wellDone(2, 3 * hour));
  const clear = house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, status: 503 });
  await noDigest();
  clear();
  story.wait(20 * minute);

  expect((await oneDigest()).words).toContain('Set up\n2 devices');
});
