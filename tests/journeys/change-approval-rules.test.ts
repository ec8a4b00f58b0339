import { changeVerbs } from '../../cards/change-verbs';
import { answerOf, ChangeStory, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { groupId } from '../support/role-groups';
import { wordsOf } from '../support/teams-connector';

/** Who approves, as configured. */
const { anna, marcus, sofie } = who;
const { approve, approveWith, undo } = changeVerbs;
const patience = 90_000;
const three = '5CG4217QHX, PF3R8TPM and 6KPL9W2';

/** A house of its own for the stories of one configuration. */
function houseWith(environment: Readonly<Record<string, string>>) {
  const opened = {} as { house: House; story: ChangeStory };
  beforeAll(async () => {
    opened.house = await openHouse({ environment });
    opened.story = new ChangeStory(opened.house);
  });
  afterAll(() => opened.house.stop());
  return opened;
}

const actionsOf = async (story: ChangeStory, id: number) =>
  (await story.audit(id)).map(({ actor_name: name, action, result }) => `${name} ${action} ${result}`);

describe('with a second approver above two devices', () => {
  const at = houseWith({ CHANGE_TWO_APPROVERS_ABOVE: '2' });

  it(
    'counts the first approval, refuses a second one by the same person, and goes on with the second person',
    async () => {
      const { house, story } = at;
      const before = story.writes();
      const asked = await story.submitted(sofie, `tag ${three} as UK-Exec-Surface`);
      expect(story.words(asked)).toContain('Waits for 2 approvals until');
      const card = answerOf(await story.press(anna, asked, approve));
      expect(card).toContain('Approved by Anna Lindqvist. Waits for a second approval');
      await story.untilSaid(asked, 'Approved by Anna Lindqvist. Waits for a second approval', 0);
      expect(story.writes()).toBe(before);

      expect(answerOf(await story.press(anna, asked, approve))).toContain('You have approved this already');
      expect(wordsOf(await house.teams.say(anna, `approve ${asked.id}`))).toContain('approved this already');
      expect(wordsOf(await house.teams.say(anna, 'approvals'))).toContain(`${asked.id}`);
      await story.untilSaid(asked, 'Waits for a second approval', 0);
      expect(story.writes()).toBe(before);

      await story.press(marcus, asked, approve);
      await story.untilSaid(asked, /Done and proven/);
      expect(story.words(asked)).toContain('Approved by Anna Lindqvist, Marcus Okafor.');
      expect(story.writes()).toBe(before + 3);
      const applied = (await story.audit(asked.id)).find(({ action }) => action === 'applied');
      expect(applied!.approval).toMatchObject({
        approvedBy: [{ name: 'Anna Lindqvist' }, { name: 'Marcus Okafor' }],
      });
      expect(await actionsOf(story, asked.id)).toEqual(
        expect.arrayContaining([
          'Anna Lindqvist half-approved done',
          'Anna Lindqvist approve refused',
          'Marcus Okafor approved done',
        ]),
      );
    },
    patience,
  );

  it(
    'counts anew from an approval with another tag',
    async () => {
      const { story } = at;
      const asked = await story.submitted(sofie, 'tag 8FZQ1L3 1CPQ7V2 PF2SX7Y0 as DE-Dev-Laptop');
      await story.press(anna, asked, approve);
      await story.untilSaid(asked, 'Approved by Anna Lindqvist. Waits', 0);
      await story.press(marcus, asked, approveWith, { tag: 'DE-Shared-Laptop' });
      await story.untilSaid(asked, 'Approved by Marcus Okafor. Waits for a second approval', 0);
      expect(story.words(asked)).toContain('DE-Corp-Laptop → DE-Shared-Laptop');
      expect(answerOf(await story.press(marcus, asked, approve))).toContain('You have approved this already');
      // What she approved was something else.
      await story.press(anna, asked, approve);
      await story.untilSaid(asked, /Done and proven/);
      expect(story.words(asked)).toContain('FR-Corp-Laptop → DE-Shared-Laptop');
    },
    patience,
  );

  it('asks one person for two devices', async () => {
    const { story } = at;
    const asked = await story.submitted(sofie, 'tag 5CG3082NCP 7XK2QY3 as US-Dev-Laptop');
    expect(story.words(asked)).toContain('Waits for approval until');
    expect(answerOf(await story.press(anna, asked, approve))).toMatch(/Approved by Anna Lindqvist/);
    await story.untilSaid(asked, /Done and proven/);
  });
});

describe('with rules that stand in for a second person', () => {
  const at = houseWith({ CHANGE_AUTO_APPROVE: 'first-tag,admin', CHANGE_TWO_APPROVERS_ABOVE: '2' });

  it(
    'does what an admin asks for at once, and says by which rule',
    async () => {
      const { story } = at;
      const asked = await story.ask(anna, 'tag 5CG4217QHX as UK-Dev-Laptop');
      expect(story.words(asked)).toContain('Do it now');
      const submitted = await story.submitted(anna, 'tag PF3R8TPM as UK-Dev-Laptop');
      await story.untilSaid(submitted, /Done and proven/);
      expect(story.words(submitted)).toContain('Approved by rule: an administrator asked for it.');
      const applied = (await story.audit(submitted.id)).find(({ action }) => action === 'applied');
      expect(applied!.approval).toEqual({ change: submitted.id, rule: 'admin' });
    },
    patience,
  );

  it(
    'does a first tag that fits the convention at once, and asks for any other',
    async () => {
      const { house, story } = at;
      const untagged = await serialWithoutTag(house);
      const odd = await story.ask(sofie, `tag ${untagged} as Odd_Tag`);
      expect(story.words(odd)).toContain('Then somebody else has to approve it');
      const first = await story.submitted(sofie, `tag ${untagged} as UK-Corp-Laptop`);
      await story.untilSaid(first, /Done and proven/);
      expect(story.words(first)).toContain('Approved by rule: it is the first tag of these devices.');

      const second = await story.submitted(sofie, `tag ${untagged} as UK-Dev-Laptop`);
      expect(story.words(second)).toContain('Waits for approval');
      const cleared = await story.submitted(sofie, 'clear the tag of 6KPL9W2');
      expect(story.words(cleared)).toContain('Waits for approval');
    },
    patience,
  );

  it('does not stand in for the second of two approvers', async () => {
    const { story } = at;
    const asked = await story.submitted(anna, 'tag 8FZQ1L3 1CPQ7V2 PF2SX7Y0 as DE-Dev-Laptop');
    expect(story.words(asked)).toContain('Waits for 2 approvals');
  });
});

describe('with groups that approve the tags of a country', () => {
  const group = 'Autopilot helpdesk UK';
  const at = houseWith({
    TAG_APPROVERS: `DE-=${groupId(group)}`,
    CHANGE_AUTO_APPROVE: 'admin',
  });
  beforeAll(() => {
    at.house.tenant.directory.addMember(group, marcus.objectId);
  });

  it(
    'refuses an admin who is not in the group, and lets a member approve',
    async () => {
      const { house, story } = at;
      const asked = await story.submitted(sofie, 'tag 5CG4217QHX as DE-Corp-Laptop');
      expect(answerOf(await story.press(anna, asked, approve))).toContain(
        'You may not decide about this request',
      );
      expect(wordsOf(await house.teams.say(anna, `approve ${asked.id}`))).toContain('You may not decide');
      await story.untilSaid(asked, /Waits for approval/, 0);
      await story.press(marcus, asked, approve);
      await story.untilSaid(asked, /Done and proven[^]*Approved by Marcus Okafor/);
      expect(await actionsOf(story, asked.id)).toContain('Anna Lindqvist approve refused');
    },
    patience,
  );

  it('asks the group of the tag that goes, and of the one approved instead', async () => {
    const { story } = at;
    const leaving = await story.submitted(sofie, 'tag 8FZQ1L3 as UK-Dev-Laptop');
    expect(answerOf(await story.press(anna, leaving, approve))).toContain('You may not decide');
    const other = await story.submitted(sofie, 'tag PF3R8TPM as UK-Dev-Laptop');
    const pressed = await story.press(anna, other, approveWith, { tag: 'DE-Dev-Laptop' });
    expect(answerOf(pressed)).toContain('You may not decide');
    expect(story.words(other)).not.toContain('Approved by');
    await story.press(anna, other, approve);
    await story.untilSaid(other, /Approved by Anna Lindqvist/);
  });

  it(
    'is not stood in for by a rule, and an admin outside the group does not undo alone',
    async () => {
      const { story } = at;
      const byAnna = await story.submitted(anna, 'tag 6KPL9W2 as DE-Dev-Laptop');
      expect(story.words(byAnna)).toContain('Waits for approval');
      const byMarcus = await story.submitted(marcus, 'tag 1CPQ7V2 as DE-Dev-Laptop');
      await story.untilSaid(byMarcus, /Done and proven/);
      expect(story.words(byMarcus)).toContain('Approved by rule: an administrator asked for it.');

      await story.press(anna, byMarcus, undo);
      const { change_id: id } = (await story.latest())!;
      expect(id).toBeGreaterThan(byMarcus.id);
      await story.untilState(id, 'awaiting-approval');
    },
    patience,
  );
});

/** A registration that has no tag, and a serial number of its own. */
async function serialWithoutTag({ tenant }: House): Promise<string> {
  const answer = await fetch(
    `${tenant.url}/v1.0/deviceManagement/windowsAutopilotDeviceIdentities?$top=1000`,
    { headers: { authorization: 'Bearer any' } },
  );
  const { value } = (await answer.json()) as { value: { serialNumber: string; groupTag: string }[] };
  const serials = value.map(({ serialNumber }) => serialNumber);
  const isAlone = (serial: string) => serials.filter((each) => each === serial).length === 1;
  return value.find(
    ({ groupTag, serialNumber }) => groupTag === '' && isAlone(serialNumber) && /^\w+$/.test(serialNumber),
  )!.serialNumber;
}
