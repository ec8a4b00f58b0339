import { AlertStory, hour } from '../support/alert-story';
import { who } from '../support/change-story';
import { openHouse, type House } from '../support/house';

/** Two bots on one database, at four in the morning in New York: what one has told, the other does not tell. */
const { anna, sofie } = who;
const error = 'Enrollment status page timed out during device setup. Error 0x800705B4';

let house: House;
let story: AlertStory;
beforeAll(async () => {
  house = await openHouse({ devices: 300, environment: { TIME_ZONE: 'America/New_York' } });
  await house.startAnother();
  story = new AlertStory(house);
});
afterAll(() => house.stop());

it('tells of a cluster once, and of what becomes of it on that one message', async () => {
  const serials = await story.serials('UK-Corp-Laptop');
  const failing = (count: number) =>
    serials.slice(0, count).map((serial) => ({ serial, ago: hour, failure: error }));
  await story.choose(anna, { purpose: 'alerts' });
  const from = house.teams.sent.length;
  story.report(failing(3));
  await story.look(12);
  const [post] = story.posts(from);
  await story.press(sofie, post!.id, 'alerts.acknowledge', 'Acknowledge');
  story.report(failing(5));
  await story.look(12);

  const [told, ...others] = story.posts(from);
  expect(others).toEqual([]);
  expect(told!.words).toMatch(/5 devices fail with 0x800705B4[^]*Sofie Brandt looks after it/);
  story.report(failing(6));
  await story.look(12);
  expect(story.posts(from)).toHaveLength(2);
});

it('tells a digest once, when it is eight there', async () => {
  await story.choose(anna, { purpose: 'digest', rhythm: 'daily' });
  const from = house.teams.sent.length;
  const toEight = Date.UTC(2026, 2, 2, 13) - story.now;
  story.wait(toEight - 1000);
  await story.runs('digests', 6);
  expect(story.posts(from)).toEqual([]);

  story.wait(1000);
  await story.runs('digests', 12);
  expect(story.posts(from)).toHaveLength(1);
});
