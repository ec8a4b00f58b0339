import { changeVerbs } from '../../cards/change-verbs';
import people from '../../services/demo/people.json';
import { answerOf, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { wordsOf, type Turn } from '../support/teams-connector';

/** Somebody of the helpdesk who looks after British devices only. */
const { anna, sofie } = who;
const { approve, show, undo, devices } = changeVerbs;
const british = '5CG4217QHX';
const german = 'BTN4X33';
const nowhere = 'BTN4X39';

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  const idOf = (role: string) =>
    people.people.filter((person) => person.role === role).map(({ entraObjectId }) => entraObjectId);
  house = await openHouse({
    environment: { ROLE_ADMINS: idOf('admin').join(','), ROLE_HELPDESK: `${sofie.objectId}=UK-` },
  });
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

/** Everything that left the bot in this turn. */
const everything = (turn: Turn) => JSON.stringify([turn.replies, turn.body]);
const say = (text: string) => house.teams.say(sofie, text);
/** The same sentence about both devices, with the serials taken out. */
const without = (words: string) => words.replaceAll(german, '#').replaceAll(nowhere, '#');

it('gives a British device another British tag', async () => {
  const asked = await story.submitted(sofie, `tag ${british} as UK-Dev-Laptop`);
  await story.press(anna, asked, approve);
  await story.untilSaid(asked, /Done and proven/);
});

it.each([
  (serial: string) => `tag ${serial} as UK-Dev-Laptop`,
  (serial: string) => `assign ${serial} to liam.carter@contoso.example`,
  (serial: string) => `remove the user from ${serial}`,
  (serial: string) => `deregister ${serial}`,
  (serial: string) => `unblock ${serial}`,
])('says of a German device what it says of one that does not exist (%#)', async (sentence) => {
  const outside = await say(sentence(german));
  const unknown = await say(sentence(nowhere));
  expect(wordsOf(outside)).toContain(german);
  expect(without(wordsOf(outside))).toBe(without(wordsOf(unknown)));
  expect(everything(outside)).not.toMatch(/DE-Dev|Precision/);
});

it('leaves a German device out of a list, as if it were not registered', async () => {
  const asked = await story.ask(sofie, `tag PF0TLX84, ${german} and ${nowhere} as UK-Dev-Laptop`, {});
  expect(story.words(asked)).toContain(
    `2 serial numbers are not registered with Autopilot, so they are left out: ${german}, ${nowhere}.`,
  );
  expect(story.words(asked)).not.toMatch(/DE-Dev|Precision/);
  expect(story.words(asked)).toContain('UK-Crop-Labtop → UK-Dev-Laptop');
});

it('does not give a tag outside, nor take one away', async () => {
  expect(wordsOf(await say(`tag ${british} as DE-Corp-Laptop`))).toContain(
    'This group tag is outside what you look after, which is tags that begin with: UK-.',
  );
  expect(wordsOf(await say(`clear the tag of ${british}`))).toContain('So you cannot take a tag away');
  expect(wordsOf(await say(`tag ${british} as UK-Corp-Laptop`))).not.toContain('look after');
  await say('no');
});

it('offers no tags of others when one is mistyped', async () => {
  const turn = await say(`tag ${british} as UK-Deev-Laptop`);
  expect(everything(turn)).not.toMatch(/(DE|FR|US)-\w+-\w+/);
  await say('no');
});

it('is not shown what others asked for elsewhere, nor lets it be undone', async () => {
  const asked = await story.submitted(anna, `tag 8FZQ1L3 as DE-Dev-Laptop`, {});
  for (const text of [`request ${asked.id}`, `undo ${asked.id}`, 'approvals']) {
    const turn = await say(text);
    expect(everything(turn)).not.toMatch(/8FZQ1L3|DE-Dev-Laptop/);
  }
  for (const [verb, data] of [
    [show, { id: asked.id }],
    [devices, { id: asked.id, page: 0 }],
    [undo, { id: asked.id, revision: 2 }],
    [undo, { id: asked.id, revision: 1 }],
  ] as const) {
    const turn = await house.teams.press(sofie, verb, data, 'a card');
    expect(everything(turn)).not.toMatch(/8FZQ1L3|DE-Dev-Laptop/);
    expect(answerOf(turn)).not.toBe('');
  }
});

it('does not undo what others did to devices outside', async () => {
  const asked = await story.submitted(anna, `tag 1CPQ7V2 as FR-Corp-Desktop`, {});
  await house.teams.say(who.marcus, `approve ${asked.id}`);
  await story.untilSaid(asked, /Done and proven/);
  const before = (await story.latest())!.change_id;
  const [row] = await story.rows<{ revision: number }>('select revision from changes where change_id = $1', [
    asked.id,
  ]);
  const turn = await house.teams.press(sofie, undo, { id: asked.id, revision: row!.revision }, 'a card');
  expect(everything(turn)).not.toMatch(/1CPQ7V2|FR-/);
  expect((await story.latest())!.change_id).toBe(before);
});
