import type { FileHost } from '../support/file-host';
import { personWith, type House } from '../support/house';
import { answerTo, type ImportStory, made, type Offer } from '../support/import-story';
import { openLimitedHouse } from '../support/limited-house';
import { groupOf } from '../support/role-groups';
import { until } from '../support/until';

/** Who may decide on an offer, when, and how often. Sofie looks after UK and Irish devices only. */
const sofie = personWith('helpdesk');
const admin = personWith('admin');
const employee = personWith('employee');
const withinMs = 90_000;
const minute = 60_000;

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
const stateOf = async ({ data }: Offer) =>
  (await story.rows<{ state: string }>('select state from requests where request_id = $1', [data.id]))[0]
    ?.state;
describe('the decision', () => {
  it.each([
    ['id', -1],
    ['id', 0],
    ['id', 2 ** 31],
    ['id', 2 ** 53],
    ['id', '1'],
    ['revision', 99],
    ['revision', -1],
    ['revision', 'x'],
  ])('with a forged %s of %j changes nothing', async (name, value) => {
    const asked = await offer('FORGEDID');
    for (const verb of ['register.confirm', 'register.withdraw']) {
      const turn = await house.teams.press(admin, verb, { ...asked.data, [name]: value }, asked.cardId);
      expect(turn.status).toBe(200);
    }
    expect(await stateOf(asked)).toBe('offered');
  });

  it.each([
    ['a colleague', admin, `Only ${sofie.name}, who asked for this`],
    ['an employee', employee, 'is not open to you here'],
  ])('by %s is refused', async (_title, person, sentence) => {
    const asked = await offer('NOTTHEIRS', { by: sofie });
    const inTheSameChat = {
      conversation: house.teams.message(sofie, '').conversation!,
    };

    for (const verb of ['register.confirm', 'register.withdraw']) {
      const turn = await house.teams.press(person, verb, asked.data, asked.cardId, inTheSameChat);
      expect(answerTo(turn)).toContain(sentence);
    }
    expect(await stateOf(asked)).toBe('offered');
  });

  it(
    'made ten times at once is made once',
    async () => {
      const asked = await offer('TWICE');
      const turns = await Promise.all(Array.from({ length: 10 }, () => story.confirm(asked, {}, admin)));
      await house.teams.say(admin, 'yes');
      await story.untilSaid(asked, '2 of 2 registered');

      expect(turns.map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect(await story.registered('TWICE')).toHaveLength(2);
      expect(
        await story.rows("select 1 from audit where request_id = $1 and action = 'requested'", [
          asked.data.id,
        ]),
      ).toHaveLength(1);
      expect(answerTo(await story.confirm(asked, { tag: 'FR-Corp-Laptop' }, admin))).toContain(
        '2 of 2 registered',
      );
    },
    withinMs,
  );

  it('after it was taken back changes nothing', async () => {
    const asked = await offer('TAKENBACK');
    expect(answerTo(await story.withdraw(asked, admin))).toContain('Cancelled. Nothing was changed');
    expect(answerTo(await story.confirm(asked, {}, admin))).toContain('Cancelled. Nothing was changed');

    expect(await stateOf(asked)).toBe('withdrawn');
  });

  it.each([
    ['the button', (asked: Offer) => story.confirm(asked, { tag: 'FR-Corp-Laptop' }, admin)],
    ['a typed yes', () => house.teams.say(admin, 'yes')],
  ])('an hour later by %s comes too late', async (title, decide) => {
    const prefix = `TOOLATE${title.length}`;
    const asked = await offer(prefix);
    house.wait(61 * minute);
    await decide(asked);
    await until(() => story.wordsOn(asked).includes('offered more than an hour ago'));

    expect(await stateOf(asked)).toBe('expired');
    expect(await story.states(prefix)).toEqual({ ready: 2 });
  });

  it('of somebody who lost the role since the offer is refused', async () => {
    const asked = await offer('LOSTROLE');
    house.tenant.directory.removeMember(groupOf.admin, admin.objectId);
    try {
      expect(answerTo(await story.confirm(asked, {}, admin))).toContain('is not open to you here');
    } finally {
      house.tenant.directory.addMember(groupOf.admin, admin.objectId);
    }
    expect(await stateOf(asked)).toBe('offered');
  });
});

it(
  'whoever loses the role in the middle of an import has nothing more sent, and is told',
  async () => {
    const asked = await offer('MIDWAY');
    house.tenant.faults.set({
      match: { method: 'POST', path: /imported/ },
      status: 503,
    });
    await story.confirm(asked, {}, admin);
    await until(() => story.wordsOn(asked).includes('Microsoft Graph has a problem on its side'));
    house.tenant.directory.removeMember(groupOf.admin, admin.objectId);
    house.tenant.faults.clear();
    try {
      await story.untilSaid(asked, `${admin.name} may no longer do this. Nothing was changed`);
    } finally {
      house.tenant.directory.addMember(groupOf.admin, admin.objectId);
    }

    expect(await story.importList('MIDWAY')).toEqual([]);
    expect(await story.registered('MIDWAY')).toEqual([]);
  },
  withinMs,
);
