import { changeVerbs } from '../../cards/change-verbs';
import { answerOf, channel, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf, wordsOf, type Turn } from '../support/teams-connector';

/** Requests decided on by what people write. */
const { anna, marcus, sofie, liam } = who;
const { approve, show, undo } = changeVerbs;

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse();
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

const say = async (person: typeof anna, text: string) => wordsOf(await house.teams.say(person, text));
/** The buttons of that verb on the list, by the number of their request. */
const numbersOn = ({ replies }: Turn, verb: string) =>
  buttonsOf(replies.map(cardOf), verb).map(({ data }) => (data as { readonly id: number }).id);

it('lists for an admin what waits, with buttons that approve and show', async () => {
  const asked = await story.submitted(sofie, 'tag 5CG4217QHX as UK-Kiosk-Desktop');
  const own = await story.submitted(anna, 'tag 7XK2QY3 as US-Dev-Laptop');
  const list = await house.teams.say(anna, 'approvals');
  expect(wordsOf(list)).toMatch(/Group tag UK-Kiosk-Desktop for 5CG4217QHX[^]*Sofie Brandt/);
  expect(numbersOn(list, approve)).toContain(asked.id);
  expect(numbersOn(list, approve)).not.toContain(own.id);
  expect(numbersOn(list, show)).toEqual(expect.arrayContaining([asked.id, own.id]));

  const button = buttonsOf(list.replies.map(cardOf), approve).find(
    ({ data }) => (data as { id: number }).id === asked.id,
  )!;
  const pressed = await house.teams.press(anna, approve, button.data, 'the list');
  expect(answerOf(pressed)).toMatch(/5CG4217QHX[^]*Approved by Anna Lindqvist/);
  await story.untilSaid(asked, /Done and proven/);
  expect(numbersOn(await house.teams.say(anna, 'approvals'), show)).not.toContain(asked.id);
});

it('lists for the helpdesk what they asked for themselves, without a button that approves', async () => {
  const mine = await story.submitted(sofie, 'tag PF3R8TPM as UK-Dev-Laptop');
  const others = await story.submitted(marcus, 'tag 1CPQ7V2 as FR-Corp-Desktop');
  const list = await house.teams.say(sofie, 'approvals');
  expect(wordsOf(list)).toMatch(/Your requests[^]*PF3R8TPM/);
  expect(numbersOn(list, show)).toContain(mine.id);
  expect(numbersOn(list, show)).not.toContain(others.id);
  expect(numbersOn(list, approve)).toEqual([]);
  expect(await say(liam, 'approvals')).not.toContain('PF3R8TPM');
});

it('approves with another tag, and shows the request by its number', async () => {
  const asked = await story.submitted(sofie, 'tag 6KPL9W2 as UK-Dev-Laptop');
  const answer = await say(anna, `approve ${asked.id} with DE-Corp-Laptop`);
  expect(answer).toContain(`Approved: request ${asked.id}, Group tag DE-Corp-Laptop for 6KPL9W2`);
  await story.untilSaid(asked, /UK-Kiosk-Desktop → DE-Corp-Laptop/, 0);
  const shown = await house.teams.say(sofie, `request ${asked.id}`);
  expect(wordsOf(shown)).toMatch(new RegExp(`Request ${asked.id} by Sofie Brandt`));
  expect(wordsOf(shown)).toContain('Approved by Anna Lindqvist');
  await story.untilSaid(asked, /Done and proven/);
});

it('does not approve with a tag that cannot be one', async () => {
  const asked = await story.submitted(sofie, 'tag BTN4X33 as UK-Dev-Laptop');
  expect(await say(anna, `approve ${asked.id} with "UK,Dev"`)).not.toContain('Approved');
  await story.untilSaid(asked, /Waits for approval/, 0);
  expect((await story.audit(asked.id)).map(({ action }) => action)).not.toContain('approved');
});

it('rejects with the reason of the sentence, and asks for one where there is none', async () => {
  const first = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop');
  const answer = await say(anna, `reject ${first.id} because the tag is wrong`);
  expect(answer).toContain(`Rejected: request ${first.id}`);
  await story.untilSaid(first, /Rejected by Anna Lindqvist: “the tag is wrong”/, 0);

  const second = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop');
  expect(await say(marcus, `reject ${second.id}`)).toContain(`Why do you reject request ${second.id}?`);
  expect(await say(marcus, 'It is needed in Berlin')).toContain(`Rejected: request ${second.id}`);
  await story.untilSaid(second, /Rejected by Marcus Okafor: “It is needed in Berlin”/, 0);
});

it('forgets a rejection for which no reason comes', async () => {
  const asked = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop');
  expect(await say(marcus, `reject ${asked.id}`)).toContain('Why do you reject');
  await say(marcus, 'cancel');
  expect(await say(marcus, 'approvals')).toContain('8FZQ1L3');
  await story.untilSaid(asked, /Waits for approval/, 0);
  await story.press(sofie, asked, changeVerbs.withdraw);
});

it('shows what is to be undone, and undoes it with the button', async () => {
  const asked = await story.submitted(sofie, 'tag 026650981734 as UK-Corp-Laptop');
  await say(anna, `approve ${asked.id}`);
  await story.untilSaid(asked, /Done and proven/);
  const turn = await house.teams.say(marcus, `undo ${asked.id}`);
  expect(wordsOf(turn)).toContain(`Here is request ${asked.id}. Press Undo`);
  const [button] = buttonsOf(turn.replies.map(cardOf), undo);
  await house.teams.press(marcus, undo, button!.data, 'the card');
  await story.untilSaid(asked, /Undone by request \d+/);
  const undoing = (await story.latest())!;
  await story.untilState(undoing.change_id, 'proven');
  expect(await say(sofie, '026650981734')).toContain('UK-Corp-Surface');
});

it('asks another person where somebody of the helpdesk undoes', async () => {
  const asked = await story.submitted(sofie, 'tag PF2SX7Y0 as FR-Dev-Laptop');
  await say(anna, `approve ${asked.id}`);
  await story.untilSaid(asked, /Done and proven/);
  await story.press(sofie, asked, undo);
  const undoing = await story.postedIn(channel.conversation!.id, /Undo request/);
  await story.untilSaid(undoing, /Waits for approval/, 0);
  expect(story.verbs(undoing, [approve, changeVerbs.approveWith])).toEqual([approve]);
  const { change_id: id } = (await story.latest())!;
  expect(await say(anna, `approve ${id} with DE-Corp-Laptop`)).toContain(
    'cannot be approved with another one',
  );
  expect(await say(anna, `approve ${id}`)).toContain(`Approved: request ${id}`);
  await story.untilSaid(asked, /Undone by request \d+/);
  await story.untilSaid(undoing, /FR-Dev-Laptop → FR-Corp-Laptop/, 0);
});

it.each(['approve 999', 'reject 999 because it is wrong', 'request 999', 'undo 999', 'approve 99999999'])(
  'knows no such request: %s',
  async (text) => {
    expect(await say(anna, text)).toContain(`I know no request ${/\d+/.exec(text)![0]}`);
  },
);

it('shows what waits where the number is missing', async () => {
  const asked = await story.submitted(sofie, 'tag 5CG3082NCP as US-Dev-Laptop');
  for (const text of ['approve', 'reject', 'undo the last request']) {
    const answer = await say(anna, text);
    expect(answer).toContain('Which request?');
    expect(answer).toContain('5CG3082NCP');
  }
  expect((await story.audit(asked.id)).map(({ action }) => action)).toEqual(['submitted']);
});

it('does not let the requester or the helpdesk approve by writing', async () => {
  const asked = await story.submitted(anna, 'tag 7XK2QY3 as UK-Dev-Laptop');
  expect(await say(anna, `approve ${asked.id}`)).toContain('You asked for this yourself');
  expect(await say(sofie, `approve ${asked.id}`)).not.toContain('Approved');
  expect(await say(liam, `approve ${asked.id}`)).not.toContain('Approved');
  await story.untilSaid(asked, /Waits for approval/, 0);
  expect(story.words(asked)).not.toContain('Approved by');
});
