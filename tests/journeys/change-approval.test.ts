import { changeVerbs } from '../../cards/change-verbs';
import { answerOf, channel, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

/** What is asked for in a personal chat is approved where admins see it. */
const { anna, marcus, sofie, liam } = who;
const { approve, reject, show, withdraw } = changeVerbs;
const approvers = '19:approvers@thread.tacv2';
const chatOf = (person: typeof anna) => `a:${person.id}`;
const inThread = (root: string) => ({
  conversation: { ...channel.conversation!, id: `${approvers};messageid=${root}` },
});

const houses: House[] = [];
afterAll(() => Promise.all(houses.map((house) => house.stop())));

async function open(environment: Readonly<Record<string, string>> = {}) {
  const house = await openHouse({ environment });
  houses.push(house);
  return { house, story: new ChangeStory(house) };
}

describe('with a conversation of the approvers, of which only a thread is known', () => {
  let house: House;
  let story: ChangeStory;
  beforeAll(async () => {
    ({ house, story } = await open({ APPROVALS_CONVERSATION: approvers }));
    await house.teams.say(anna, 'help', inThread('1740000000001'));
  });

  it('posts a card there, and edits both cards and tells the requester when it is approved', async () => {
    const from = house.teams.sent.length;
    const asked = await story.submitted(sofie, 'tag 5CG4217QHX as UK-Kiosk-Desktop', {});
    const posted = await story.postedIn(approvers, new RegExp(`Request ${asked.id}\\b`));
    expect(story.words(posted)).toMatch(/Waits for approval until[^]*UK-Corp-Laptop → UK-Kiosk-Desktop/);
    expect(story.words(posted)).toContain(`Request ${asked.id} by Sofie Brandt`);
    const sent = house.teams.sent.slice(from);
    const posts = sent.filter(
      ({ activity, method }) => method === 'POST' && activity.conversation?.id === approvers,
    );
    expect(posts).toHaveLength(1);

    const there = inThread(posted.cardId);
    const pressed = await story.press(anna, { ...posted, where: there }, approve);
    expect(answerOf(pressed)).toContain('Approved by Anna Lindqvist');
    for (const card of [asked, posted]) await story.untilSaid(card, /Done and proven/);
    for (const card of [asked, posted]) expect(story.words(card)).toContain('Approved by Anna Lindqvist');
    await until(() => story.told(from, chatOf(sofie)).length === 3);
    expect(story.told(from, chatOf(sofie))).toEqual([
      expect.stringMatching(/<at>Sofie Brandt<\/at>.*was approved by Anna Lindqvist/),
      expect.stringMatching(/<at>Sofie Brandt<\/at>.*is written: 1 of 1/),
      expect.stringMatching(/<at>Sofie Brandt<\/at>.*done and proven: 1 of 1/),
    ]);
    expect(story.told(from, approvers)).toEqual([]);
  });

  it('shows it to whoever is in that channel, and keeps it from those who are elsewhere', async () => {
    const asked = await story.submitted(sofie, 'tag PF3R8TPM as UK-Dev-Laptop', {});
    const posted = await story.postedIn(approvers, new RegExp(`Request ${asked.id}\\b`));
    const look = (where: object) => story.pressData(liam, { ...posted, where }, show, { id: asked.id });
    expect(answerOf(await look(inThread(posted.cardId)))).toContain('PF3R8TPM');
    const elsewhere = answerOf(await look(channel));
    expect(elsewhere).toContain(`I know no request ${asked.id}`);
    expect(elsewhere).not.toContain('PF3R8TPM');
  });

  it('is rejected there, and withdrawn in the personal chat', async () => {
    const first = await story.submitted(sofie, 'tag 6KPL9W2 as UK-Dev-Laptop', {});
    const firstPosted = await story.postedIn(approvers, new RegExp(`Request ${first.id}\\b`));
    const from = house.teams.sent.length;
    await story.press(marcus, firstPosted, reject, { reason: 'It is a desktop' });
    for (const card of [first, firstPosted]) await story.untilSaid(card, /Rejected by Marcus Okafor/, 0);
    await until(() => story.told(from, chatOf(sofie)).length > 0);
    expect(story.told(from, chatOf(sofie))).toEqual([expect.stringContaining('It is a desktop')]);

    const second = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop', {});
    const secondPosted = await story.postedIn(approvers, new RegExp(`Request ${second.id}\\b`));
    await story.press(sofie, second, withdraw);
    for (const card of [second, secondPosted]) await story.untilSaid(card, 'Withdrawn by Sofie Brandt', 0);
    expect(story.verbs(secondPosted, [approve, reject])).toEqual([]);
  });

  it('does not post there what is asked for in another channel', async () => {
    const asked = await story.submitted(sofie, 'tag 1CPQ7V2 as FR-Corp-Desktop', channel);
    await story.press(marcus, asked, approve);
    await story.untilSaid(asked, /Done and proven/);
    const there = house.teams.sent.filter(({ activity }) => activity.conversation?.id === approvers);
    expect(JSON.stringify(there)).not.toContain('1CPQ7V2');
  });

  it('reminds in the thread of the card', async () => {
    const asked = await story.submitted(sofie, 'tag 031166920457 as UK-Dev-Laptop', {});
    const posted = await story.postedIn(approvers, new RegExp(`Request ${asked.id}\\b`));
    const from = house.teams.sent.length;
    house.wait(25 * 3_600_000);
    await story.kept();
    const thread = `${approvers};messageid=${posted.cardId}`;
    const reminders = () => story.told(from, thread).filter((text) => text.includes(`Request ${asked.id}`));
    await until(() => reminders().length > 0);
    expect(reminders()).toEqual([expect.stringMatching(/by Sofie Brandt.*still waits for approval, until/)]);
    await story.press(sofie, asked, withdraw);
  });
});

it('tells the requester when nobody spoke to the bot in that conversation; a sentence still approves it', async () => {
  const { house, story } = await open({ APPROVALS_CONVERSATION: approvers });
  const from = house.teams.sent.length;
  const asked = await story.submitted(sofie, 'tag 5CG4217QHX as UK-Kiosk-Desktop', {});
  await until(() => story.told(from, chatOf(sofie)).length > 0);
  expect(story.told(from, chatOf(sofie))).toEqual([
    expect.stringMatching(
      new RegExp(`<at>Sofie Brandt</at>, I could not show your request ${asked.id}.*“approve ${asked.id}”`),
    ),
  ]);
  const unsent = await story.rows(`select * from outgoing where conversation_id = $1`, [approvers]);
  expect(unsent).toEqual([]);

  expect(wordsOf(await house.teams.say(anna, `approve ${asked.id}`))).toContain(`request ${asked.id}`);
  await story.untilSaid(asked, /Done and proven/);

  house.wait(60_000);
  const second = await story.submitted(sofie, 'tag PF3R8TPM as UK-Dev-Laptop', {});
  const notShown = `I could not show your request ${second.id}`;
  await until(() => story.told(from, chatOf(sofie)).some((text) => text.includes(notShown)));
  const later = house.teams.sent.length;
  house.wait(25 * 3_600_000);
  await story.kept();
  await until(() => story.told(later, chatOf(sofie)).length > 0);
  expect(story.told(later, chatOf(sofie))).toEqual([
    expect.stringMatching(new RegExp(`Request ${second.id} .*still waits for approval`)),
  ]);
});

it('is found by an admin among the approvals where no such conversation is set', async () => {
  const { house, story } = await open();
  const from = house.teams.sent.length;
  const asked = await story.submitted(sofie, 'tag 5CG4217QHX as UK-Kiosk-Desktop', {});
  const listed = await house.teams.say(anna, 'approvals');
  expect(wordsOf(listed)).toMatch(/Waiting for you[^]*5CG4217QHX[^]*Sofie Brandt/);
  await house.teams.say(anna, `approve ${asked.id}`);
  await story.untilSaid(asked, /Done and proven[^]*Approved by Anna Lindqvist/);
  expect(wordsOf(await house.teams.say(anna, 'approvals'))).toContain('Nothing waits for your decision');
  expect(story.told(from, chatOf(sofie))[0]).toContain('was approved by Anna Lindqvist');
  const [approved] = (await story.audit(asked.id)).filter(({ action }) => action === 'approved');
  expect(approved).toMatchObject({ actor_name: 'Anna Lindqvist', result: 'done' });
});
