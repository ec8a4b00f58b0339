import { writesTo } from '../support/change-devices';
import { answerOf, who, type ChangeStory } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { until } from '../support/until';
import { WaitingChanges, type Waiting } from '../support/waiting-changes';

/** Clicks that come twice, from the wrong people, too late, or with something else in them than the card gave. */
const { anna, marcus, sofie, liam } = who;
const hour = 3_600_000;
const patience = 60_000;

let house: House;
let story: ChangeStory;
let changes: WaitingChanges;
beforeAll(async () => {
  house = await openHouse({ environment: { CHANGE_TWO_APPROVERS_ABOVE: '1' } });
  changes = await WaitingChanges.in(house);
  story = changes.story;
});
afterAll(() => house.stop());

async function untilWritten({ device }: Waiting) {
  await until(() => (house.wait(30_000), writesTo(house, device).length > 0));
}

describe('approve', () => {
  it(
    'clicked twice is done once, and the third click is told so',
    async () => {
      const asked = await changes.one();

      await Promise.all([1, 2].map(() => story.press(anna, asked, 'change.approve')));
      await untilWritten(asked);
      const late = answerOf(
        await story.pressData(anna, asked, 'change.approve', { id: asked.id, revision: 2 }),
      );

      expect(late).toMatch(/^Request \d+ is [a-z ]+, so that cannot be done now\. Nothing was changed\./);
      await story.untilSaid(asked, 'Done and proven');
      expect(await changes.approvals(asked)).toBe(1);
      expect(writesTo(house, asked.device)).toEqual(['POST updateDeviceProperties']);
      expect(await changes.refusals(asked)).toContain('Anna Lindqvist: approve, not-possible-now');
    },
    patience,
  );

  it(
    'by two administrators at the same moment is done once, and one of them is told so',
    async () => {
      const asked = await changes.one();

      const answers = await Promise.all(
        [anna, marcus].map(async (admin) => answerOf(await story.press(admin, asked, 'change.approve'))),
      );

      expect(answers.filter((answer) => answer.includes('so that cannot be done now'))).toHaveLength(1);
      await story.untilSaid(asked, 'Done and proven');
      expect(await changes.approvals(asked)).toBe(1);
      expect(await changes.refusals(asked)).toHaveLength(1);
      expect(writesTo(house, asked.device)).toEqual(['POST updateDeviceProperties']);
    },
    patience,
  );

  it('is not for the administrator who asked, neither is a rejection', async () => {
    const asked = await changes.one(anna);

    const answers = [
      await story.press(anna, asked, 'change.approve'),
      await story.press(anna, asked, 'change.approveWith', { tag: 'DE-Corp-Laptop' }),
      await story.press(anna, asked, 'change.approveWith', { tag: 'UK,Corp' }),
      await story.press(anna, asked, 'change.reject', { reason: 'I changed my mind' }),
    ].map(answerOf);

    for (const answer of answers) expect(answer).toContain('You asked for this yourself');
    expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
    expect(await changes.refusals(asked)).toEqual([
      ...Array<string>(3).fill('Anna Lindqvist: approve, own-request'),
      'Anna Lindqvist: reject, own-request',
    ]);
    expect(writesTo(house, asked.device)).toEqual([]);
  });

  it.each([
    ['an employee', liam],
    ['the one from the helpdesk who asked', sofie],
  ])('is not for %s, and that it was tried is recorded', async (_title, person) => {
    const asked = await changes.one();
    const presses = {
      'change.approve': {},
      'change.approveWith': { tag: 'DE-Corp-Laptop' },
      'change.reject': { reason: 'No' },
    };

    for (const [verb, inputs] of Object.entries(presses)) {
      expect(answerOf(await story.press(person, asked, verb, inputs))).toContain('is not open to you here');
    }

    expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
    expect(await changes.turnedAway(person, asked)).toEqual(
      Object.keys(presses).map((verb) => `${verb}, not-allowed`),
    );
    expect(writesTo(house, asked.device)).toEqual([]);
  });

  it('on a card from before somebody else approved is not taken for an approval of what it is now', async () => {
    const devices = [changes.device(), changes.device()];
    const text = `tag ${devices.map(({ serialNumber }) => serialNumber).join(', ')} as UK-Kiosk-Desktop`;
    const asked = { ...(await story.submitted(sofie, text)), device: devices[0]! };
    const { revision } = await changes.stateOf(asked);
    await story.press(anna, asked, 'change.approveWith', { tag: 'DE-Corp-Laptop' });

    const old = await story.pressData(marcus, asked, 'change.approve', { id: asked.id, revision });

    expect(answerOf(old)).toContain('has changed since you were shown this card. Nothing was changed.');
    expect(await changes.stateOf(asked)).toMatchObject({
      state: 'awaiting-approval',
      wish: { tag: 'DE-Corp-Laptop' },
    });
    expect(await changes.refusals(asked)).toEqual(['Marcus Okafor: approve, card-outdated']);
    expect(devices.flatMap((device) => writesTo(house, device))).toEqual([]);
  });
});

describe('a request that is', () => {
  const ends: Readonly<Record<string, (asked: Waiting) => Promise<unknown>>> = {
    rejected: (asked) => story.press(marcus, asked, 'change.reject', { reason: 'Wrong tag' }),
    withdrawn: (asked) => story.press(sofie, asked, 'change.withdraw'),
  };

  it.each(Object.keys(ends))(
    '%s is neither approved, nor rejected, nor withdrawn, nor undone',
    async (end) => {
      const asked = await changes.one();
      const { revision } = await changes.stateOf(asked);
      await ends[end]!(asked);
      const data = { id: asked.id, revision, reason: 'Because', tag: 'DE-Corp-Laptop' };

      const answers = [
        await story.pressData(anna, asked, 'change.approve', data),
        await story.pressData(anna, asked, 'change.approveWith', data),
        await story.pressData(anna, asked, 'change.reject', data),
        await story.pressData(sofie, asked, 'change.withdraw', data),
        await story.pressData(sofie, asked, 'change.renew', data),
        await story.pressData(sofie, asked, 'change.undo', data),
      ].map(answerOf);

      for (const answer of answers) {
        expect(answer).toMatch(/so that cannot be done now|cannot be undone/);
        expect(answer).toContain('Nothing was changed');
      }
      expect(await changes.stateOf(asked)).toMatchObject({ state: end });
      expect(await changes.refusals(asked)).toHaveLength(answers.length);
      expect(writesTo(house, asked.device)).toEqual([]);
    },
  );

  it('over is not approved, and its card says so', async () => {
    const asked = await changes.one();
    house.wait(73 * hour);

    const answer = answerOf(await story.press(anna, asked, 'change.approve'));

    expect(answer).toContain('has lapsed, because nobody decided in time. Nothing was changed.');
    await story.untilSaid(asked, 'Lapsed: nobody went on with it in time');
    expect(await changes.stateOf(asked)).toMatchObject({ state: 'expired' });
    expect((await story.audit(asked.id)).map(({ action }) => action)).toContain('expired');
    expect(writesTo(house, asked.device)).toEqual([]);
  });
});
