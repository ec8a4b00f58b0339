import type { Activity } from 'botbuilder';
import { ChangeStory, who, type ShownCard } from '../support/change-story';
import { attachmentOf, FileHost } from '../support/file-host';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf, wordsOf, type Turn } from '../support/teams-connector';

/** How devices and a tag are named: with a file, in an answer, or not at all. */
const { anna, marcus, sofie, chloé } = who;
const confirm = 'assign-tag.confirm';

let house: House;
let host: FileHost;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse();
  host = await FileHost.start();
  story = new ChangeStory(house);
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});

/** Each story has a chat of its own, so that no answer goes to another one's question. */
const chat = (name: string): Partial<Activity> => ({
  conversation: {
    id: `a:${name}`,
    conversationType: 'personal',
    tenantId: house.teams.message(sofie, '').conversation!.tenantId!,
    isGroup: false,
    name: '',
  },
});
const withFile = (where: Partial<Activity>, text: string, name = 'devices.csv'): Partial<Activity> => ({
  ...where,
  attachments: [attachmentOf(name, host.give({ bytes: text }))],
});

/** The card that was offered in this turn. */
function offered(turn: Turn, where: Partial<Activity>): ShownCard {
  const reply = turn.replies.find((each) => buttonsOf(cardOf(each), confirm).length > 0);
  if (reply === undefined) throw new Error(`Nothing was offered, but: ${wordsOf(turn)}`);
  const sent = house.teams.sent.find(({ activity }) => activity === reply)!;
  return { cardId: sent.activityId, where };
}

it('tags the devices of an attached file, and says how it was read', async () => {
  const where = chat('file');
  const csv = 'Device Serial Number,Model\n5CG4217QHX,HP\nPF3R8TPM,Lenovo\n5CG4217QHX,HP\nNOTHERE1,Dell\n';
  const turn = await house.teams.say(sofie, 'tag these UK-Dev-Laptop', withFile(where, csv));
  const card = offered(turn, where);
  const words = story.words(card);
  expect(words).toContain('Group tag UK-Dev-Laptop for 2 devices');
  expect(words).toMatch(/devices\.csv/);
  expect(words).toContain('Not registered with Autopilot, so left out: NOTHERE1.');
  expect(words).toMatch(/UK-Corp-Laptop → UK-Dev-Laptop[^]*US-Corp-Laptop → UK-Dev-Laptop/);
  await story.press(sofie, card, confirm);
  await story.untilSaid(card, /Waits for approval/, 0);
  const { change_id: id } = (await story.latest())!;
  expect(wordsOf(await house.teams.say(anna, `approve ${id}`))).toContain('Approved');
  await story.untilSaid(card, /Done and proven/);
});

it('takes the file as the answer to the question for devices', async () => {
  const where = chat('file-later');
  const asked = await house.teams.say(sofie, 'change a group tag', where);
  expect(wordsOf(asked)).toContain('Which devices?');
  const second = await house.teams.say(sofie, '', withFile(where, 'Serial\n6KPL9W2\n'));
  expect(wordsOf(second)).toContain('Which group tag?');
  const card = offered(await house.teams.say(sofie, 'DE-Kiosk-Desktop', where), where);
  expect(story.words(card)).toContain('UK-Kiosk-Desktop → DE-Kiosk-Desktop');
});

it('asks for devices and then for the tag, and reads each answer', async () => {
  const where = chat('answers');
  expect(wordsOf(await house.teams.say(sofie, 'change a group tag', where))).toContain('Which devices?');
  const second = await house.teams.say(sofie, '8FZQ1L3 and 1CPQ7V2', where);
  expect(wordsOf(second)).toContain('Which group tag?');
  const card = offered(await house.teams.say(sofie, 'DE-Shared-Laptop', where), where);
  expect(story.words(card)).toContain('Group tag DE-Shared-Laptop for 2 devices');
  await house.teams.say(sofie, 'yes', where);
  await story.untilSaid(card, /Waits for approval/, 0);
});

it('takes the tag away where the answer is none', async () => {
  const where = chat('none');
  const turn = await house.teams.say(sofie, 'tag BTN4X33', where);
  expect(wordsOf(turn)).toContain('Which group tag?');
  const card = offered(await house.teams.say(sofie, 'none', where), where);
  expect(story.words(card)).toContain('Remove the group tag of BTN4X33');
  expect(story.words(card)).toContain('DE-Dev-Laptop → no tag');
  await story.press(sofie, card, confirm);
  await story.untilSaid(card, /Waits for approval/, 0);
  const { change_id: id } = (await story.latest())!;
  await house.teams.say(marcus, `approve ${id}`);
  await story.untilSaid(card, /Done and proven/);
  expect(wordsOf(await house.teams.say(sofie, 'BTN4X33'))).not.toContain('DE-Dev-Laptop');
});

it('takes a tag away when it is told to', async () => {
  const where = chat('clear');
  const card = offered(await house.teams.say(sofie, 'clear the tag of PF0TLX84', where), where);
  expect(story.words(card)).toContain('UK-Crop-Labtop → no tag');
});

it('asks again once, and then gives up, when an answer is something else', async () => {
  const where = chat('again');
  await house.teams.say(sofie, 'change a group tag', where);
  expect(wordsOf(await house.teams.say(sofie, 'the ones in the cupboard', where))).toContain(
    'I see no serial number in that',
  );
  const third = wordsOf(await house.teams.say(sofie, 'those over there', where));
  expect(third).toContain('I still do not know all I need, so nothing was changed.');
  const later = await house.teams.say(sofie, '7XK2QY3', where);
  expect(buttonsOf(later.replies.map(cardOf), confirm)).toEqual([]);
  expect(wordsOf(later)).not.toContain('Which group tag?');
});

it.each(['no', 'cancel'])('is dropped by a word: %s', async (word) => {
  const where = chat(`dropped by ${word}`);
  await house.teams.say(sofie, 'tag 7XK2QY3', where);
  const dropped = wordsOf(await house.teams.say(sofie, word, where));
  expect(dropped).not.toContain('Which group tag');
  const later = await house.teams.say(sofie, 'UK-Corp-Laptop', where);
  expect(buttonsOf(later.replies.map(cardOf), confirm)).toEqual([]);
});

it.each([
  ['an empty file', ''],
  ['a file without serial numbers', 'Name,Town\nAda,Berlin\n'],
])('says what is wrong with %s', async (_what, text) => {
  const where = chat(`bad ${text.length}`);
  const turn = await house.teams.say(sofie, 'tag these UK-Dev-Laptop', withFile(where, text));
  expect(buttonsOf(turn.replies.map(cardOf), confirm)).toEqual([]);
  expect(wordsOf(turn).trim()).not.toBe('');
  expect(wordsOf(turn)).not.toContain('Sorry, something went wrong');
});

it('does not read the file of somebody who may not tag', async () => {
  const before = host.requests.length;
  const turn = await house.teams.say(
    chloé,
    'tag these UK-Dev-Laptop',
    withFile(chat('chloe'), 'Serial\n6KPL9W2\n'),
  );
  expect(wordsOf(turn)).toContain('is not open to you here');
  expect(host.requests).toHaveLength(before);
});

it('offers the near tag when one is mistyped, with how many devices carry it', async () => {
  const where = chat('typo');
  const card = offered(await house.teams.say(sofie, 'tag 5CG3082NCP as UK-Crop-Laptop', where), where);
  expect(story.words(card)).toMatch(/Did you mean [^?]*UK-Corp-Laptop \(\d+ devices\)/);
});
