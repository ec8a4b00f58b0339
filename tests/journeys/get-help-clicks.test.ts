import { answerOf, who } from '../support/change-story';
import { limitedHelper, openHelpHouse, type HelpStory } from '../support/help-story';
import type { House } from '../support/house';

/** Clicks on a case that come from the wrong people, twice, too late, or with something else in them. */
const { sofie, marcus, liam, chloé } = who;

let house: House;
let story: HelpStory;
beforeAll(async () => {
  ({ house, story } = await openHelpHouse('liam.carter@contoso.example'));
});
afterAll(() => house.stop());
afterEach(() => story.closeAll());

const newest = async () => (await story.cases()).at(-1)!;
async function stateOf(caseId: string) {
  return (await story.cases()).find(({ case_id: id }) => id === caseId);
}

describe('a case', () => {
  it('is not taken, answered or closed by an employee, and not added to by another person', async () => {
    const { mine, theirs } = await story.handed(chloé);
    const { case_id: id } = await newest();
    const data = { id: Number(id), revision: 1, answer: 'x', note: 'x', text: 'x' };

    for (const verb of ['help.take', 'help.answer', 'help.close', 'help.device'])
      for (const person of [liam, chloé])
        expect(answerOf(await story.pressData(person, theirs, verb, data))).toContain(
          'is not open to you here',
        );
    for (const verb of ['help.add', 'help.settle']) {
      expect(answerOf(await story.pressData(liam, mine, verb, data))).toContain(
        'I know no such case of yours',
      );
      expect(answerOf(await story.pressData(sofie, mine, verb, data))).toContain('no such case of yours');
      const missing = await story.pressData(liam, mine, verb, { ...data, id: 999_999 });
      expect(answerOf(missing)).toContain('I know no such case of yours');
    }

    expect(await stateOf(id)).toMatchObject({ state: 'open', revision: 1 });
  });

  it('is for those of the helpdesk who look after its tag', async () => {
    const { theirs } = await story.handed(chloé);

    const answer = answerOf(await story.press(limitedHelper, theirs, 'help.take'));

    const device = await story.press(limitedHelper, theirs, 'help.device');
    expect(answer).toContain('outside what you look after');
    expect(answerOf(device)).toContain('outside what you look after');
    expect(await newest()).toMatchObject({ state: 'open', revision: 1 });
  });

  it('that two people take at once is one person’s, and the other may take it over', async () => {
    const { mine, theirs } = await story.handed(chloé);
    const takers = [sofie, marcus];

    const answers = await Promise.all(
      takers.map(async (person) => answerOf(await story.press(person, theirs, 'help.take'))),
    );

    const late = answers.findIndex((answer) => answer.includes('has changed since you were shown this card'));
    expect(answers.filter((answer) => answer.includes('has taken it'))).toHaveLength(1);
    expect(late).not.toBe(-1);
    const [loser, winner] = [takers[late]!, takers[1 - late]!];
    await story.untilSaid(theirs, `${winner.name} has taken it`);
    const answered = await story.press(loser, theirs, 'help.answer', { answer: 'Hello' });
    expect(answerOf(answered)).toContain(`${winner.name} has case`);
    expect(answerOf(await story.press(winner, theirs, 'help.take'))).toContain('already');
    await story.press(loser, theirs, 'help.take');
    await story.untilSaid(mine, `${loser.name} from the helpdesk has taken it`);
  });

  it('is answered once by two clicks, not by a blank, and not after it was closed', async () => {
    const { mine, theirs } = await story.handed(chloé);
    const { case_id: id } = await newest();
    const from = house.teams.sent.length;

    expect(answerOf(await story.press(sofie, theirs, 'help.answer', { answer: ' \u200B\n ' }))).toContain(
      'There is nothing written',
    );
    const data = { id: Number(id), revision: 1, answer: 'Try it again' };
    await Promise.all([1, 2].map(() => story.pressData(sofie, theirs, 'help.answer', data)));
    await story.untilTold(from, 'Try it again');
    await story.untilSaid(theirs, 'has answered');
    await story.press(sofie, theirs, 'help.close');
    await story.untilTold(from, 'has closed it');
    const late = await story.pressData(sofie, theirs, 'help.answer', { ...data, revision: 3 });

    expect(answerOf(late)).toContain(`Case ${id} is closed`);
    expect(answerOf(await story.pressData(chloé, mine, 'help.add', { id: Number(id), text: 'x' }))).toContain(
      'This case is closed',
    );
    expect(story.told(from).filter((text) => text.includes('Try it again'))).toHaveLength(1);
  });

  it('brings what the helpdesk writes to the employee as text', async () => {
    const { theirs } = await story.handed(chloé);
    const from = house.teams.sent.length;

    await story.press(sofie, theirs, 'help.answer', {
      answer: '<at>Chloé</at> [here](https://evil.example)',
    });
    const told = await story.untilTold(from, 'evil.example');

    expect(told.text).toContain('\\<at\\>');
    expect(told.entities ?? []).toEqual([]);
  });

  it('with a shape that no card sends is refused', async () => {
    const { theirs } = await story.handed(chloé);

    for (const data of [{}, { id: '1', revision: 1 }, { id: -1, revision: 1 }, { id: 1 }, null, []])
      expect(answerOf(await story.pressData(sofie, theirs, 'help.take', data as object))).toContain(
        'I no longer know this button',
      );
  });
});
