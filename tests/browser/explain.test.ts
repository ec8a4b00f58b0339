import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';

let journey: PlaygroundJourney;
beforeAll(async () => {
  journey = await PlaygroundJourney.start({ DATABASE_URL: await createDatabase() });
});

afterAll(async () => {
  await journey.stop();
});

it('a code is explained, the reasons unfold, and what helped is counted', async () => {
  await journey.say('error 0x800705b4 at securing your hardware');
  await journey.reads('Something took longer than it was given');
  await journey.reads('What to do, in this order');
  await journey.keepScreenshot('explain');

  await journey.unfoldPart('Why it happens', 'Most likely first; then what to check.');
  await journey.keepScreenshot('explain-why');

  await journey.press('Solved it', 'explain.verdict');
  await journey.reads(/It solved 1 case here/);
  await journey.press('Text to hand over', 'explain.hand-over');
  await journey.told(/Autopilot case: Something took longer/);
  await journey.keepScreenshot('explain-case');
});

it('words of a screen and several codes are understood too', async () => {
  await journey.say('ESP stuck at Identifying');
  await journey.reads('The status page stands still at Identifying');
  await journey.keepScreenshot('explain-screen');

  await journey.say('0x80180014 0x80070643 0x87D1041C 0x80072EE7 in one log');
  await journey.reads('4 codes in your text');
  await journey.keepScreenshot('explain-table');
});

it('terms, modes and the status page settings are shown', async () => {
  await journey.say('how do I get the hardware hash of a laptop?');
  await journey.reads(/Get-WindowsAutopilotInfo/i);
  await journey.keepScreenshot('concept');

  await journey.say('which mode for kiosks?');
  await journey.reads(/self-deploying/i);
  await journey.keepScreenshot('modes');

  await journey.say('what are our ESP settings?');
  await journey.reads(/settings? differs?/i);
  await journey.keepScreenshot('esp-settings');
});
