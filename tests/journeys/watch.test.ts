import type { StagedDevice } from '../../services/demo/showcase';
import { channel, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf } from '../support/teams-connector';
import { WatchStory } from '../support/watch-story';

const { anna, sofie, liam } = who;
const withinMs = 240_000;

/** Registered five minutes ago for Liam; somebody switches it on an hour and a half later. */
const laptop = {
  serial: '5CG6011LIA',
  model: 'HP EliteBook 840 G11',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'settingUp',
  owner: 'liam.carter@contoso.example',
  registeredMinutesAgo: 5,
  startedMinutesAgo: -90,
} as const satisfies StagedDevice;
const failing = {
  serial: '5CG6012FAI',
  model: 'HP EliteBook 840 G11',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'failing',
  startedMinutesAgo: -20,
  failureCode: '0x800705B4',
} as const satisfies StagedDevice;

let house: House;
let story: WatchStory;
beforeEach(async () => {
  house = await openHouse({ devices: 300, tenant: { staged: [laptop, failing] } });
  story = new WatchStory(house);
});
afterEach(() => house.stop());

it(
  'tells an employee that the laptop can be switched on, and the moment it is ready, and then no more',
  async () => {
    const answer = await story.say(liam, 'tell me when my laptop is ready');
    expect(answer).toContain('I will write to you here');
    expect(answer).toContain('HP EliteBook 840 G11, serial number 5CG6011LIA');
    expect(answer).toMatch(/Setting up usually takes about \d+ min; nine of ten/);
    expect(answer).toContain('Asked by Liam Carter');

    const untilProfile = await story.passUntil(() => story.notices(liam).length === 1);
    expect(untilProfile).toBeLessThan(60);
    const [prepared] = story.notices(liam);
    expect(prepared!.title).toBe('Your device can be set up now');
    expect(prepared!.words).toContain('Plug it in, connect it to Wi-Fi');
    expect(prepared!.activity.text ?? '').toBe('');

    await story.passUntil(() => story.titles(liam).includes('Your device is ready'));
    const ready = story.notices(liam).at(-1);
    expect(ready!.words).toMatch(
      /Your HP EliteBook 840 G11 is ready for work\. Setting it up took \d+ min\./,
    );
    expect(buttonsOf(ready!.card, 'watch.stop')).toEqual([]);
    expect(await story.watches()).toEqual([
      { kind: 'mine', subject: '', state: 'ended', ended_because: 'done' },
    ]);

    const told = story.titles(liam);
    await story.pass(60, 10);
    expect(story.titles(liam)).toEqual(told);
    expect(new Set(told).size).toBe(told.length);
    expect(await story.say(liam, 'tell me when my laptop is ready')).toMatch(
      /ready already, so there is nothing/,
    );
  },
  withinMs,
);

it(
  'tells the helpdesk in the channel, by name, what a set-up failed of, with what it means a button away',
  async () => {
    const turn = await house.teams.say(sofie, `watch ${failing.serial}`, channel);
    expect(cardOf(turn.replies[0])).toBeDefined();

    const there = channel.conversation!.id;
    await story.passUntil(() => story.titles(sofie, there).includes(`${failing.serial} needs help`));
    const notice = story.notices(sofie, there).at(-1)!;
    expect(notice.words).toContain('UK-Corp-Laptop: Enrollment status page timed out');
    expect(notice.activity.entities).toEqual([
      expect.objectContaining({ type: 'mention', mentioned: { id: sofie.id, name: sofie.name } }),
    ]);
    expect(notice.activity.text).toContain('<at>Sofie Brandt</at>');
    expect(buttonsOf(notice.card, 'status.open')).toMatchObject([{ data: { serial: failing.serial } }]);
    expect(buttonsOf(notice.card, 'route.choose')).toMatchObject([{ data: { command: 'explain' } }]);
    expect(story.notices(sofie)).toEqual([]);
  },
  withinMs,
);

it(
  'tells once that a set-up takes longer than usual, while it still runs',
  async () => {
    await story.say(sofie, `watch ${failing.serial}`);
    await story.passUntil(() => story.titles(sofie).includes(`${failing.serial} takes longer than usual`));
    // The report corrects when it began.
    const startedAt = `to_jsonb((situation->>'startedAt')::bigint + 120000)`;
    await story.rows(
      `update watch_devices set situation = situation || jsonb_build_object('startedAt', ${startedAt})`,
    );
    const notice = story.notices(sofie).at(-1)!;
    expect(notice.words).toMatch(
      /has been running for (\d+ h )?\d+ min; nine of ten are done within \d+ min/,
    );

    await story.passUntil(() => story.titles(sofie).includes(`${failing.serial} needs help`));
    expect(story.titles(sofie).filter((title) => title.endsWith('longer than usual'))).toHaveLength(1);
  },
  withinMs,
);

it(
  'tells an admin of all devices with a tag in one message, and of those that get it later',
  async () => {
    const answer = await story.say(anna, 'watch tag UK-Corp-Laptop');
    expect(answer).toMatch(/what happens to the \d+ devices with the group tag UK-Corp-Laptop/);

    const isTold = (serial: string) =>
      story.notices(anna).some(({ words }) => words.includes(serial) && words.includes('needs help'));
    await story.passUntil(() => isTold(failing.serial));
    await story.passUntil(() =>
      story.notices(anna).some(({ words }) => words.includes(`${laptop.serial} is ready`)),
    );
    expect((await story.watches())[0]).toMatchObject({ kind: 'tag', state: 'active' });

    const card = story.notices(anna).at(-1)!.card;
    await story.pressStop(anna, card);
    expect((await story.watches())[0]).toMatchObject({ state: 'ended', ended_because: 'stopped' });
  },
  withinMs,
);

it('goes on with the watch that there is when it is asked for again, and stops when told to', async () => {
  await story.say(liam, 'tell me when my laptop is ready');
  await story.say(liam, 'tell me when my laptop is ready');
  expect(await story.watches()).toHaveLength(1);

  expect(await story.say(liam, 'stop telling me')).toContain('I no longer tell you about your device.');
  expect(await story.say(liam, 'unwatch')).toContain('There is nothing of that kind');
  await story.pass(60, 20);
  expect(story.notices(liam)).toEqual([]);
});

it('asks Graph for nothing while nobody watches anything', async () => {
  const before = house.tenant.requests().length;
  await story.pass(30, 10);
  expect(house.tenant.requests()).toHaveLength(before);
});
