import { createJournal } from '../../services/audit/journal';
import { createLog } from '../../services/log';
import { openStore, type Store } from '../../services/store/store';
import { append, entry } from '../services/audit/entries';
import { openHouse, personWith, type House } from '../support/house';
import { groupId, rolesFromGroups } from '../support/role-groups';
import { cardOf, textsOf, wordsOf } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const british = '5CG4217QHX';
const german = '5CG4180KSK';
const gone = 'PF9777QX';
const outside =
  'This device is outside what you look after, which is devices whose group tag begins with: uk-.';

let house: House;
let store: Store;
beforeAll(async () => {
  house = await openHouse({
    environment: { ...rolesFromGroups, ROLE_HELPDESK_GROUPS: `${groupId('Autopilot helpdesk UK')}=uk-` },
  });
  const opened = await openStore({ type: 'url', url: house.databaseUrl });
  if (!opened.ok) throw new Error(opened.error.type);
  store = opened.value;
  await append(
    store.db,
    createJournal(createLog('silent')),
    ...[british, german, gone].map((serial) => entry({ serial, at: Date.UTC(2026, 2, 2, 8) })),
    entry({ serial: german, actorId: sofie.objectId, actorName: sofie.name, at: Date.UTC(2026, 2, 2, 7) }),
  );
});
afterAll(async () => {
  await store.close();
  await house.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

it('shows the history of a device that the person looks after', async () => {
  const turn = await house.teams.say(sofie, `audit ${british}`);

  expect(textsOf(cardOf(turn.replies[0]))).toContain('Set a group tag: carried out');
});

it.each([
  ['a device with another tag', `audit ${german}`],
  ['a device that is registered no more, whose tag nobody knows', `audit ${gone}`],
  ['several devices, one of them with another tag', `history of ${british} and ${german}`],
])('tells of %s one sentence only', async (_title, text) => {
  const turn = await house.teams.say(sofie, text);

  expect(turn.replies.map((reply) => reply.text)).toEqual([outside]);
});

it('refuses the same to forged buttons', async () => {
  const data = { serials: [german], direction: 'older', at: Date.UTC(2026, 2, 2, 9), entry: 99 };
  const turn = await house.teams.press(sofie, 'audit.page', data);

  expect(turn.body).toMatchObject({ value: outside });
});

it('tells nothing while the tag cannot be read', async () => {
  house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, status: 403 });

  const shown = wordsOf(await house.teams.say(sofie, `audit ${british}`));

  expect(shown).toContain('I have no permission to read this');
  expect(shown).not.toContain('carried out');
});

it('still shows what the person did', async () => {
  const turn = await house.teams.say(sofie, 'audit of me');

  expect(textsOf(cardOf(turn.replies[0]))).toContain('What you did');
  expect(textsOf(cardOf(turn.replies[0]))).toContain(german);
});
