import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import people from '../../services/demo/people.json';
import { FileHost } from '../support/file-host';
import { autopilotCsv, devices, hardwareHash, type MadeDevice } from '../support/hardware-hashes';
import { callsOf } from '../support/graph-calls';
import { openHouse, personWith, type House } from '../support/house';
import {
  answerTo,
  conversationOf,
  ImportStory,
  mentioning,
  inputsOf,
  made,
  type Offer,
} from '../support/import-story';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person, type Turn } from '../support/teams-connector';
import { until } from '../support/until';

const helpdesk = personWith('helpdesk');
const channel = () => conversationOf('channel', '19:autopilot@thread.tacv2;messageid=1740000000000');
const groupChat = () => conversationOf('groupChat', '19:colleagues@thread.v2');
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

/** Whatever was done that a person must confirm first. */
const writes = () =>
  callsOf(house.tenant.requests()).filter(({ method }) => method !== 'GET' && method !== 'HEAD');
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
    const turn = await story.drop(made(2, 'BESIDE'), text);

    expect(buttonsOf(cardOf(turn.replies.at(-1)), 'register.confirm')).toHaveLength(1);
    expect(textsOf(cardOf(turn.replies.at(-1)))).toContain('Register 2 devices');
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

    expect(turn.replies.map(({ text }) => text)).toEqual([
      expect.stringContaining('is not open to you here'),
    ]);
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
    const turn = await say(text);

    const card = cardOf(turn.replies.at(-1));
    expect(textsOf(card)).toContain('pasted rows');
    expect(textsOf(card)).toMatch(/Register [12] devices?/);
    expect(textsOf(card)).not.toMatch(/refused/);
  });

  it('with the tag said above them', async () => {
    await say(`register these with tag FR-Corp-Laptop\n${csv}`);

    expect(chosenTag(story.lastOffer())).toBe('FR-Corp-Laptop');
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

      await story.drop(made(1, 'SLOWLY'));

      const [interim, card, ...others] = house.teams.sent.slice(before);
      expect([interim?.method, interim?.activity.text]).toEqual([
        'POST',
        expect.stringContaining('One moment'),
      ]);
      expect([card?.method, card?.activityId]).toEqual(['PUT', interim?.activityId]);
      expect(textsOf(cardOf(card?.activity))).toContain('Register 1 device');
      expect(others).toEqual([]);
      await say('no');
      await until(() => textsOf(cardOf(house.teams.shown(card!.activityId))).includes('Cancelled'));
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

describe.each([
  ['a channel', channel],
  ['a group chat', groupChat],
] as const)('in %s', (_title, place) => {
  const [admin, otherAdmin] = people.people
    .filter(({ role }) => role === 'admin')
    .map(({ teamsId: id, name, entraObjectId: objectId }): Person => ({ id, name, objectId }));
  const sayThere = (text: string, person: Person) => house.teams.say(person, ...mentioning(text, place()));
  const personally = (person: Person, from: number) =>
    house.teams.sent.slice(from).filter(({ activity }) => activity.conversation?.id === `a:${person.id}`);
  const noFiles = 'Teams does not hand me files in channels and group chats';

  it('no file arrives: that is said there, and the person is written to', async () => {
    await say('hi');
    const [before, opened] = [house.teams.sent.length, house.teams.opened.length];

    const turn = await sayThere('register the attached file', helpdesk);

    const there = turn.replies.filter(({ conversation }) => conversation?.id === place().conversation.id);
    expect(there.map(({ text }) => text)).toEqual([
      expect.stringContaining(`${noFiles}. I have written to you`),
    ]);
    expect(personally(helpdesk, before).map(({ activity }) => activity.text)).toEqual([
      expect.stringContaining('You want to register devices: send me the CSV'),
    ]);
    expect(house.teams.opened).toHaveLength(opened);
  });

  it('a person who never wrote to the bot is written to in a chat that is opened', async () => {
    const anew = { ...admin!, id: `29:${_title}` };
    await story.rows("delete from conversations where person_id = $1 and scope = 'personal'", [
      admin!.objectId,
    ]);
    const [before, opened] = [house.teams.sent.length, house.teams.opened.length];

    const turn = await sayThere('register the attached file', anew);

    expect(wordsOf(turn)).toContain('I have written to you in our personal chat');
    expect(house.teams.opened.slice(opened)).toMatchObject([
      {
        asked: {
          isGroup: false,
          tenantId: people.tenantId,
          members: [{ id: anew.id }],
          channelData: { tenant: { id: people.tenantId } },
        },
      },
    ]);
    expect(personally(anew, before).map(({ activity }) => activity.text)).toEqual([
      expect.stringContaining('You want to register devices'),
    ]);
  });

  it('a person who cannot be written to is told so there', async () => {
    await story.rows('delete from conversations where person_id = $1', [otherAdmin!.objectId]);
    house.teams.misbehave({ times: 1, opening: true, status: 403 });

    const turn = await sayThere('register the attached file', otherAdmin!);

    expect(turn.replies.map(({ text }) => text)).toEqual([
      expect.stringContaining('I could not write to you in our personal chat. Open a chat with me'),
    ]);
  });

  it('a person who may not is told so, and not written to', async () => {
    const employee = personWith('employee');
    const before = house.teams.sent.length;

    expect(wordsOf(await sayThere('register the attached file', employee))).toContain(
      'is not open to you here',
    );
    expect(personally(employee, before)).toEqual([]);
  });

  it(
    'rows that are pasted are offered there, to the person who pasted them',
    async () => {
      const serial = `THERE${_title.length}`;
      const text = autopilotCsv(made(2, serial), 'PowerShell 7 on Linux').toString('utf8');
      await sayThere(`register these\n${text}`, helpdesk);
      const asked = story.lastOffer();
      expect(asked.words).toContain('Register 2 devices');

      expect(answerTo(await story.confirm(asked, {}, admin!, place()))).toContain(
        `Only ${helpdesk.name}, who asked for this, can decide it here`,
      );
      expect(answerTo(await story.confirm(asked, {}, helpdesk))).toContain('I no longer know this button');
      await sayThere('yes', admin!);
      expect(await story.states(serial)).toEqual({ ready: 2 });
      await sayThere('yes', helpdesk);
      await story.untilSaid(asked, '2 of 2 registered');
      await until(() =>
        house.teams.sent.some(
          ({ activity }) =>
            activity.text?.includes('2 of 2 registered') === true &&
            activity.conversation?.id === place().conversation.id,
        ),
      );
      expect(
        answerTo(
          await house.teams.press(
            helpdesk,
            'register.resultFile',
            { id: await story.importOf(asked) },
            asked.cardId,
            place(),
          ),
        ),
      ).toContain('personal chat');
    },
    withinMs,
  );
});

describe('what was done is', () => {
  let asked: Offer;
  let id: number;
  const person = helpdesk;
  const press = (verb: string, data: object = {}, by: Person = person) =>
    house.teams.press(by, verb, { id, ...data }, asked.cardId);

  beforeAll(async () => {
    const exact = ['5CG0OTHER1', '5CG0STORE1', '5CG0POISON'].map((serial) => exactly(serial));
    asked = await story.offer([...exact, ...made(22, 'REPORT')], '');
    await story.confirm(asked);
    id = await story.importOf(asked);
    await story.untilSaid(asked, 'Done in part: 22 of 25');
  }, withinMs);

  it('said for every row that failed: why, and who must act', () => {
    const words = story.wordsOn(asked);
    expect(words).toMatch(/former owner, the vendor or Microsoft support/);
    expect(words).toMatch(/Send the row again later/);
  });

  it.each(['how is my import going?', 'did the upload finish?', 'which rows failed?'])(
    'found again: %s',
    async (text) => {
      expect(wordsOf(await say(text))).toContain('22 of 25 registered');
    },
  );

  it('found by a serial number in it', async () => {
    expect(wordsOf(await say('how is the import of 5CG0STORE1 going?'))).toContain('22 of 25 registered');
    expect(wordsOf(await say('how is the import of 5CG9999ZZZ going?'))).toMatch(
      /I find 5CG9999ZZZ in no import/,
    );
  });

  it('listed page by page, forwards and back', async () => {
    const first = await press('register.rows', { page: 0, onlyProblems: false });
    const next = buttonsOf(first.body, 'register.rows').find(
      ({ data }) => (data as { page: number }).page === 1,
    );
    expect(answerTo(first)).toContain('1 to 20 of 25 · page 1 of 2');
    const second = await press('register.rows', next!.data as object);
    expect(answerTo(second)).toContain('21 to 25 of 25 · page 2 of 2');
    expect(answerTo(second)).toContain('Previous');
    expect(answerTo(second)).not.toMatch(/\nNext/);
  });

  it('listed as far as there are pages, whatever page is asked for', async () => {
    expect(answerTo(await press('register.rows', { page: 100_000, onlyProblems: false }))).toContain(
      'page 2 of 2',
    );
    for (const page of [1e9, -1, 1.5, '1', null, {}]) {
      expect(answerTo(await press('register.rows', { page, onlyProblems: false }))).toContain(
        'I no longer know this button',
      );
    }
  });

  it('listed by its problems alone', async () => {
    const words = answerTo(await press('register.rows', { page: 0, onlyProblems: true }));

    expect(words).toContain('3 rows');
    expect(words).toContain('5CG0POISON');
    expect(words).not.toContain('REPORT');
  });

  it('shown anew, in place of the rows', async () => {
    expect(answerTo(await press('registration-status.show'))).toContain('22 of 25 registered');
  });

  it('over: there is nothing to stop', async () => {
    expect(answerTo(await press('register.stop'))).toContain('there is nothing to stop');
  });

  it('written up for the vendor', async () => {
    const turn = await press('register.vendorText');

    expect(answerTo(turn)).toContain('Send this first to whoever sold you the devices');
    expect(wordsOf(turn)).toContain('Please release these devices from Windows Autopilot');
    expect(wordsOf(turn)).toContain('5CG0OTHER1');
    expect(wordsOf(turn)).not.toContain('5CG0STORE1');
  });

  it('told in a message that names the person', () => {
    const summary = house.teams.sent.find(({ activity }) => activity.text?.includes('22 of 25') === true);

    expect(summary?.activity.text).toContain(`<at>${helpdesk.name}</at>`);
    expect(summary?.activity.text).toContain('3 rows need a look');
  });

  describe('as a file', () => {
    let drive: Server;
    const puts: string[] = [];
    beforeAll(async () => {
      drive = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          puts.push(Buffer.concat(chunks).toString('utf8'));
          response.writeHead(201);
          response.end('{}');
        });
      });
      await new Promise<void>((resolve) => drive.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => drive.close(resolve)));
    beforeEach(() => {
      puts.length = 0;
    });

    const consentOf = (turn: Turn) =>
      turn.replies[0]!.attachments![0]!.content as { acceptContext: object; sizeInBytes: number };
    function accept(by: Person, context: object) {
      const url = `http://127.0.0.1:${(drive.address() as AddressInfo).port}/file.csv`;
      const uploadInfo = { contentUrl: url, uploadUrl: url, name: 'f.csv', uniqueId: 'u', fileType: 'csv' };
      return house.teams.deliver({
        ...house.teams.message(by, ''),
        type: 'invoke',
        name: 'fileConsent/invoke',
        value: { type: 'fileUpload', action: 'accept', context, uploadInfo },
      });
    }

    it('every row with its result', async () => {
      await accept(person, consentOf(await press('register.resultFile')).acceptContext);

      const lines = puts[0]!.trimEnd().split('\r\n');
      expect(lines).toHaveLength(26);
      expect(lines.find((line) => line.includes('5CG0OTHER1'))).toMatch(/Failed,/);
      expect(lines.filter((line) => line.includes('Registered, w'))).toHaveLength(22);
      expect(puts[0]).not.toContain('T0F');
    });

    it('the usable rows, which can be sent again as they are', async () => {
      await accept(person, consentOf(await press('register.repairedFile')).acceptContext);

      const again = await story.offer(puts[0]!);
      expect(again.words).toContain('22 are here already');
      expect(again.words).toContain('3\nto register');
      await story.withdraw(again);
    });

    it('but not for strangers, with or without the button', async () => {
      const stranger = {
        ...helpdesk,
        id: '29:stranger',
        name: 'A Stranger',
        objectId: personWith('employee').objectId,
      };
      const { acceptContext } = consentOf(await press('register.resultFile'));
      const forged = { ...acceptContext, offer: 'forged', person: stranger.objectId };

      for (const context of [acceptContext, forged]) {
        expect(wordsOf(await accept(stranger, context))).toMatch(
          /not open to you|can no longer make this file/,
        );
      }
      expect(puts).toEqual([]);
    });
  });
});

/** One device with this very serial number. */
function exactly(serialNumber: string): MadeDevice {
  const [device] = devices(1, { prefix: serialNumber });
  return { ...device!, serialNumber, hash: hardwareHash({ serialNumber }) };
}
