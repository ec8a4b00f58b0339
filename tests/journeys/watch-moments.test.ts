import people from '../../services/demo/people.json';
import type { StagedDevice } from '../../services/demo/showcase';
import { graph } from '../services/demo/graph-over-http';
import { who } from '../support/change-story';
import { listeningTo } from '../support/graph-calls';
import { openHouse, type House } from '../support/house';
import { groupOf, rolesFromGroups } from '../support/role-groups';
import type { Person } from '../support/teams-connector';
import { WatchStory } from '../support/watch-story';

const { sofie, liam, chloé } = who;
const withinMs = 240_000;
const addressOf = ({ name }: Person) => people.people.find((person) => person.name === name)!.upn;
const british: StagedDevice = {
  serial: 'BRIT0001',
  model: 'Latitude 7450',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'settingUp',
  startedMinutesAgo: -180,
};
const staged = [british, { ...british, serial: 'LIAM0001', owner: addressOf(liam) }];

let house: House;
let story: WatchStory;
async function open(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  house = await openHouse({ devices: 100, tenant: { staged }, environment });
  story = new WatchStory(house);
}
afterEach(() => house.stop());

describe('what is watched', () => {
  const path = '/beta/deviceManagement/windowsAutopilotDeviceIdentities';

  it(
    'is no longer theirs: the old owner hears that, and nothing of the new one',
    async () => {
      await open();
      await story.say(liam, 'tell me when my laptop is ready');
      const outside = graph(house.tenant);
      const { id } = await outside.registration('LIAM0001');
      await outside.post(`${path}/${id}/assignUserToDevice`, {
        userPrincipalName: addressOf(chloé),
        addressableUserName: chloé.name,
      });
      await story.passUntil(() => story.notices(liam).length > 0, { stepMinutes: 10 });
      const [notice] = story.notices(liam);
      expect(notice!.title).toBe('This is no longer your device');
      expect(JSON.stringify(notice!.activity)).not.toMatch(/chlo|Latitude|UK-Corp/i);
      await story.pass(300, 30);
      expect(story.notices(liam)).toHaveLength(1);
      expect((await story.watches())[0]).toMatchObject({ state: 'ended', ended_because: 'done' });
    },
    withinMs,
  );

  it(
    'is registered no more: whoever looks after it hears that, once',
    async () => {
      await open();
      await story.say(sofie, 'watch BRIT0001');
      await story.pass(10);
      const outside = graph(house.tenant);
      const { id } = await outside.registration('BRIT0001');
      expect((await outside.delete(`${path}/${id}`)).status).toBeLessThan(300);
      await story.passUntil(() => story.notices(sofie).length > 0, { stepMinutes: 10 });
      expect(story.titles(sofie)).toEqual(['BRIT0001 is no longer registered']);
      expect((await story.watches())[0]).toMatchObject({ state: 'ended', ended_because: 'done' });
    },
    withinMs,
  );

  it(
    'is no longer open to somebody who lost the role: told of is that, and no device',
    async () => {
      await open(rolesFromGroups);
      await story.say(sofie, 'watch BRIT0001');
      house.tenant.directory.removeMember(groupOf.helpdesk, sofie.objectId);
      await story.passUntil(() => story.notices(sofie).length > 0, { stepMinutes: 20 });
      const [notice] = story.notices(sofie);
      expect(notice!.title).toBe('I have stopped telling you');
      expect(JSON.stringify(notice!.activity)).not.toMatch(/Latitude|UK-Corp/);
      expect((await story.watches())[0]).toMatchObject({ state: 'ended' });
      await story.pass(120, 40);
      expect(story.notices(sofie)).toHaveLength(1);
    },
    withinMs,
  );
});

describe('the time to tell', () => {
  it(
    'is after the quiet hours of the person, and then the newest only',
    async () => {
      await open({ QUIET_HOURS: '11:30-18:00' });
      await story.say(liam, 'tell me when my laptop is ready', { localTimezone: 'Europe/London' });
      await story.pass(7 * 60, 20);
      const waiting = `select event from watch_news where state = 'waiting' order by found_at`;
      expect((await story.rows<{ event: string }>(waiting)).map(({ event }) => event)).toContain('ready');
      expect(story.notices(liam)).toEqual([]);
      await story.passUntil(() => story.notices(liam).length > 0, { stepMinutes: 20, hours: 3 });
      expect(story.titles(liam)).toEqual(['Your device is ready']);
    },
    withinMs,
  );

  it(
    'forgets through the night whose device is somebody else’s in the morning',
    async () => {
      await open({ QUIET_HOURS: '11:30-18:00' });
      await story.say(liam, 'tell me when my laptop is ready', { localTimezone: 'Europe/London' });
      await story.pass(7 * 60, 20);
      await story.rows(`update watch_news set run = run || '0'`);
      house.tenant.faults.set({ match: { path: /^\/users\// }, status: 404 });
      await story.pass(3 * 60, 20);
      expect(story.notices(liam)).toEqual([]);
    },
    withinMs,
  );

  it(
    'does not come while the bot is blocked, nothing is read meanwhile, and it comes after that',
    async () => {
      await open();
      await story.say(liam, 'tell me when my laptop is ready');
      const chat = `a:${liam.id}`;
      let posts = 0;
      house.teams.onCall = ({ path }) => void (posts += path.includes(`/${chat}/`) ? 1 : 0);
      house.teams.misbehave({ times: 999, status: 403, conversationId: chat });
      await story.passUntil(() => posts > 0, { stepMinutes: 20 });
      const asked = listeningTo(house.tenant);
      await story.pass(8 * 60, 60);
      expect(posts).toBe(1);
      expect(asked()).toEqual([]);

      house.teams.behave();
      expect(await story.say(liam, 'hello')).not.toBe('');
      await story.passUntil(() => story.titles(liam).includes('Your device is ready'), { hours: 1 });
    },
    withinMs,
  );
});
