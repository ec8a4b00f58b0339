import type { FileHost } from '../support/file-host';
import { personWith, type House } from '../support/house';
import { made, type ImportStory } from '../support/import-story';
import { openLimitedHouse } from '../support/limited-house';
import { groupOf } from '../support/role-groups';
import { until } from '../support/until';

/** Who may decide on an offer, when, and how often. Sofie looks after UK and Irish devices only. */
const sofie = personWith('helpdesk');
const admin = personWith('admin');
const withinMs = 90_000;

let house: House;
let host: FileHost;
let story: ImportStory;
beforeAll(async () => {
  ({ house, host, story } = await openLimitedHouse());
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

const offer = (prefix: string, { by = admin, count = 2, tag = 'UK-Corp-Laptop', text = '' } = {}) =>
  story.offer(made(count, prefix, tag), text, by);
describe('when something was sent already', () => {
  const sent = async (prefix: string) => (await story.states(prefix))['sent'] ?? 0;

  it(
    'whoever loses the role is told what became of that, and it is recorded',
    async () => {
      const asked = await offer('FOLLOWED');
      await story.confirm(asked, {}, admin);
      await until(async () => (await sent('FOLLOWED')) === 2);
      house.tenant.directory.removeMember(groupOf.admin, admin.objectId);
      try {
        await story.untilSaid(asked, 'Done: 2 of 2 registered');
      } finally {
        house.tenant.directory.addMember(groupOf.admin, admin.objectId);
      }
      expect(story.wordsOn(asked)).not.toContain('Nothing was changed');
      expect(
        await story.rows("select 1 from audit where action = 'registered' and serial like 'FOLLOWED%'"),
      ).toHaveLength(2);
    },
    withinMs,
  );

  it(
    'roles that cannot be read for a while hold the import up only',
    async () => {
      const asked = await offer('HELDUP');
      await story.confirm(asked, {}, admin);
      await until(async () => (await sent('HELDUP')) === 2);
      house.tenant.faults.set({
        match: { path: /checkMemberGroups/ },
        status: 403,
      });
      await new Promise((resume) => setTimeout(resume, 12_000));
      house.tenant.faults.clear();

      await story.untilSaid(asked, 'Done: 2 of 2 registered');
    },
    withinMs,
  );
});

it(
  'a choice that was not taken leaves the question open: yes is as good as the button',
  async () => {
    const asked = await offer('STILLASKED', { by: sofie });
    await story.confirm(asked, { tag: 'DE-Kiosk-Desktop' }, sofie);
    await house.teams.press(
      sofie,
      'register.rows',
      { id: asked.data.id, page: 0, onlyProblems: false },
      asked.cardId,
    );
    await house.teams.say(sofie, 'yes');

    await story.untilSaid(asked, '2 of 2 registered');
  },
  withinMs,
);
