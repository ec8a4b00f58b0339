import { startBot } from '../../bot';
import { readConfig } from '../../bot/config';
import people from '../../services/demo/people.json';
import { personWith } from '../support/house';
import { createDatabase } from '../support/postgres/database';
import { rolesFromGroups } from '../support/role-groups';
import { TeamsConnector, wordsOf } from '../support/teams-connector';

const appRoles = { ROLE_ADMIN_APP_ROLE: 'Autopilot.Admin', ROLE_HELPDESK_APP_ROLE: 'Autopilot.Helpdesk' };
const listed = { ROLE_HELPDESK: personWith('helpdesk').objectId };

/** The bot with its own simulated tenant, which gives it the permissions of the README and no others. */
async function openDemo(environment: Record<string, string>) {
  const settings = { PORT: '0', DEMO_DEVICES: '50', LOG_LEVEL: 'silent', PLAYGROUND: 'off' };
  const reading = readConfig({ ...settings, DATABASE_URL: await createDatabase(), ...environment }, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const bot = await startBot(reading.config);
  const teams = await TeamsConnector.start(bot.url, people.tenantId);
  return {
    teams,
    async stop() {
      await teams.stop();
      await bot.stop();
    },
  };
}

it.each([
  ['the roles of the demo people', {}, true],
  ['groups', rolesFromGroups, true],
  ['app roles', appRoles, true],
  ['a list, groups and app roles together', { ...listed, ...rolesFromGroups, ...appRoles }, true],
  ['a list alone', listed, false],
])('from %s come the roles of helpdesk and employee', async (_, environment, knowsAdmin) => {
  const demo = await openDemo(environment);
  const help = async (role: string) => wordsOf(await demo.teams.say(personWith(role), 'help'));

  expect(await help('employee')).not.toContain('For the helpdesk');
  expect(await help('helpdesk')).toContain('For the helpdesk');
  expect((await help('admin')).includes('For administrators')).toBe(knowsAdmin);
  await demo.stop();
});
