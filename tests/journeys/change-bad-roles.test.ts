import people from '../../services/demo/people.json';
import { writesTo } from '../support/change-devices';
import { answerOf, channel, who, type ChangeStory } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { groupOf, rolesFromGroups } from '../support/role-groups';
import { wordsOf, type Person } from '../support/teams-connector';
import { WaitingChanges, type Waiting } from '../support/waiting-changes';

/** People who were allowed to when the card was shown, and people from elsewhere. */
const { anna, marcus, sofie } = who;
const patience = 60_000;
const partner = '11111111-2222-4333-8444-555555555555';
const stranger = '99999999-2222-4333-8444-555555555555';

let house: House;
let story: ChangeStory;
let changes: WaitingChanges;
beforeAll(async () => {
  house = await openHouse({
    environment: {
      ...rolesFromGroups,
      // In both tenants, whatever their groups say.
      ROLE_ADMINS: marcus.objectId,
      ALLOWED_TENANTS: `${people.tenantId},${partner}`,
      GROUP_TAG_STRICT: 'on',
    },
  });
  changes = await WaitingChanges.in(house);
  story = changes.story;
});
afterAll(() => house.stop());
beforeEach(() => {
  house.tenant.faults.clear();
  house.tenant.directory.addMember(groupOf.admin, anna.objectId);
  house.tenant.directory.addMember(groupOf.helpdesk, sofie.objectId);
});

async function expectStillWaiting(asked: Waiting) {
  expect(await changes.stateOf(asked)).toMatchObject({ state: 'awaiting-approval' });
  expect(writesTo(house, asked.device)).toEqual([]);
}

/** The same conversation and person, as another tenant would have them. */
const from = (tenantId: string) => ({
  conversation: { ...channel.conversation!, tenantId },
  channelData: { tenant: { id: tenantId } },
});

describe('somebody who is no administrator any more', () => {
  it.each([
    ['change.approve', {}],
    ['change.approveWith', { tag: 'DE-Corp-Laptop' }],
    ['change.reject', { reason: 'No' }],
  ])('is refused at once (%s), recorded, and another one decides', async (verb, inputs) => {
    const asked = await changes.one();
    house.tenant.directory.removeMember(groupOf.admin, anna.objectId);

    const answer = answerOf(await story.press(anna, asked, verb, inputs));

    expect(answer).toContain('is not open to you here. Nothing was changed.');
    expect(await changes.turnedAway(anna, asked)).toEqual([`${verb}, not-allowed`]);
    await expectStillWaiting(asked);
    await story.press(marcus, asked, 'change.reject', { reason: 'Not now' });
    expect(await changes.stateOf(asked)).toMatchObject({ state: 'rejected' });
  });

  it.each(['approve', 'reject'])('is refused by sentence too: %s', async (word) => {
    const asked = await changes.one();
    house.tenant.directory.removeMember(groupOf.admin, anna.objectId);

    expect(wordsOf(await house.teams.say(anna, `${word} ${asked.id}`))).toContain('is not open to you here');

    expect(await changes.turnedAway(anna, asked)).toEqual(['not-allowed']);
    await expectStillWaiting(asked);
  });

  it('is told so when they give the reason that they were asked for', async () => {
    const asked = await changes.one();
    expect(wordsOf(await house.teams.say(anna, `reject ${asked.id}`))).toContain('Why do you reject');
    house.tenant.directory.removeMember(groupOf.admin, anna.objectId);

    expect(wordsOf(await house.teams.say(anna, 'It is the wrong tag'))).toContain('is not open to you here');

    await expectStillWaiting(asked);
  });

  it('has nothing decided while their role cannot be read, and that is recorded', async () => {
    const asked = await changes.one();
    house.tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 403 });

    const answer = answerOf(await story.press(anna, asked, 'change.approve'));

    expect(answer).toContain('I could not read just now what you may do');
    expect(await changes.turnedAway(anna, asked)).toEqual(['change.approve, roles-unread']);
    await expectStillWaiting(asked);
  });
});

describe('somebody who is not with the helpdesk any more', () => {
  it('cannot withdraw, and cannot undo', async () => {
    const asked = await changes.one();
    house.tenant.directory.removeMember(groupOf.helpdesk, sofie.objectId);

    expect(answerOf(await story.press(sofie, asked, 'change.withdraw'))).toContain('is not open to you here');

    expect(await changes.turnedAway(sofie, asked)).toEqual(['change.withdraw, not-allowed']);
    await expectStillWaiting(asked);
  });

  it('does not confirm what they were offered', async () => {
    const device = changes.device();
    const card = await story.ask(sofie, `tag ${device.serialNumber} as UK-Kiosk-Desktop`);
    house.tenant.directory.removeMember(groupOf.helpdesk, sofie.objectId);

    expect(answerOf(await story.press(sofie, card, 'assign-tag.confirm'))).toContain(
      'is not open to you here',
    );

    expect(await story.latest()).toMatchObject({ state: 'draft' });
    expect(writesTo(house, device)).toEqual([]);
  });
});

describe('another tenant', () => {
  it.each([
    ['in the conversation and beside it', from(stranger)],
    ['in the conversation', { conversation: from(stranger).conversation }],
    ['beside the conversation', { channelData: from(stranger).channelData }],
  ])('that is not served (%s) gets no further than the door', async (_title, place) => {
    const asked = await changes.one();
    const { revision } = await changes.stateOf(asked);
    const data = { id: asked.id, revision };

    const turn = await house.teams.press(marcus, 'change.approve', data, asked.cardId, {
      ...channel,
      ...place,
    });

    expect(turn.status).toBe(403);
    expect(turn.replies).toEqual([]);
    await expectStillWaiting(asked);
  });

  it.each(['change.approve', 'change.reject', 'change.withdraw', 'change.show', 'change.undo'])(
    'that is served knows nothing of this one’s requests: %s',
    async (verb) => {
      const asked = await changes.one();
      const { revision } = await changes.stateOf(asked);
      const data = { id: asked.id, revision, reason: 'No' };

      const turn = await house.teams.press(marcus, verb, data, asked.cardId, from(partner));

      expect(answerOf(turn)).toContain(`I know no request ${asked.id}. Nothing was changed.`);
      await expectStillWaiting(asked);
    },
  );

  it('that is served approves nothing by sentence, and its try is recorded as its own', async () => {
    const asked = await changes.one();

    const words = wordsOf(await house.teams.say(marcus, `approve ${asked.id}`, from(partner)));

    expect(words).toContain(`I know no request ${asked.id}`);
    const tried = await story.rows(
      `select tenant_id, result from audit where (after->>'change')::bigint = $1 and result = 'refused'`,
      [asked.id],
    );
    expect(tried).toEqual([{ tenant_id: partner, result: 'refused' }]);
    await expectStillWaiting(asked);
  });
});

describe('where other tags than those of the convention are not given', () => {
  it.each([['Kiosk'], ['UK-Corp'], ['UK-Corp-Laptop-Extra'], ['UK--Laptop']])(
    '%s is not asked for',
    async (tag) => {
      const device = changes.device();

      const words = wordsOf(await house.teams.say(sofie, `tag ${device.serialNumber} as "${tag}"`, channel));

      expect(words).toContain('does not fit the convention Country-Role-DeviceType');
      expect(words).toContain('Other tags are not given here, so nothing was changed.');
      expect(writesTo(house, device)).toEqual([]);
    },
  );

  it.each<[string, Person]>([
    ['an administrator from the groups', anna],
    ['an administrator by name', marcus],
  ])(
    'none is approved by %s either',
    async (_title, admin) => {
      const asked = await changes.one();

      const answer = answerOf(await story.press(admin, asked, 'change.approveWith', { tag: 'UK-Corp' }));

      expect(answer).toContain('Other tags are not given here, so nothing was changed.');
      expect(await changes.refusals(asked)).toEqual([`${admin.name}: approve, tag-unfit`]);
      await expectStillWaiting(asked);
    },
    patience,
  );
});
