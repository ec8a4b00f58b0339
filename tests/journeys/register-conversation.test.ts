import { FileHost } from '../support/file-host';
import { autopilotCsv } from '../support/hardware-hashes';
import { callsOf } from '../support/graph-calls';
import { openHouse, personWith, type House } from '../support/house';
import { answerTo, ImportStory, inputsOf, made, type Offer } from '../support/import-story';
import { buttonsOf, cardOf, textsOf, wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

const helpdesk = personWith('helpdesk');
const withinMs = 90_000;
const tag = 'UK-Corp-Laptop';

let house: House;
let host: FileHost;
let story: ImportStory;
beforeAll(async () => {
  house = await openHouse();
  host = await FileHost.start();
  story = new ImportStory(house, host);
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

/** What a person must confirm first. */
const writes = () =>
  callsOf(house.tenant.requests()).filter(
    ({ method, path }) => method === 'POST' && path.includes('importedWindowsAutopilot'),
  );
const say = (text: string, person = helpdesk) => house.teams.say(person, text);
const chosenTag = ({ card }: Offer) => inputsOf(card)['tag']?.['value'];

describe('a file', () => {
  it('dropped without a word is looked at, and nothing is written', async () => {
    await say('no');
    const [before, written] = [house.teams.sent.length, writes().length];

    const asked = await story.offer(made(3, 'WORDLESS'));

    const card = house.teams.sent.slice(before).filter(({ activityId }) => activityId === asked.cardId);
    expect(card).toHaveLength(1);
    expect(asked.words).toMatch(/3 devices are registered with the file's group tag UK-Corp-Laptop/);
    expect(asked.words).toContain('Nothing is written before you confirm');
    expect(writes()).toHaveLength(written);
  });

  it.each([
    'register these with tag FR-Corp-Laptop',
    'import the attached CSV with tag FR-Corp-Laptop please',
  ])('with its tag said is offered with that tag chosen: %s', async (text) => {
    const asked = await story.offer(made(2, 'SAID'), text);

    expect(chosenTag(asked)).toBe('FR-Corp-Laptop');
    expect(asked.words).toContain('registered with the group tag FR-Corp-Laptop');
  });

  it.each([
    'here you go',
    "where's 5CG4217QHX?",
    'sync',
    'help',
    'yes',
    'no',
    'cancel',
    'thanks!',
    'assign the tag FR-Corp-Laptop to 5CG4217QHX',
    '<b>hi</b> **you**',
    '🙂',
  ])('beside “%s” is looked at all the same', async (text) => {
    const asked = await story.offer(made(2, 'BESIDE'), text);

    expect(buttonsOf(asked.card, 'register.confirm')).toHaveLength(1);
    expect(asked.words).toContain('Register 2 devices');
  });

  it('sent after another one takes its place; the earlier is cancelled', async () => {
    const earlier = await story.offer(made(1, 'EARLIER'));
    const later = await story.offer(made(1, 'LATER'));

    await until(() => story.wordsOn(earlier).includes('Cancelled. Nothing was changed'));
    expect(later.cardId).not.toBe(earlier.cardId);
    await say('no');
  });

  it('of a person who may not is not even fetched', async () => {
    const before = host.requests.length;

    const turn = await story.drop(made(1, 'EMPLOYEE'), '', personWith('employee'));

    expect(turn.replies.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('is not open to you here'),
    );
    expect(host.requests).toHaveLength(before);
  });

  it('is asked for where there is none', async () => {
    expect(wordsOf(await say('register these devices'))).toContain('Drop the CSV or Excel file');
  });

  it('sent beside others is read alone, and that is said', async () => {
    const files = [
      story.attachment(made(1, 'FIRST'), 'one.csv'),
      story.attachment(made(1, 'SECOND'), 'two.csv'),
    ];
    const turn = await house.teams.say(helpdesk, '', { attachments: files as never });

    expect(wordsOf(turn).replaceAll('\\', '')).toContain('I take one file at a time and read one.csv');
    await say('no');
  });
});

describe('rows pasted as text', () => {
  const rows = made(2, 'ROWS');
  const [one] = rows;
  const csv = autopilotCsv(rows, 'PowerShell 7 on Linux').toString('utf8');
  const headless = autopilotCsv(rows, 'no header').toString('utf8');
  const fromExcel = csv.replaceAll(',', '\t').replaceAll('\n', '\r\n');

  it.each([
    ['with their header', csv],
    ['without a header', headless],
    ['tab separated, as from Excel', fromExcel],
    ['with a sentence above', `please register these:\n${csv}`],
    ['with a sentence above and no header', `here you go\n\n${headless}`],
    ['with a header alone in capitals', csv.replace(/^.*/, (header) => header.toUpperCase())],
    ['serial and hash only', `${one!.serialNumber},,${one!.hash}`],
  ])('%s', async (_title, text) => {
    const { words } = await story.offeredOn(() => say(text));

    expect(words).toContain('pasted rows');
    expect(words).toMatch(/Register [12] devices?/);
    expect(words).not.toMatch(/refused/);
  });

  it('with the tag said above them', async () => {
    const asked = await story.offeredOn(() => say(`register these with tag FR-Corp-Laptop\n${csv}`));

    expect(chosenTag(asked)).toBe('FR-Corp-Laptop');
  });

  it(
    'are registered as those of a file are',
    async () => {
      await say(autopilotCsv(made(2, 'PASTED'), 'PowerShell 7 on Linux').toString('utf8'));
      const asked = story.lastOffer();
      await say('yes');
      await story.untilSaid(asked, '2 of 2 registered');

      expect((await story.registered('PASTED')).map(({ groupTag }) => groupTag)).toEqual([tag, tag]);
    },
    withinMs,
  );
});

describe('instead of the button', () => {
  it.each(['no', 'cancel', 'nope'])('“%s” takes the offer back', async (word) => {
    const asked = await story.offer(made(1, 'TYPEDNO'));
    await say(word);

    await until(() => story.wordsOn(asked).includes('Cancelled. Nothing was changed'));
    expect(answerTo(await story.confirm(asked))).toContain('Cancelled. Nothing was changed');
    expect(Object.keys(await story.states('TYPEDNO'))).toEqual(['ready']);
  });

  it('anything else asks again', async () => {
    const asked = await story.offer(made(1, 'TYPEDHMM'));

    expect(wordsOf(await say('hmm'))).toContain(
      'Please press a button on the card above, or write yes or no',
    );
    await story.withdraw(asked);
  });

  it('“yes” to a file of which nothing can be used says that nothing was registered', async () => {
    const asked = await story.offer(
      'Device Serial Number,Windows Product ID,Hardware Hash\r\nUNUSABLE1,,nonsense\r\n',
    );
    expect(buttonsOf(asked.card, 'register.confirm')).toEqual([]);
    await say('yes');

    await story.untilSaid(asked, /Nothing (was|had to be) registered/);
    expect(story.wordsOn(asked)).not.toMatch(/here already/);
  });
});

describe('when Graph is slow', () => {
  it(
    'a sentence is sent meanwhile, and the card takes its place',
    async () => {
      house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, delayMs: 3000 });
      const before = house.teams.sent.length;

      const asked = await story.offer(made(1, 'SLOWLY'));

      const { cardId } = asked;
      const [interim, card, ...others] = house.teams.sent
        .slice(before)
        .filter(({ activityId }) => activityId === cardId);
      expect([interim?.method, interim?.activity.text]).toEqual([
        'POST',
        expect.stringContaining('One moment'),
      ]);
      expect(card?.method).toBe('PUT');
      expect(textsOf(cardOf(card?.activity))).toContain('Register 1 device');
      expect(others).toEqual([]);
      await say('no');
      await until(() => story.wordsOn(asked).includes('Cancelled'));
    },
    withinMs,
  );

  it(
    'the offer does not wait for it without end, and says what it does not know',
    async () => {
      house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, delayMs: 30_000 });

      const asked = await story.offer(made(1, 'SLOWER'));

      expect(asked.words).toContain('could not be read just now. I read it again before I write');
      await story.withdraw(asked);
    },
    withinMs,
  );
});
