import { PlaygroundJourney } from './playground';

let journey: PlaygroundJourney;
beforeAll(async () => {
  journey = await PlaygroundJourney.start();
});

afterAll(async () => {
  await journey.stop();
});

it('a helpdesk person sends a serial, sees the card, refreshes it, and opens one of several', async () => {
  expect(journey.output).toContain('Sofie Brandt (helpdesk)');
  const [, serial] = /where's (\w+)\?/.exec(journey.output)!;

  await journey.say(`where's ${serial}?`);
  await journey.card.getByText(serial!, { exact: true }).first().waitFor();
  await journey.card.getByText('Ready', { exact: false }).first().waitFor();
  await journey.keepScreenshot('status');

  await journey.card.getByRole('button', { name: 'Refresh' }).click();
  await journey.page.getByText('Your response was sent to the app').first().waitFor();
  await journey.card.getByText(serial!, { exact: true }).first().waitFor();
  await journey.keepScreenshot('refreshed');
});
