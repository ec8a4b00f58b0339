import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';

let journey: PlaygroundJourney;
beforeAll(async () => {
  journey = await PlaygroundJourney.start({ DATABASE_URL: await createDatabase() });
});

afterAll(async () => {
  await journey.stop();
});

it('a helpdesk person sends a serial, sees the card, and refreshes it', async () => {
  expect(journey.output).toContain('Sofie Brandt (helpdesk)');
  const [, serial = ''] = /where's (\w+)\?/.exec(journey.output) ?? [];

  await journey.say(`where's ${serial}?`);
  await journey.card.getByText(serial, { exact: true }).first().waitFor();
  await journey.card.getByText('Ready', { exact: false }).first().waitFor();
  await journey.keepScreenshot('status');

  const cards = await journey.cardCount();
  await journey.press('Refresh', 'status.refresh');
  await journey.card.getByText(serial, { exact: true }).first().waitFor();
  expect(await journey.cardCount()).toBe(cards);
  await journey.keepScreenshot('refreshed');
});

it('several serials give a table; a row opens its device and leads back', async () => {
  await journey.say('7XK2QY3, PF4K7X2N and 5CG9999ZZZ');
  await journey.card.getByText('3 devices').waitFor();
  await journey.keepScreenshot('table');

  await journey.card.getByText('7XK2QY3', { exact: true }).click();
  await journey.card.getByText('Needs help').first().waitFor();
  await journey.card.getByRole('button', { name: 'Back to the list' }).waitFor();
  await journey.keepScreenshot('opened');

  await journey.press('Back to the list', 'status.list');
  await journey.card.getByText('3 devices').waitFor();
});
