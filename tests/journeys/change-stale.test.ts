import { changeVerbs } from '../../cards/change-verbs';
import { answerOf, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

/** What becomes of a request while time passes, or while others change its devices. */
const { anna, marcus, sofie, liam } = who;
const { approve, approveWith, reject, renew, undo, withdraw } = changeVerbs;
const verbs = [approve, approveWith, reject, renew, undo, withdraw];
const patience = 90_000;
const hourMs = 3_600_000;
const thread = '19:autopilot@thread.tacv2;messageid=1740000000000';

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse({ environment: { CHANGE_REMIND_HOURS: '5', CHANGE_EXPIRE_HOURS: '50' } });
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

interface Registration {
  readonly id: string;
  readonly groupTag: string;
}
const identities = '/v1.0/deviceManagement/windowsAutopilotDeviceIdentities';
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${house.tenant.url}${path}`, {
    ...init,
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
  });

async function registered(serial: string): Promise<Registration> {
  const filter = encodeURIComponent(`contains(serialNumber,'${serial}')`);
  const answer = await ask(`${identities}?$filter=${filter}`);
  return ((await answer.json()) as { value: Registration[] }).value[0]!;
}

/** Somebody sets another tag in the Intune admin center. */
async function tagElsewhere(serial: string, groupTag: string): Promise<void> {
  const { id } = await registered(serial);
  const body = JSON.stringify({ groupTag });
  const { status } = await ask(`${identities}/${id}/updateDeviceProperties`, { method: 'POST', body });
  expect(status).toBeLessThan(300);
  await until(async () => {
    house.wait(30_000);
    return (await registered(serial)).groupTag === groupTag;
  });
}

const trail = async (id: number) =>
  (await story.audit(id)).map(({ actor_name: name, action, result }) => `${name} ${action} ${result}`);

it(
  'goes stale when the device got another tag meanwhile, says which, and goes on when it was renewed',
  async () => {
    const asked = await story.submitted(sofie, 'tag 5CG4217QHX as UK-Kiosk-Desktop');
    const from = house.teams.sent.length;
    await tagElsewhere('5CG4217QHX', 'FR-Corp-Laptop');
    const before = story.writes();
    await story.press(anna, asked, approve);
    await story.untilSaid(asked, 'Something changed meanwhile, so I did nothing.', 0);
    expect(story.words(asked)).toContain('5CG4217QHX: FR-Corp-Laptop');
    expect(story.verbs(asked, verbs).sort()).toEqual([renew, withdraw].sort());
    await until(() => story.told(from, thread).length === 2);
    expect(story.told(from, thread)[1]).toMatch(
      /Sofie Brandt.*something changed.*5CG4217QHX: FR-Corp-Laptop/,
    );
    expect(story.writes()).toBe(before);

    expect(answerOf(await story.press(anna, asked, renew))).toContain('Only the person who asked for this');
    expect(answerOf(await story.press(liam, asked, renew))).toContain('is not open to you here');
    expect(answerOf(await story.press(sofie, asked, renew))).toContain('Waits for approval until');
    await story.untilSaid(asked, 'FR-Corp-Laptop → UK-Kiosk-Desktop', 0);
    expect(story.words(asked)).toMatch(/Leaves\nAutopilot - FR Corp/);
    expect(story.words(asked)).not.toContain('Approved by Anna');

    await story.press(marcus, asked, approve);
    await story.untilSaid(asked, /Done and proven[^]*Approved by Marcus Okafor/);
    expect(story.writes()).toBe(before + 1);
    expect(await trail(asked.id)).toEqual([
      'Sofie Brandt submitted done',
      'Anna Lindqvist approved done',
      'Sofie Brandt stale refused',
      'Anna Lindqvist renew refused',
      'Sofie Brandt renewed done',
      'Marcus Okafor approved done',
      'Sofie Brandt applied done',
      'Sofie Brandt proven done',
    ]);
    const applied = (await story.audit(asked.id)).find(({ action }) => action === 'applied');
    expect(applied).toMatchObject({
      before: { tag: 'FR-Corp-Laptop' },
      approval: { approvedBy: [{ name: 'Marcus Okafor' }] },
    });
  },
  patience,
);

it('writes nothing to any device when one of them changed, and can be withdrawn then', async () => {
  const asked = await story.submitted(sofie, 'tag PF3R8TPM and 6KPL9W2 as UK-Dev-Laptop');
  await tagElsewhere('6KPL9W2', 'FR-Kiosk-Desktop');
  const before = story.writes();
  await story.press(anna, asked, approve);
  await story.untilSaid(asked, '6KPL9W2: FR-Kiosk-Desktop', 0);
  expect(story.words(asked)).not.toContain('PF3R8TPM: ');
  await story.press(sofie, asked, withdraw);
  await story.untilSaid(asked, 'Withdrawn by Sofie Brandt. Nothing was changed.', 0);
  expect(story.writes()).toBe(before);
  expect((await registered('PF3R8TPM')).groupTag).toBe('US-Corp-Laptop');
});

it('does not go stale when the device came to have what was asked for', async () => {
  const asked = await story.submitted(sofie, 'tag BTN4X33 as UK-Dev-Laptop');
  await tagElsewhere('BTN4X33', 'UK-Dev-Laptop');
  const before = story.writes();
  await story.press(anna, asked, approve);
  await story.untilSaid(asked, /Done and proven/);
  expect(story.writes()).toBe(before);
});

it(
  'does not put back what somebody changed since',
  async () => {
    const asked = await story.submitted(sofie, 'tag 7XK2QY3 and 5CG3082NCP as US-Dev-Laptop');
    await story.press(anna, asked, approve);
    await story.untilSaid(asked, /Done and proven/);
    await tagElsewhere('7XK2QY3', 'DE-Dev-Laptop');
    await story.press(anna, asked, undo);
    await story.untilSaid(asked, /Undone by request \d+/);
    const { change_id: undoing } = (await story.latest())!;
    await story.untilState(undoing, 'proven');
    expect((await registered('7XK2QY3')).groupTag).toBe('DE-Dev-Laptop');
    expect((await registered('5CG3082NCP')).groupTag).toBe('US-Corp-Laptop');
    const shown = wordsOf(await house.teams.say(anna, `request ${undoing}`));
    expect(shown).toContain('One device was changed by somebody since, so it is left as it is.');
  },
  patience,
);

it(
  'is reminded of once, then lapses; neither is written nor can be decided on any more',
  async () => {
    const asked = await story.submitted(sofie, 'tag 1CPQ7V2 as FR-Corp-Desktop');
    const from = house.teams.sent.length;
    const about = (text: RegExp) =>
      story
        .told(from, thread)
        .filter((told) => new RegExp(`equest ${asked.id} `).test(told) && text.test(told));
    house.wait(4 * hourMs);
    await story.kept();
    expect(about(/still waits/)).toEqual([]);
    house.wait(2 * hourMs);
    await story.kept();
    await until(() => about(/still waits/).length > 0);
    house.wait(2 * hourMs);
    await story.kept();

    house.wait(45 * hourMs);
    await story.kept();
    await story.untilSaid(asked, 'Lapsed: nobody went on with it in time. Nothing was changed.', 0);
    await until(() => about(/has lapsed/).length > 0);
    expect(about(/still waits/)).toEqual([
      expect.stringMatching(
        /^Request \d+ by Sofie Brandt \(Group tag FR-Corp-Desktop for 1CPQ7V2\) still waits/,
      ),
    ]);
    expect(about(/has lapsed/)).toEqual([expect.stringMatching(/<at>Sofie Brandt<\/at>, your request/)]);
    expect(story.verbs(asked, verbs)).toEqual([]);
    const late = wordsOf(await house.teams.say(anna, `approve ${asked.id}`));
    expect(late).toContain(`Request ${asked.id} is expired`);
    expect(await trail(asked.id)).toEqual([
      'Sofie Brandt submitted done',
      'Sofie Brandt expired done',
      'Anna Lindqvist approve refused',
    ]);
  },
  patience,
);

it('lapses at the click when nobody ended it before', async () => {
  const asked = await story.submitted(sofie, 'tag PF2SX7Y0 as FR-Dev-Laptop');
  house.wait(51 * hourMs);
  expect(answerOf(await story.press(anna, asked, approve))).toMatch(/has lapsed|Lapsed/);
  await story.untilSaid(asked, 'Lapsed: nobody went on with it in time.', 0);
  expect((await registered('PF2SX7Y0')).groupTag).toBe('FR-Corp-Laptop');
});

it('is not put back when the time for that is over', async () => {
  const asked = await story.submitted(sofie, 'tag 026650981734 as UK-Corp-Laptop');
  await story.press(anna, asked, approve);
  await story.untilSaid(asked, /It can be undone until/);
  await story.untilSaid(asked, /Done and proven/);
  house.wait(25 * hourMs);
  expect(answerOf(await story.press(anna, asked, undo))).toContain(
    'The time in which this could be undone is over',
  );
});
