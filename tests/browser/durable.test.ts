import people from '../../services/demo/people.json';
import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';

/** The Playground speaks as the helpdesk person; here she is an admin. */
const [sofie] = people.people.filter(({ role }) => role === 'helpdesk');

let journey: PlaygroundJourney;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  environment = { DATABASE_URL: await createDatabase(), ROLE_ADMINS: sofie!.entraObjectId };
  journey = await PlaygroundJourney.start(environment);
});

afterAll(async () => {
  await journey.stop();
});

it('an admin starts a sync, sees it done, finds it in the audit, also after a restart', async () => {
  await journey.say('sync');
  await journey.card.getByText('Nothing has been done yet').waitFor();
  await journey.keepScreenshot('sync-offered');

  await journey.press('Confirm', 'sync.confirm');
  await journey.card.getByText('The sync was started').waitFor();
  await journey.keepScreenshot('sync-done');

  await journey.say('what did I change?');
  await journey.card.getByText('Sync', { exact: false }).first().waitFor();
  await journey.keepScreenshot('audit');

  await journey.stop();
  journey = await PlaygroundJourney.start(environment);
  await journey.say('what did I change?');
  await journey.card.getByText('Sync', { exact: false }).first().waitFor();
  await journey.keepScreenshot('audit-after-restart');
});

it('the history of a device joins the bot’s and Intune’s own audit', async () => {
  await journey.say('history of 5CG4217QHX');
  await journey.card.getByText('5CG4217QHX', { exact: false }).first().waitFor();
  await journey.keepScreenshot('audit-device');
});
