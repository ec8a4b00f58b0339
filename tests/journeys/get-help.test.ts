import fr from '../../cards/locales/fr.json';
import { who, answerOf } from '../support/change-story';
import { helpChannel, openHelpHouse, type HelpStory } from '../support/help-story';
import type { House } from '../support/house';
import { buttonsOf, cardOf, textsOf } from '../support/teams-connector';
import { until } from '../support/until';

const { sofie, marcus, chloé } = who;

let house: House;
let story: HelpStory;
beforeAll(async () => {
  ({ house, story } = await openHelpHouse('marcus.okafor@contoso.example'));
});
afterAll(() => house.stop());
afterEach(() => story.closeAll());

it('goes from the question to the answer and the end, and nobody asks twice', async () => {
  const offer = await story.ask(chloé, 'I need help with my laptop');
  expect(story.words(offer)).toContain('PF4K7X2N');
  expect(story.verbs(offer)).toEqual(['help.send']);
  const before = (await story.cases()).length;

  const { mine, theirs } = await story.handed(chloé, {
    said: 'It stands at the same screen since lunch',
    tried: 'restarted,waited',
  });
  await story.untilSaid(mine, 'Sent to the helpdesk on 2026-03-02 09:00 UTC');
  const cases = await story.cases();
  expect(cases).toHaveLength(before + 1);
  for (const known of [
    'Chloé Martin needs help',
    'Nobody has taken it yet',
    'serial number PF4K7X2N',
    'FR-Corp-Laptop',
    'Being set up',
    'Set-up began',
    'Restarted it, Waited for more than an hour',
    'It stands at the same screen since lunch',
  ])
    expect(story.words(theirs)).toContain(known);

  await story.press(sofie, theirs, 'help.take');
  await story.untilSaid(mine, 'Sofie Brandt from the helpdesk has taken it');
  await story.untilSaid(theirs, 'Sofie Brandt has taken it');

  let from = house.teams.sent.length;
  await story.press(sofie, theirs, 'help.answer', { answer: 'Leave it plugged in for an hour.' });
  const answer = await story.untilTold(from, 'Leave it plugged in for an hour');
  expect(answer.text).toContain('Sofie Brandt from the helpdesk answered you');
  expect(answer.conversation?.id).toBe(`a:${chloé.id}`);
  await story.untilSaid(mine, 'Leave it plugged in for an hour.');

  from = house.teams.sent.length;
  await story.press(chloé, mine, 'help.add', { text: 'It moved on a little' });
  const added = await story.untilTold(from, 'It moved on a little');
  expect(added.conversation?.id).toBe(`${helpChannel};messageid=${theirs.cardId}`);
  expect(added.text).toContain('<at>Sofie Brandt</at>, Chloé Martin added to case');
  expect(added.entities).toEqual([
    {
      type: 'mention',
      text: '<at>Sofie Brandt</at>',
      mentioned: { id: sofie.objectId, name: 'Sofie Brandt' },
    },
  ]);
  await story.untilSaid(theirs, 'It moved on a little');

  from = house.teams.sent.length;
  await story.press(sofie, theirs, 'help.close', { note: 'It is ready now.' });
  await story.untilTold(from, 'has closed it and wrote: “It is ready now.”');
  await story.untilSaid(mine, 'This case is closed');
  await story.untilSaid(theirs, 'Closed');
  expect(story.verbs(mine)).toEqual([]);
  expect(story.verbs(theirs)).toEqual([]);
  expect(await story.audited(cases.at(-1)!.case_id)).toEqual([
    'Chloé Martin: requested',
    'Sofie Brandt: taken',
    'Sofie Brandt: answered',
    'Sofie Brandt: closed',
  ]);
});

it('is ended by whoever asked, and whoever took it is told', async () => {
  const { mine, theirs } = await story.handed(chloé);
  await story.press(marcus, theirs, 'help.take');
  await story.untilSaid(mine, 'Marcus Okafor');

  const from = house.teams.sent.length;
  expect(answerOf(await story.press(chloé, mine, 'help.settle'))).toContain('This case is closed');

  const told = await story.untilTold(from, 'is sorted out, so it is closed');
  expect(told.text).toMatch(/^<at>Marcus Okafor<\/at>, Chloé Martin says/);
  await story.untilSaid(theirs, 'Closed');
});

it('speaks to each side in its own language', async () => {
  const from = house.teams.sent.length;
  const mine = await story.ask(chloé, 'get help', { locale: 'fr-FR' });
  expect(story.words(mine)).toContain(fr['get-help'].offer.send);

  await story.press(chloé, mine, 'help.send');
  await story.untilSaid(mine, fr['get-help'].case.details);

  const inChannel = () =>
    house.teams.sent.slice(from).find(({ activity }) => activity.conversation?.id === helpChannel);
  await until(() => inChannel() !== undefined);
  expect(textsOf(cardOf(inChannel()?.activity))).toContain('Nobody has taken it yet');
});

it('explains the code and shows the device beside the case, which stays', async () => {
  const { theirs } = await story.handed(marcus);
  expect(story.words(theirs)).toMatch(/Reported failure\n.*0x800705B4/);
  expect(story.words(theirs)).toMatch(/What it means\nSomething took longer/);

  const buttons = ['route.choose', 'help.device'].flatMap((verb) => buttonsOf(story.card(theirs), verb));
  const answers = [];
  for (const { verb, data } of buttons)
    answers.push(await house.teams.press(sofie, verb, data, theirs.cardId, theirs.where));

  const [explained, shown] = answers.map(({ replies }) => JSON.stringify(replies));
  expect(explained).toContain('0x800705B4');
  expect(shown).toContain('HLPFA1L3');
  expect(story.words(theirs)).toContain('Nobody has taken it yet');
});
