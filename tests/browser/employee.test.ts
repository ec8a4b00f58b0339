import people from '../../services/demo/people.json';
import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';
import type { Screen } from './screen';

const sofie = people.people.find(({ givenName }) => givenName === 'Sofie')!;
const groupChat = 'Laptop rollout';

let helpdesk: PlaygroundJourney;
let chloe: Screen;
beforeAll(async () => {
  helpdesk = await PlaygroundJourney.start({
    DATABASE_URL: await createDatabase(),
    // She chooses the channel too.
    ROLE_ADMINS: sofie.entraObjectId,
  });
  chloe = await helpdesk.alsoAs('chloe');
});

afterAll(async () => {
  await helpdesk.stop();
});

it('an employee is welcomed, sees how far the laptop is, and asks to be told', async () => {
  await chloe.reads(/Is my laptop ready/);
  await chloe.keepBothScreenshots('employee-welcome');

  await chloe.say('is my laptop ready?');
  await chloe.reads(/Setting up: \d of 7 things done/);
  await chloe.keepBothScreenshots('employee-my-device');

  await chloe.press('Tell me when it is ready', 'route.choose');
  await chloe.reads(/tell you/i);
  await chloe.keepBothScreenshots('employee-watch');
});

it('the same is said in German, wide and narrow', async () => {
  await chloe.sayIn('de-DE', 'Ist mein Laptop fertig?', 'a:1-demo-personal-chat-chloe');
  await chloe.reads(/von 7/);
  await chloe.keepBothScreenshots('employee-my-device-de');

  await chloe.sayIn('de-DE', 'Hilfe', 'a:1-demo-personal-chat-chloe');
  await chloe.reads(/fragen/);
  await chloe.keepBothScreenshots('employee-help-de');
});

it('a case goes to the helpdesk, is taken and answered, and the employee sees that', async () => {
  await helpdesk.openChat(groupChat);
  await helpdesk.sayToBot('channel');
  await helpdesk.reads(/Help requests/);
  await helpdesk.keepBothScreenshots('channel');
  await helpdesk.press('Send here', 'channel.use');
  await helpdesk.reads('They come here.');

  await chloe.say('get help with my laptop');
  await chloe.reads(/helpdesk/);
  await chloe.keepBothScreenshots('employee-get-help');
  await chloe.press('Send it to the helpdesk', 'help.send');

  await helpdesk.reads(/Chloé Martin/);
  await helpdesk.keepBothScreenshots('help-case');
  await helpdesk.press('Take it', 'help.take');
  await chloe.reads(/Sofie Brandt/);
  await chloe.keepBothScreenshots('employee-help-taken');
});
