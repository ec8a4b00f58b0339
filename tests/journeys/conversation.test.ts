import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, wordsOf } from '../support/teams-connector';

const admin = personWith('admin');
const helpdesk = personWith('helpdesk');
const employee = personWith('employee');

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

describe('help', () => {
  it('lists what this person may do, and nothing else', async () => {
    const [ofHelpdesk, ofEmployee] = [
      wordsOf(await house.teams.say(helpdesk, 'help')),
      wordsOf(await house.teams.say(employee, 'what can you do?')),
    ];

    expect(ofHelpdesk).toContain('Device status');
    expect(ofEmployee).not.toContain('Device status');
  });
});

describe('a question of the bot', () => {
  it('is answered with the serial', async () => {
    expect(wordsOf(await house.teams.say(helpdesk, 'status'))).toContain('Which serial number?');

    expect(wordsOf(await house.teams.say(helpdesk, '5CG4217QHX'))).toContain('UK-Corp-Laptop');
  });

  it('takes whatever is answered as a serial', async () => {
    await house.teams.say(helpdesk, 'status');

    expect(wordsOf(await house.teams.say(helpdesk, 'default string'))).toContain('Default string');
  });

  it('takes several, whatever they look like', async () => {
    await house.teams.say(helpdesk, 'status');

    const shown = wordsOf(await house.teams.say(helpdesk, '5CG4217QHX, default string'));

    expect(shown).toContain('2 devices');
  });

  it.each([
    ['READY1 and NONCOMP1', '2 devices'],
    ['"VM 12 34-AB"', 'VM 12 34-AB is not registered'],
    ["I don't know", 'I see no serial number in that'],
  ])('reads the answer %s', async (answer, expected) => {
    await house.teams.say(helpdesk, 'status');

    expect(wordsOf(await house.teams.say(helpdesk, answer))).toContain(expected);
  });

  it('is asked again when the answer is a sentence without a serial', async () => {
    await house.teams.say(helpdesk, 'status');

    const again = await house.teams.say(helpdesk, 'I would have to go and look at the label first');

    expect(wordsOf(again)).toContain('I see no serial number in that');
  });

  it('is left by cancel, which says what it stopped', async () => {
    await house.teams.say(helpdesk, 'status');

    expect(wordsOf(await house.teams.say(helpdesk, 'cancel'))).toContain('I stopped');
    expect(wordsOf(await house.teams.say(helpdesk, 'cancel'))).toContain('nothing to stop');
  });

  it('is asked anew when the command is typed again', async () => {
    await house.teams.say(helpdesk, 'status');

    expect(wordsOf(await house.teams.say(helpdesk, 'status'))).toContain('Which serial number?');
  });

  it('is left by help', async () => {
    await house.teams.say(helpdesk, 'status');

    expect(wordsOf(await house.teams.say(helpdesk, 'help'))).toContain('Device status');
  });

  it('is not answered by somebody else in the same channel', async () => {
    const channel = {
      conversation: { ...house.teams.message(helpdesk, '').conversation!, id: '19:c@thread.tacv2' },
    };
    await house.teams.say(helpdesk, 'status', channel);

    const other = await house.teams.say(admin, 'thanks!', channel);

    expect(wordsOf(other)).toContain('welcome');
  });
});

describe('what the bot does not know', () => {
  beforeEach(() => house.teams.say(helpdesk, 'cancel'));

  it('is offered as the likeliest commands; a press begins one with what the sentence named', async () => {
    const turn = await house.teams.say(helpdesk, '5CG4217QHX again, my colleague says');
    const [choice] = buttonsOf(cardOf(turn.replies[0]), 'route.choose');

    expect(wordsOf(turn)).toContain('not sure');
    expect(choice?.data).toMatchObject({ command: 'status' });
    const pressed = await house.teams.press(helpdesk, 'route.choose', choice?.data);
    expect(wordsOf(pressed)).toContain('UK-Corp-Laptop');
  });

  it('is not guessed', async () => {
    expect(wordsOf(await house.teams.say(helpdesk, 'what will the weather be tomorrow?'))).toContain(
      'not sure',
    );
  });

  it('a forged choice cannot begin what the person may not do', async () => {
    const pressed = await house.teams.press(employee, 'route.choose', {
      command: 'status',
      text: '5CG4217QHX',
    });

    expect(pressed.replies).toEqual([]);
    expect((pressed.body as { value: unknown }).value).toContain('is not open to you');
  });

  it.each([
    ['an unknown verb', 'status.delete', {}],
    ['an unknown command', 'route.choose', { command: '__proto__', text: 'x' }],
    ['a choice of another shape', 'route.choose', { command: 5 }],
  ])('%s is refused with a sentence', async (_title, verb, data) => {
    const pressed = await house.teams.press(admin, verb, data);

    expect((pressed.body as { value: string }).value).toContain('no longer know this button');
  });
});

describe('what cannot be done yet', () => {
  it.each(['list all laptops without a tag', 'why did 7XK2QY3 fail?'])(
    'is understood and not promised: %s',
    async (text) => {
      expect(wordsOf(await house.teams.say(helpdesk, text))).toMatch(
        /cannot do that yet. Nothing was changed/,
      );
    },
  );
});

describe('hostile and odd messages', () => {
  it.each([
    ['300 characters', 'x'.repeat(300)],
    ['100 kB', 'serial '.repeat(14_000)],
    ['nothing', ''],
    ['only a mention', '<at>Autopilot</at>'],
    ['emoji', '🤖🤖🤖'],
    ['percent signs', '%00%ff%E0%A4%A'],
    ['quotes', `status '"; DROP TABLE devices; --`],
    ['a template', 'status ${$root.secret}'],
    ['markdown', 'status [click](https://evil.example)'],
    ['zero-width and right-to-left characters', '\u202Estatus\u200B 5CG\u200B4217QHX'],
    ['a serial with a quote', "status 5CG'4217"],
    ['a lone surrogate', 'status \uD800'],
  ])('%s get an answer', async (_title, text) => {
    const turn = await house.teams.say(helpdesk, text);

    expect(turn.status).toBe(200);
    expect(turn.replies).toHaveLength(1);
    expect(wordsOf(turn)).not.toContain('something went wrong');
  });

  it('never lets a person’s markdown become a link', async () => {
    const turn = await house.teams.say(helpdesk, 'blorb [click](https://evil.example)');

    expect(JSON.stringify(turn.replies)).not.toContain('[click](https');
  });
});
