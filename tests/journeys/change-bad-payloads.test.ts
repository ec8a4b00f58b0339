import { writesTo } from '../support/change-devices';
import { answerOf, who, type ChangeStory } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { WaitingChanges } from '../support/waiting-changes';

/** What comes back from a card is input. */
const { anna, sofie } = who;
const patience = 60_000;

let house: House;
let story: ChangeStory;
let changes: WaitingChanges;
beforeAll(async () => {
  house = await openHouse();
  changes = await WaitingChanges.in(house);
  story = changes.story;
});
afterAll(() => house.stop());

describe('a click with something else in it than the card gave', () => {
  it.each([
    ['a negative number', (id: number) => ({ id: -id, revision: 2 })],
    ['a part of a number', (id: number) => ({ id: id + 0.5, revision: 2 })],
    ['a number beyond all numbers', () => ({ id: 1e300, revision: 2 })],
    ['texts for numbers', (id: number) => ({ id: String(id), revision: '2' })],
    ['a list', (id: number) => [id, 2]],
    ['a list for the number', (id: number) => ({ id: [id], revision: 2 })],
    ['an object for the number', (id: number) => ({ id: { gt: id }, revision: 2 })],
    ['no revision', (id: number) => ({ id })],
    ['nothing', () => ({})],
    ["another button's data", (id: number) => ({ id, page: 0 })],
  ])('%s is answered with a sentence and recorded', async (_title, dataOf) => {
    const asked = await changes.one();
    const entries = `select count(*) as n from audit where after->>'refusal' = 'unreadable' and actor_id = $1`;
    const [before] = await story.rows<{ n: string }>(entries, [anna.objectId]);

    const answer = answerOf(await story.pressData(anna, asked, 'change.approve', dataOf(asked.id)));

    expect(answer).toContain('I no longer know this button. Nothing was changed.');
    expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
    const [after] = await story.rows<{ n: string }>(entries, [anna.objectId]);
    expect(Number(after!.n)).toBe(Number(before!.n) + 1);
  });

  it.each([987_654, Number.MAX_SAFE_INTEGER])(
    'the number %d, which no request has, is told and recorded',
    async (id) => {
      const asked = await changes.one();

      const answer = answerOf(await story.pressData(anna, asked, 'change.approve', { id, revision: 2 }));

      expect(answer).toContain(`I know no request ${id}. Nothing was changed.`);
      expect(await changes.refusals({ ...asked, id })).toContain('Anna Lindqvist: approve, unknown');
      expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
    },
  );

  it.each([1, 999, Number.MAX_SAFE_INTEGER])('revision %d is taken for an old card', async (revision) => {
    const asked = await changes.one();

    const answer = answerOf(await story.pressData(anna, asked, 'change.approve', { id: asked.id, revision }));

    expect(answer).toContain('has changed since you were shown this card');
    expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
    expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: approve, card-outdated']);
  });

  it('the number of a draft, or of a request of the frame, decides nothing', async () => {
    const device = changes.device();
    const card = await story.ask(sofie, `tag ${device.serialNumber} as UK-Kiosk-Desktop`);
    const { change_id: id } = (await story.latest())!;

    const answer = answerOf(await story.pressData(anna, card, 'change.approve', { id, revision: 1 }));
    const confirmed = answerOf(
      await story.pressData(anna, card, 'assign-tag.confirm', { id: 987_654, revision: 1 }),
    );

    expect(answer).toContain(`I know no request ${id}.`);
    expect(confirmed).toContain('I no longer know this button.');
    expect(story.words(card)).toContain('Please confirm');
    expect(writesTo(house, device)).toEqual([]);
    await house.teams.say(sofie, 'no', card.where);
  });

  it(
    'another tag beside an approval, or another person, is not looked at',
    async () => {
      const asked = await changes.one();
      const { revision } = await changes.stateOf(asked);
      const more = {
        tag: 'XX-Evil-Laptop',
        wish: { tag: 'XX-Evil-Laptop' },
        actor: { role: 'admin' },
        state: 'proven',
      };

      await story.pressData(anna, asked, 'change.approve', { id: asked.id, revision, ...more });

      await story.untilSaid(asked, 'Done and proven');
      expect(await changes.stateOf(asked)).toMatchObject({
        state: 'proven',
        wish: { tag: 'UK-Kiosk-Desktop' },
      });
      expect(story.words(asked)).not.toContain('Evil');
      expect(writesTo(house, asked.device)).toHaveLength(1);
    },
    patience,
  );
});
