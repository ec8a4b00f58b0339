import { changeVerbs } from '../../cards/change-verbs';
import { registered, retag } from '../support/change-devices';
import { answerOf, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { until } from '../support/until';

/** What came to nothing the first time, and is gone on with. */
const { anna, marcus, sofie } = who;
const { approve, renew, undo } = changeVerbs;
const patience = 90_000;

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse({ environment: { CHANGE_AUTO_APPROVE: 'admin' } });
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

it(
  'no rule stands in any more for whoever approves what was renewed, on the card and in the audit',
  async () => {
    const device = (await registered(house)).find(({ serialNumber }) => serialNumber === 'BTN4X33')!;
    const asked = await story.ask(anna, 'tag BTN4X33 as UK-Dev-Laptop');
    const path = new RegExp(`windowsAutopilotDeviceIdentities/${device.id}`);
    const clear = house.tenant.faults.set({ match: { method: 'GET', path }, status: 503 });
    await story.press(anna, asked, 'assign-tag.confirm');
    await story.untilSaid(asked, 'Approved by rule: an administrator asked for it.', 0);
    await retag(house, device, 'FR-Corp-Laptop');
    clear();
    await story.untilSaid(asked, 'Something changed meanwhile, so I did nothing.', 0);

    expect(answerOf(await story.press(anna, asked, renew))).toContain('Waits for approval');
    await story.untilSaid(asked, 'Waits for approval', 0);
    await story.press(marcus, asked, approve);
    await story.untilSaid(asked, /Done and proven/);
    expect(story.words(asked)).toContain('Approved by Marcus Okafor.');
    expect(story.words(asked)).not.toContain('Approved by rule');
    const { change_id: id } = (await story.latest())!;
    const applied = (await story.audit(id)).find(({ action }) => action === 'applied');
    expect(applied?.approval).toEqual({
      change: id,
      approvedBy: [{ id: marcus.objectId, name: marcus.name, at: expect.any(Number) as number }],
    });
  },
  patience,
);

it(
  'what was not undone, because that was rejected, offers it again',
  async () => {
    const asked = await story.submitted(anna, 'tag 5CG4217QHX as UK-Kiosk-Desktop');
    await story.untilSaid(asked, /Done and proven/);
    await story.press(sofie, asked, undo);
    await until(() => story.verbs(asked, [undo]).length === 0);
    const { change_id: undoing } = (await story.latest())!;
    await house.teams.say(marcus, `reject ${undoing} because it is meant so`);
    await until(() => story.verbs(asked, [undo]).length > 0);
    await story.press(marcus, asked, undo);
    await story.untilSaid(asked, /Undone by request \d+/);
  },
  patience,
);
