import { mention } from '../../cards/mention';
import { answerOf, ChangeStory, channel, who } from '../support/change-story';
import { registered, writesTo, type Registered } from '../support/change-devices';
import { openHouse, type House } from '../support/house';
import { wordsOf } from '../support/teams-connector';

/** What people write that cannot be meant, or cannot be. */
const { anna, sofie } = who;

let house: House;
let story: ChangeStory;
let pool: Registered[];
beforeAll(async () => {
  house = await openHouse();
  story = new ChangeStory(house);
  pool = (await registered(house)).filter(({ groupTag }) => groupTag === 'UK-Corp-Laptop');
});
afterAll(() => house.stop());

/** A device that no other story is about. */
const fresh = () => pool.pop()!;
/** Without the marks that keep a text from being read as markdown. */
const plain = (words: string) => words.replaceAll(/\\|\u2060/g, '');
const said = async (text: string) => plain(wordsOf(await house.teams.say(sofie, text, channel)));
const asked = async () =>
  Number((await story.rows<{ n: string }>('select count(*) as n from changes'))[0]!.n);

afterEach(() => house.teams.say(sofie, 'cancel', channel));

describe('serial numbers', () => {
  it('that nobody registered are named, and the others are asked for', async () => {
    const device = fresh();

    const card = await story.ask(sofie, `tag 5CG0000ZZZ, ${device.serialNumber} as DE-Corp-Laptop`);

    expect(story.words(card)).toContain(`Group tag DE-Corp-Laptop for ${device.serialNumber}`);
    expect(story.words(card)).toContain('Not registered with Autopilot, so left out: 5CG0000ZZZ.');
    expect(writesTo(house, device)).toEqual([]);
  });

  it('of which none is registered are asked for nothing', async () => {
    const before = await asked();

    const words = await said('tag 5CG0000ZZZ, 5CG0000ZZY as DE-Corp-Laptop');

    expect(words).toContain(
      '2 serial numbers are not registered with Autopilot, so they are left out: 5CG0000ZZZ, 5CG0000ZZY.',
    );
    expect(words).toContain('Nothing was changed');
    expect(await asked()).toBe(before);
  });

  it('that are named twice, in whatever case, count once', async () => {
    const { serialNumber } = fresh();

    const card = await story.ask(
      sofie,
      `tag ${serialNumber}, ${serialNumber.toLowerCase()} as DE-Corp-Laptop`,
    );

    expect(story.words(card)).toContain(`Group tag DE-Corp-Laptop for ${serialNumber}`);
  });

  it('more than 500 of them are too many, however many are registered', async () => {
    const before = await asked();
    const many = Array.from({ length: 501 }, (_, n) => `5CG4${String(n).padStart(3, '0')}ZZ${n % 10}`);

    const words = await said(`tag ${many.join(', ')} as DE-Corp-Laptop`);

    expect(words).toContain('A request can name up to 500 devices, and you named 501. Nothing was changed.');
    expect(await asked()).toBe(before);
  });
});

describe('a group tag that cannot be one', () => {
  it.each([
    ['with a comma', 'UK,Corp'],
    ['with a comma in quotation marks', '"UK,Corp"', 'UK,Corp'],
    ['with an apostrophe', "O'Brien-Laptop"],
    ['with brackets', 'UK-(Corp)-Laptop'],
    ['with square brackets', 'UK-[Corp]-Laptop'],
    ['with a brace behind it', 'UK-Corp-Laptop}'],
    ['with a bell in it', 'UK-Corp\u0007-Laptop', 'UK-Corp'],
    ['with a character that nobody sees', 'UK-Corp\u200b-Laptop', 'UK-Corp'],
    ['that is read backwards', 'UK-Corp\u202e-Laptop', 'UK-Corp'],
    ['of 300 characters', 'X'.repeat(300), `${'X'.repeat(59)}…`],
    ['with a placeholder of a card', 'UK-${id}-Laptop'],
    ['that is a placeholder of a catalogue', '{{name}}'],
    ['in bold', '**DE-Corp-Laptop**'],
    ['that is a link', '[UK](https://evil.example)'],
    ['that mentions somebody', '<at>Anna</at>'],
    ['that is HTML', '<b>DE-Corp-Laptop</b>'],
  ])('%s is named as it was written, and nothing is asked for', async (_title, tag, shown = tag) => {
    const device = fresh();
    const before = await asked();

    const turn = await house.teams.say(sofie, `tag ${device.serialNumber} as ${tag}`, channel);

    expect(plain(wordsOf(turn))).toContain(shown);
    expect(wordsOf(turn)).toContain('cannot be a group tag here');
    expect(wordsOf(turn)).toContain('Nothing was changed');
    expect(wordsOf(turn)).not.toMatch(/(?<!\\)<at>Anna|(?<!\\)\*\*DE|\]\(https/);
    expect(turn.replies.flatMap(({ entities = [] }) => entities)).toEqual([mention(sofie).entity]);
    expect(await asked()).toBe(before);
    expect(writesTo(house, device)).toEqual([]);
  });
});

describe('answers', () => {
  it.each(['', ' ', '\u200b', '???', '👍'])('“%s” names no tag: it is asked for again', async (answer) => {
    const device = fresh();
    expect(await said(`tag ${device.serialNumber}`)).toContain('Which group tag?');

    expect(await said(answer)).toContain('I see no group tag in that');

    expect(await said('DE-Corp-Laptop')).toContain(`Group tag DE-Corp-Laptop for ${device.serialNumber}`);
  });

  it.each(['', ' ', '\u200b', '???'])('“%s” names no device: they are asked for again', async (answer) => {
    const device = fresh();
    expect(await said('tag as DE-Corp-Laptop')).toContain('Which devices?');

    expect(await said(answer)).toContain('I see no serial number in that');

    expect(await said(device.serialNumber)).toContain(`Group tag DE-Corp-Laptop for ${device.serialNumber}`);
  });
});

describe('taking a device out of Autopilot', () => {
  const offered = async (device: Registered) => {
    const card = await story.ask(sofie, `deregister ${device.serialNumber}`, channel, 'deregister');
    expect(story.words(card)).toContain('Please confirm');
    return card;
  };

  it.each([
    ['another serial number', { typed: '5CG0000ZZZ' }],
    ['nothing', {}],
    ['an empty line', { typed: '  ' }],
    ['a list', { typed: ['5CG0000ZZZ'] }],
  ])('is not confirmed by the button with %s typed', async (_title, inputs) => {
    const device = fresh();
    const card = await offered(device);

    const pressed = answerOf(await story.press(sofie, card, 'deregister.confirm', inputs));

    expect(pressed).toContain('That is not what the card asks you to type, so nothing was removed');
    expect(pressed).toContain(device.serialNumber);
    expect(story.words(card)).toContain('Please confirm');
    expect(writesTo(house, device)).toEqual([]);
  });

  it.each(['yes', 'ok', 'sure', '5CG0000ZZZ'])('is not confirmed by “%s”', async (text) => {
    const device = fresh();
    const card = await offered(device);

    expect(await said(text)).toContain(`To confirm, type ${device.serialNumber}`);
    expect(story.words(card)).toContain('Please confirm');
    expect(writesTo(house, device)).toEqual([]);
  });

  it('is not confirmed by somebody else, who is recorded with it', async () => {
    const device = fresh();
    const card = await offered(device);

    const typed = { typed: device.serialNumber };
    const pressed = answerOf(await story.press(anna, card, 'deregister.confirm', typed));

    expect(pressed).toContain('Only Sofie Brandt, who asked for this, can decide it here');
    expect(story.words(card)).toContain('Please confirm');
    const tried = await story.rows(
      `select actor_name, role, result, after->>'refusal' as refusal from audit
       where request_id = (select max(request_id) from requests)`,
    );
    expect(tried).toEqual([
      { actor_name: 'Anna Lindqvist', role: 'admin', result: 'refused', refusal: 'not-yours' },
    ]);
    expect(writesTo(house, device)).toEqual([]);
  });
});
