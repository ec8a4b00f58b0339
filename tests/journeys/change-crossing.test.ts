import { changeVerbs } from '../../cards/change-verbs';
import { ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { until } from '../support/until';

/** Two changes of one device. */
const { anna, sofie } = who;
const { approve } = changeVerbs;
const serial = 'BTN4X33';
const patience = 90_000;

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse();
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

const states = () =>
  story.rows<{ state: string }>("select state from changes where state <> 'draft' order by 1");

it(
  'of two that are approved at the same moment one is done, and the other is out of date',
  async () => {
    const asked = [
      await story.submitted(sofie, `tag ${serial} as UK-Dev-Laptop`),
      await story.submitted(sofie, `tag ${serial} as UK-Shared-Laptop`),
    ];
    house.tenant.faults.set({ match: { path: /updateDeviceProperties/ }, delayMs: 1500, times: 1 });

    await Promise.all(asked.map((card) => story.press(anna, card, approve)));
    await until(async () => {
      house.wait(30_000);
      return (await states()).every(({ state }) => state === 'proven' || state === 'stale');
    });

    expect((await states()).map(({ state }) => state)).toEqual(['proven', 'stale']);
    expect(story.writes()).toBe(1);
  },
  patience,
);
