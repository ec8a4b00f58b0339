import { retag, writesTo } from '../support/change-devices';
import { answerOf, who, type ChangeStory } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { wordsOf } from '../support/teams-connector';
import { until } from '../support/until';
import { WaitingChanges, type Waiting } from '../support/waiting-changes';

/** Decisions that say too little, or what cannot be; and what is undone too late, twice, or by the wrong people. */
const { anna, marcus, liam } = who;
const hour = 3_600_000;
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

const plain = (words: string) => words.replaceAll(/\\|\u2060/g, '');

async function expectStillWaiting(asked: Waiting) {
  expect(await changes.stateOf(asked)).toMatchObject({
    state: 'awaiting-approval',
    wish: { tag: 'UK-Kiosk-Desktop' },
  });
  expect(writesTo(house, asked.device)).toEqual([]);
}

describe('a rejection', () => {
  it.each([
    ['an empty line', { reason: '' }],
    ['blanks', { reason: ' \n\t ' }],
    ['characters that nobody sees', { reason: '\u200b\u2060' }],
    ['no line at all', {}],
  ])('with %s for its reason is asked for one, and recorded', async (_title, inputs) => {
    const asked = await changes.one();

    const answer = answerOf(await story.press(anna, asked, 'change.reject', inputs));

    expect(answer).toContain(
      'A rejection needs a reason, which whoever asked will read. Nothing was changed.',
    );
    expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: reject, reason-missing']);
    await expectStillWaiting(asked);
  });

  it('with a long reason and markdown in it is shown as it was written, cut, and mentions nobody', async () => {
    const asked = await changes.one();
    const from = house.teams.sent.length;
    const reason = `**No** \${x} <at>Liam</at> ${'and so on '.repeat(190)}`;

    await story.press(anna, asked, 'change.reject', { reason });

    await story.untilSaid(asked, 'Rejected by Anna Lindqvist');
    expect(plain(story.words(asked))).toContain('“**No** ${x} <at>Liam</at> and so on');
    expect(story.words(asked)).not.toContain('and so on '.repeat(40));
    await until(() =>
      house.teams.sent.slice(from).some(({ activity }) => activity.text?.includes('and so on')),
    );
    const notice = house.teams.sent.slice(from).find(({ activity }) => activity.text?.includes('and so on'))!;
    expect(notice.activity.text).not.toMatch(/(?<!\\)<at>Liam|(?<!\\)\*\*No/);
    expect(notice.activity.entities).toHaveLength(1);
    expect(writesTo(house, asked.device)).toEqual([]);
  });
});

describe('an approval with another tag', () => {
  it.each([
    ['UK,Corp'],
    ['"UK-Corp"'],
    ['UK-[Corp]'],
    ['UK\u0007Corp'],
    ['X'.repeat(300)],
    ['${id}'],
    ['<at>Anna</at>'],
  ])('that cannot be one (%j) is told why, and recorded', async (tag) => {
    const asked = await changes.one();

    const answer = answerOf(await story.press(anna, asked, 'change.approveWith', { tag }));

    expect(answer).toContain('cannot be a group tag here');
    expect(answer).toContain('Nothing was changed');
    expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: approve, tag-unfit']);
    await expectStillWaiting(asked);
  });

  it.each([[{ tag: '' }], [{ tag: '  ' }], [{ tag: '\u200b' }], [{}]])(
    'whose line was left empty (%j) takes no tag away',
    async (inputs) => {
      const asked = await changes.one();

      const answer = answerOf(await story.press(anna, asked, 'change.approveWith', inputs));

      expect(answer).toContain('You named no group tag to approve it with. Nothing was changed.');
      expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: approve, tag-missing']);
      await expectStillWaiting(asked);
    },
  );

  it.each([
    ['UK,Corp', 'cannot be a group tag here'],
    ['${id}', 'cannot be a group tag here'],
    ['the other tag', 'does not fit the convention Country-Role-DeviceType'],
    ['UK Corp', 'press “Approve with another tag” on the card'],
  ])('that a sentence names as “%s” is not carried out', async (tag, words) => {
    const asked = await changes.one();

    const answer = plain(wordsOf(await house.teams.say(anna, `approve ${asked.id} with ${tag}`)));

    expect(answer).toContain(words);
    expect(answer).toContain('Nothing was changed');
    expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: approve, tag-unfit']);
    await expectStillWaiting(asked);
  });

  it('is one without a tag where the sentence says so, and never the one that was asked for', async () => {
    const asked = await changes.one();

    await house.teams.say(anna, `approve ${asked.id} with no tag`);

    expect(await changes.stateOf(asked)).toMatchObject({ wish: { tag: '' } });
  });
});

describe('a withdrawal', () => {
  it('is for whoever asked, and for nobody else', async () => {
    const asked = await changes.one();

    const answer = answerOf(await story.press(anna, asked, 'change.withdraw'));
    const employee = answerOf(await story.press(liam, asked, 'change.withdraw'));

    expect(answer).toContain('Only the person who asked for this may do that. Nothing was changed.');
    expect(employee).toContain('is not open to you here. Nothing was changed.');
    expect(await changes.refusals(asked)).toEqual(['Anna Lindqvist: withdraw, not-yours']);
    expect(await changes.turnedAway(liam, asked)).toEqual(['change.withdraw, not-allowed']);
    await expectStillWaiting(asked);
  });
});

describe('undoing', () => {
  async function proven(): Promise<Waiting> {
    const asked = await changes.one();
    await story.press(anna, asked, 'change.approve');
    await story.untilSaid(asked, 'Done and proven');
    return asked;
  }
  const undo = async (asked: Waiting, person = marcus) => {
    const { revision } = await changes.stateOf(asked);
    return answerOf(await story.pressData(person, asked, 'change.undo', { id: asked.id, revision }));
  };

  it(
    'is not for employees, and is done once',
    async () => {
      const asked = await proven();

      expect(await undo(asked, liam)).toContain('is not open to you here');
      expect(await changes.turnedAway(liam, asked)).toEqual(['change.undo, not-allowed']);
      expect(writesTo(house, asked.device)).toHaveLength(1);
      await undo(asked);
      const again = await undo(asked);
      await story.untilSaid(asked, 'Undone by request');

      expect(again).toMatch(/cannot be done now|cannot be undone|changed again since/);
      expect(await undo(asked)).toContain('is undone, so that cannot be done now. Nothing was changed.');
      expect(writesTo(house, asked.device)).toHaveLength(2);
    },
    patience,
  );

  it(
    'by two administrators at the same moment is done once',
    async () => {
      const asked = await proven();

      await Promise.all([undo(asked, anna), undo(asked, marcus)]);
      await story.untilSaid(asked, 'Undone by request');

      const undoing = await story.rows('select change_id from changes where undoes = $1', [asked.id]);
      expect(undoing).toHaveLength(1);
      expect(writesTo(house, asked.device)).toHaveLength(2);
    },
    patience,
  );

  it(
    'after a day is too late',
    async () => {
      const asked = await proven();
      house.wait(25 * hour);

      expect(await undo(asked)).toContain(
        'The time in which this could be undone is over. Nothing was changed.',
      );
      expect(await changes.refusals(asked)).toEqual(['Marcus Okafor: undo, undo-too-late']);
      expect(writesTo(house, asked.device)).toHaveLength(1);
    },
    patience,
  );

  it(
    'leaves alone what somebody changed since',
    async () => {
      const asked = await proven();
      await retag(house, asked.device, 'DE-Corp-Laptop');
      await until(() => writesTo(house, asked.device).length === 2);

      expect(await undo(asked)).toContain(
        'changed again since, so I do not put anything back. Nothing was changed.',
      );
      expect(await changes.refusals(asked)).toEqual(['Marcus Okafor: undo, undo-changed']);
      expect(writesTo(house, asked.device)).toHaveLength(2);
    },
    patience,
  );
});
