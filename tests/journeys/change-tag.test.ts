import { changeVerbs } from '../../cards/change-verbs';
import { openHouse, type House } from '../support/house';
import { ChangeStory, who, type ShownCard } from '../support/change-story';
import { buttonsOf, cardOf, textsOf, type Turn } from '../support/teams-connector';
import { until } from '../support/until';

/** Changing a group tag, with four people in a channel. */
const { anna, marcus, sofie, liam } = who;
const { approve, approveWith, reject, withdraw, undo } = changeVerbs;
const verbs = [...Object.values(changeVerbs), 'assign-tag.confirm', 'assign-tag.withdraw'].filter(
  (verb) => verb !== changeVerbs.show && verb !== changeVerbs.devices,
);
const serial = '5CG4217QHX';

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse();
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

const bodyOf = ({ body }: Turn) => {
  const { value } = body as { value: unknown };
  return typeof value === 'string' ? value : textsOf(value);
};
const told = (from: number) =>
  house.teams.sent.slice(from).flatMap(({ activity, method }) => {
    const isText = method === 'POST' && cardOf(activity) === undefined;
    return isText ? [activity.text ?? ''] : [];
  });
const tagNow = async (): Promise<string> => {
  const turn = await house.teams.say(sofie, serial);
  return turn.replies.map((reply) => textsOf(cardOf(reply))).join('\n');
};

/** What the card says in its headline, and the buttons that stand on it. */
function expectState(card: ShownCard, says: RegExp, buttons: readonly string[]): void {
  expect(story.words(card)).toMatch(says);
  expect(story.verbs(card, verbs).sort()).toEqual([...buttons].sort());
}

it('is asked for, approved with another tag, applied, proven, and undone', async () => {
  const from = house.teams.sent.length;
  const asked = await story.ask(sofie, `tag ${serial} as UK-Kiosk-Desktop`);
  expectState(asked, /Please confirm\. Then somebody else has to approve it/, [
    'assign-tag.confirm',
    'assign-tag.withdraw',
  ]);
  expect(story.words(asked)).toMatch(/UK-Corp-Laptop → UK-Kiosk-Desktop/);
  expect(story.words(asked)).toMatch(/Leads to\nKiosk self-deploying\nself-deploying/);
  expect(story.words(asked)).toMatch(/Joins\nAutopilot - Kiosks[^]*Leaves\nAutopilot - UK Corp/);
  expect(story.words(asked)).toContain(`Enrolled already, so this takes effect after a reset: ${serial}.`);

  expect(bodyOf(await story.press(anna, asked, 'assign-tag.confirm'))).toContain('Only Sofie Brandt');
  await story.press(sofie, asked, 'assign-tag.confirm');
  await story.untilSaid(asked, 'Waits for approval until', 0);
  expectState(asked, /Waits for approval until/, [approve, approveWith, reject, withdraw]);
  const { change_id: id } = (await story.latest())!;

  expect(bodyOf(await story.press(liam, asked, approve))).toContain('is not open to you here');
  expect(bodyOf(await story.press(sofie, asked, approve))).toContain('is not open to you here');
  expect(bodyOf(await story.press(marcus, asked, withdraw))).toContain('Only the person who asked');
  expectState(asked, /Waits for approval until/, [approve, approveWith, reject, withdraw]);
  expect(story.writes()).toBe(0);

  expect(bodyOf(await story.press(anna, asked, approveWith, { tag: 'DE-Corp-Laptop' }))).toMatch(
    /Group tag DE-Corp-Laptop for 5CG4217QHX[^]*Approved by Anna Lindqvist/,
  );
  await story.untilSaid(asked, 'Waiting for the profile DE user-driven', 0);
  expectState(asked, /Written: 1 of 1[^]*Approved by Anna Lindqvist/, [undo]);
  await story.untilSaid(asked, /UK-Corp-Laptop → DE-Corp-Laptop\nTag ✔/, 0);
  expect(await tagNow()).toContain('DE-Corp-Laptop');

  await story.untilSaid(asked, 'Done and proven: the profile is DE user-driven');
  expectState(asked, /It can be undone until/, [undo]);
  expect(story.words(asked)).not.toContain('Waiting for the profile');
  await until(() => told(from).length > 2);
  expect(told(from)).toEqual([
    expect.stringMatching(/<at>Sofie Brandt<\/at>.*was approved by Anna Lindqvist/),
    expect.stringMatching(/<at>Sofie Brandt<\/at>.*is written: 1 of 1/),
    expect.stringMatching(/<at>Sofie Brandt<\/at>/),
  ]);
  expect(story.writes()).toBe(1);

  const before = house.teams.sent.length;
  await story.press(marcus, asked, undo);
  await story.untilSaid(asked, /Undone by request \d+\./);
  expectState(asked, /ndone/, []);
  const undoing = house.teams.sent
    .slice(before)
    .find(({ method, activity }) => method === 'POST' && (activity.summary ?? '').includes('Undo request'));
  expect(textsOf(cardOf(house.teams.shown(undoing!.activityId)))).toMatch(/DE-Corp-Laptop → UK-Corp-Laptop/);
  expect(await tagNow()).toContain('UK-Corp-Laptop');
  expect(story.writes()).toBe(2);

  const trail = (await story.audit(id)).map(
    ({ actor_name: name, action, result }) => `${name} ${action} ${result}`,
  );
  expect(trail).toEqual([
    'Sofie Brandt submitted done',
    'Marcus Okafor withdraw refused',
    'Anna Lindqvist approved done',
    'Sofie Brandt applied done',
    'Sofie Brandt proven done',
  ]);
  const applied = (await story.audit(id)).find(({ action }) => action === 'applied');
  expect(applied).toMatchObject({
    serial,
    before: { tag: 'UK-Corp-Laptop' },
    after: { tag: 'DE-Corp-Laptop' },
    approval: { change: id, approvedBy: [{ id: anna.objectId, name: anna.name }] },
  });
}, 90_000);

it('is rejected with a reason, which whoever asked is told', async () => {
  const asked = await story.submitted(sofie, 'tag PF3R8TPM as UK-Dev-Laptop');
  const from = house.teams.sent.length;
  expect(bodyOf(await story.press(anna, asked, reject, { reason: '  ' }))).toContain('needs a reason');
  await story.press(anna, asked, reject, { reason: 'It is sold *tomorrow*' });
  await story.untilSaid(asked, /Rejected by Anna Lindqvist/, 0);
  expectState(asked, /It is sold/, []);
  await until(() => told(from).length > 0);
  expect(told(from)).toEqual([
    expect.stringMatching(/<at>Sofie Brandt<\/at>.*Anna Lindqvist.*sold \\\*tomorrow\\\*/),
  ]);
});

it('is withdrawn by whoever asked', async () => {
  const asked = await story.submitted(sofie, 'tag 6KPL9W2 as UK-Dev-Laptop');
  await story.press(sofie, asked, withdraw);
  await story.untilSaid(asked, /ithdrawn/, 0);
  expectState(asked, /ithdrawn/, []);
});

it('shows each person what they can do where Teams asks for that', async () => {
  const asked = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop');
  const seen = async (person: typeof anna) => {
    const turn = await story.pressData(person, asked, changeVerbs.show, { id: asked.id });
    const { value } = turn.body as { value: unknown };
    return verbs.filter((verb) => JSON.stringify(value).includes(`"${verb}"`)).sort();
  };
  expect(await seen(anna)).toEqual([approve, approveWith, reject].sort());
  expect(await seen(sofie)).toEqual([withdraw]);
  expect(await seen(liam)).toEqual([]);
});

it('goes on from a table of devices: which tag is asked for', async () => {
  const table = await house.teams.say(sofie, 'status PF4K7X2N, 7XK2QY3, NOSUCH77');
  const [give] = buttonsOf(cardOf(table.replies[0]), 'route.choose');
  const asked = await house.teams.press(sofie, 'route.choose', give!.data);
  expect(asked.replies.map(({ text }) => text)).toEqual([expect.stringMatching(/Which group tag\?/)]);
  const from = house.teams.sent.length;
  await house.teams.say(sofie, 'UK-Dev-Laptop');
  expect(story.saidSince(from)).toMatch(/Group tag UK-Dev-Laptop for 2 devices/);
  await house.teams.say(sofie, 'no');
});

it('goes on from what a tag would do', async () => {
  const impact = await house.teams.say(sofie, 'tag-impact UK-Dev-Laptop for PF4K7X2N');
  const [give] = buttonsOf(cardOf(impact.replies[0]), 'route.choose');
  const from = house.teams.sent.length;
  await house.teams.press(sofie, 'route.choose', give!.data);
  expect(story.saidSince(from)).toMatch(/Group tag UK-Dev-Laptop for PF4K7X2N/);
  await house.teams.say(sofie, 'no');
});

it('shows all its devices, a page at a time, also before it is confirmed', async () => {
  const serials = ['PF4K7X2N', '7XK2QY3', '5CG4180KSK', 'PF3R8TPM', '031166920457', 'BTN4X33', '5CG3082NCP'];
  const asked = await story.ask(sofie, `tag ${serials.join(', ')} as UK-Dev-Laptop`);
  expect(story.words(asked)).toContain('Carried already by');
  const page = await story.press(sofie, asked, changeVerbs.devices);
  for (const each of serials) expect(bodyOf(page)).toContain(each);
  const { value } = page.body as { value: unknown };
  const [back] = buttonsOf(value, changeVerbs.show);
  const again = await story.pressData(sofie, asked, changeVerbs.show, back!.data as object);
  expect(JSON.stringify((again.body as { value: unknown }).value)).toContain('assign-tag.confirm');
  expect(bodyOf(await story.pressData(anna, asked, changeVerbs.show, back!.data as object))).toContain(
    'I know no request',
  );
  await story.press(sofie, asked, 'assign-tag.withdraw');
});
