import { openHouse, personWith, type House } from '../support/house';
import { wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

/** Whoever waits for more than a second sees that the bot is at it. */
const helpdesk = personWith('helpdesk');
const chat = `a:${helpdesk.id}`;
const slowRegistrations = (delayMs: number) =>
  house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, delayMs, times: 1 });

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => {
  house.tenant.faults.clear();
  house.teams.behave();
  house.teams.typing.length = 0;
});

it('is shown while the answer takes its time', async () => {
  slowRegistrations(1600);
  const asked = house.teams.say(helpdesk, 'status 5CG4217QHX');
  await until(() => house.teams.typing.length > 0);
  const turn = await asked;

  expect(wordsOf(turn)).toContain('UK-Corp-Laptop');
  expect(turn.replies).toHaveLength(1);
  expect(new Set(house.teams.typing)).toEqual(new Set([chat]));
});

it('is not shown for a button: Teams shows by itself that it waits', async () => {
  slowRegistrations(1600);
  const pressed = await house.teams.press(helpdesk, 'status.open', { serial: '5CG4217QHX' });

  expect(pressed.status).toBe(200);
  expect(house.teams.typing).toEqual([]);
});

it.each([
  ['refuses it', { status: 429, headers: { 'retry-after': '0' } }],
  ['does not answer it', { delayMs: 3000, status: 500 }],
])('takes nothing from the answer when Teams %s', async (_title, how) => {
  slowRegistrations(1600);
  house.teams.misbehave({ times: 9, typing: true, ...how });

  const turn = await house.teams.say(helpdesk, 'status 5CG4217QHX');

  expect(wordsOf(turn)).toContain('UK-Corp-Laptop');
  expect(turn.replies).toHaveLength(1);
});
