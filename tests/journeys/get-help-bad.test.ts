import people from '../../services/demo/people.json';
import { answerOf, who } from '../support/change-story';
import {
  helpChannel,
  inHelpChannel,
  limitedHelper,
  openHelpHouse,
  type HelpStory,
} from '../support/help-story';
import type { House } from '../support/house';
import { buttonsOf, cardOf } from '../support/teams-connector';
import { until } from '../support/until';

/** Help that cannot be asked for like that, and a helpdesk that cannot be reached. */
const { sofie, marcus, liam, chloé } = who;
const [visitor] = people.guests;
const guest = { id: '29:1-guest', name: visitor!.name, objectId: visitor!.entraObjectId };

let house: House;
let story: HelpStory;
beforeAll(async () => {
  ({ house, story } = await openHelpHouse('liam.carter@contoso.example'));
});
afterAll(() => house.stop());
afterEach(async () => {
  house.teams.behave();
  house.tenant.faults.clear();
  await story.closeAll();
});

const newest = async () => (await story.cases()).at(-1)!;

describe('somebody who asks', () => {
  it('about a device that is not theirs hears the same as about one that does not exist', async () => {
    const before = (await story.cases()).length;
    const { mine } = await story.handed(chloé);
    const [{ registration_id: foreign }] = (await story.rows<{ registration_id: string }>(
      'select registration_id from help_cases order by case_id desc limit 1',
    )) as [{ registration_id: string }];

    const answers = await Promise.all(
      ['help.ask', 'help.send'].flatMap((verb) =>
        [foreign, '00000000-0000-4000-8000-000000000000', 'PF4K7X2N', 'x'].map(async (id) =>
          answerOf(await story.pressData(liam, mine, verb, { id })),
        ),
      ),
    );

    expect(new Set(answers)).toEqual(
      new Set([
        'This device is not among yours, so I sent nothing. Write “is my laptop ready?” to see those that are, or “get help” to ask about something else.',
      ]),
    );
    expect((await story.cases()).length).toBe(before + 1);
  });

  it('twice at once has one case, and pressing again shows it', async () => {
    const before = (await story.cases()).length;
    const offer = await story.ask(chloé);

    const answers = await Promise.all([1, 2, 3].map(() => story.press(chloé, offer, 'help.send')));

    for (const answer of answers) expect(answerOf(answer)).toContain('Sent to the helpdesk on');
    expect((await story.cases()).length).toBe(before + 1);
    const again = await story.ask(chloé);
    expect(story.words(again)).toContain(`Your case ${(await newest()).case_id}`);
    expect(story.verbs(again)).toEqual(['help.add', 'help.settle']);
  });

  it('and adds the same twice within a minute adds it once', async () => {
    const { mine } = await story.handed(chloé);
    const from = house.teams.sent.length;
    const add = (text: string) => story.press(chloé, mine, 'help.add', { text });

    const answers = [await add('It beeps'), await add(' It beeps ')];
    await add('It stopped');
    await story.untilTold(from, 'It stopped');
    house.wait(61_000);
    await add('It stopped');
    await until(() => story.told(from).length >= 3);

    for (const answer of answers) expect(answerOf(answer)).toContain('It beeps');
    expect(story.told(from).map((text) => /It \w+/.exec(text)?.[0])).toEqual([
      'It beeps',
      'It stopped',
      'It stopped',
    ]);
  });

  it('at length, with markup and mentions, is quoted as they wrote it and no longer than it may be', async () => {
    const evil = '<at>Everybody</at> [click](https://evil.example) **now** {{DATE(2020-01-01T00:00:00Z)}} ';

    const { mine, theirs } = await story.handed(chloé, {
      said: evil.repeat(30),
      tried: 'restarted,<b>,__proto__',
    });
    await story.press(sofie, theirs, 'help.take');
    await story.untilSaid(mine, 'has taken it');
    const from = house.teams.sent.length;
    await story.press(chloé, mine, 'help.add', { text: evil });
    const added = await story.untilTold(from, 'evil.example');

    expect(JSON.stringify(story.card(theirs))).not.toMatch(
      /[^\\]\*\*now|[^\\]\[click|[^\\]<at>Every|\{\{DATE/,
    );
    expect(story.words(theirs).length).toBeLessThan(3000);
    expect(story.words(theirs)).toContain('Restarted it');
    expect(added.text).toContain('\\<at\\>Everybody');
    expect(added.entities?.map(({ mentioned }) => (mentioned as { name: string }).name)).toEqual([
      'Sofie Brandt',
    ]);
  });

  it('as a guest, or where others read it, is told where to ask', async () => {
    const before = (await story.cases()).length;

    const asGuest = await house.teams.say(guest, 'get help');
    const inChannel = await house.teams.say(chloé, 'get help', inHelpChannel);
    const pressed = await house.teams.press(chloé, 'help.send', { id: 'none' }, 'x', inHelpChannel);

    expect(JSON.stringify(asGuest.replies)).toContain('The helpdesk of your own organisation can help you');
    expect(JSON.stringify(inChannel.replies)).toContain('Open a chat with me');
    expect(answerOf(pressed)).toContain('Open a chat with me');
    expect((await story.cases()).length).toBe(before);
  });

  it('without any device, or while none can be read, may ask all the same', async () => {
    const nobody = { id: '29:1-new', name: 'Ines Novak', objectId: marcus.objectId };
    const offer = await story.ask(nobody);
    expect(story.words(offer)).toContain('I would tell the helpdesk that you need help');

    const { theirs } = await story.handed(nobody, { said: 'Where is my laptop?' });
    expect(story.words(theirs)).toContain('Where is my laptop?');
    await story.press(limitedHelper, theirs, 'help.take');
    await story.untilSaid(theirs, 'Noor Haddad has taken it');

    house.wait(11 * 60_000);
    house.tenant.faults.set({ match: {}, status: 503 });
    expect(story.words(await story.ask(chloé))).toContain('I cannot look at your devices just now');
  }, 60_000);

  it('has at most five open cases', async () => {
    const columns =
      'tenant_id, state, person_id, person_name, conversation_id, locale, registration_id, said';
    for (const n of [1, 2, 3, 4, 5]) {
      await story.rows(
        `insert into help_cases (${columns}, channel_id, channel_locale, correlation_id, created_at, changed_at)
         values ($1, 'open', $2, 'Chloé', 'a', 'en', $3, '', 'c', 'en', 'k', now(), now())`,
        [people.tenantId, chloé.objectId, `r-${n}`],
      );
    }

    const answer = answerOf(await story.press(chloé, await story.ask(chloé), 'help.send'));

    expect(answer).toContain('You have 5 open cases');
  });
});

describe('a channel that', () => {
  it('refuses the card leaves the case open, and whoever asked is told', () => unreached(403, 'failed'));

  it('leaves it unknown whether the card arrived is told of too', () => unreached(502, 'unsure'));

  async function unreached(status: number, state: string): Promise<void> {
    house.teams.misbehave({ times: 1, method: 'POST', conversationId: helpChannel, status });
    const offer = await story.ask(chloé);
    const from = house.teams.sent.length;
    await story.press(chloé, offer, 'help.send', { said: 'It is blue' });
    await until(async () => (await story.rows('select from outgoing where state = $1', [state])).length > 0);

    await story.kept();
    await story.kept();

    await story.untilSaid(offer, 'This may not have reached the helpdesk');
    await story.untilTold(from, 'it may not have reached the helpdesk');
    expect(story.told(from)).toHaveLength(1);
    expect(await newest()).toMatchObject({ state: 'open' });
    expect(story.words(offer)).toContain('It is blue');
  }

  it('nobody chose, or nobody knows the way to, is told of, with the case as text to copy', async () => {
    const offer = await story.ask(chloé);
    const before = (await story.cases()).length;
    try {
      await story.rows(`update places set conversation_id = '19:nowhere@thread.tacv2'`);
      const unreached = await story.press(chloé, offer, 'help.send', { said: 'It is *blue*' });
      expect(JSON.stringify(unreached.replies)).toContain('I cannot reach the channel of the helpdesk');
      expect(unreached.replies[0]?.text).toContain('It is \\*blue\\*');
      expect(unreached.replies[0]?.text).toContain('PF4K7X2N');

      await story.rows(`update places set purpose = 'parked'`);
      const typed = await house.teams.say(chloé, 'get help');
      expect(typed.replies[0]?.text).toContain('No helpdesk channel is set up here');
      expect(typed.replies[0]?.text).toContain('PF4K7X2N');
      const pressed = await story.pressData(chloé, offer, 'help.send', { id: 'none', said: 'Hello' });
      expect(pressed.replies[0]?.text).toContain('Hello');
    } finally {
      await story.rows(`update places set purpose = 'help', conversation_id = $1`, [helpChannel]);
    }
    expect((await story.cases()).length).toBe(before);
  });
});

it('asks which device it is about when there are several, and goes on in the same message', async () => {
  const card = await story.ask(liam);
  expect(story.verbs(card)).toEqual(['help.ask']);
  const choices = JSON.stringify(story.card(card));
  expect(choices).toContain('5CG4217QHX');
  expect(choices).toContain('HLPFA1L3');
  expect(choices).not.toContain('PF4K7X2N');

  const [, id] = /HLPFA1L3","value":"([^"]+)"/.exec(choices)!;
  await story.press(liam, card, 'help.ask', { id });
  expect(story.verbs(card)).toEqual(['help.send']);
  expect(story.words(card)).toContain('HLPFA1L3');

  const other = await story.ask(liam);
  await story.press(liam, other, 'help.ask', { id: 'none' });
  expect(story.words(other)).toContain('I would tell the helpdesk that you need help');
});

it('stands below the card of one’s own device, which stays', async () => {
  const own = await story.ask(chloé, 'is my laptop ready?');

  const { replies } = await story.press(chloé, own, 'help.ask');

  expect(buttonsOf(cardOf(replies[0]), 'help.send')).toHaveLength(1);
  expect(story.words(own)).not.toContain('Send it to the helpdesk');
});
