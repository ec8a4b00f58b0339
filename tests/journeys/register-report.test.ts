import { importVerbs } from '../../cards/import-verbs';
import { FileHost } from '../support/file-host';
import { devices, hardwareHash, type MadeDevice } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { answerTo, ImportStory, made, type Offer } from '../support/import-story';
import { Drive } from '../support/saved-files';
import { buttonsOf, wordsOf, type Person, type Turn } from '../support/teams-connector';
import { until } from '../support/until';

const helpdesk = personWith('helpdesk');
const withinMs = 90_000;

const admin = personWith('admin');
const colleague = {
  id: '29:colleague',
  name: 'A Colleague',
  objectId: '00000000-0000-4000-8000-000000000001',
};
const other = { ...colleague, id: '29:other', objectId: '00000000-0000-4000-8000-000000000002' };

let house: House;
let host: FileHost;
let story: ImportStory;
let drive: Drive;
let asked: Offer;
let id: number;
beforeAll(async () => {
  house = await openHouse({
    environment: {
      ROLE_ADMINS: admin.objectId,
      ROLE_HELPDESK: [helpdesk, colleague, other].map(({ objectId }) => objectId).join(),
    },
  });
  host = await FileHost.start();
  drive = await Drive.start();
  story = new ImportStory(house, host);
  const told = ['5CG0OTHER1', '5CG0STORE1', '5CG0POISON'].map(exactly);
  asked = await story.offer([...told, exactly('5CG9918ZKQ'), ...made(21, 'REPORT')]);
  await story.confirm(asked);
  id = await story.importOf(asked);
  await story.untilSaid(asked, 'Done in part: 22 of 25');
}, withinMs);
afterAll(async () => {
  await house.stop();
  await host.stop();
  await drive.stop();
});
beforeEach(() => {
  house.tenant.faults.clear();
});

const say = (text: string, person: Person = helpdesk) => house.teams.say(person, text);
const press = (verb: string, data: object = {}, by: Person = helpdesk) =>
  house.teams.press(by, verb, { id, ...data }, asked.cardId);
const everything = (turn: Turn) => JSON.stringify([turn.replies, turn.body]);

describe('what was done is', () => {
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
    const later = await story.offer(made(1, 'LATER'), '', admin);
    await story.confirm(later, {}, admin);
    await story.untilSaid(later, '1 of 1 registered');

    const question = 'how is the import of 5CG9918ZKQ going?';
    expect(wordsOf(await say(question))).toContain('22 of 25 registered');
    expect(wordsOf(await say(question, admin))).toContain('22 of 25 registered');
    expect(wordsOf(await say('how is my import going?', admin))).toContain('1 of 1 registered');
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

  it('given as a file with every row and its result', async () => {
    const { name, text } = await drive.save(house, helpdesk, 'register.resultFile', id);

    const lines = text.trimEnd().split('\r\n');
    expect(name).toBe('result of devices 2026-03-02.csv');
    expect(lines).toHaveLength(26);
    expect(lines.find((line) => line.includes('5CG0OTHER1'))).toContain('Failed,');
    expect(lines.filter((line) => line.includes('Registered, with a profile'))).toHaveLength(22);
    expect(text).not.toContain('T0F');
  });

  it('given as a repaired file, which can be sent again as it is', async () => {
    const { text } = await drive.save(house, helpdesk, 'register.repairedFile', id);

    const again = await story.offer(text);
    expect(again.words).toContain('22 are here already');
    expect(again.words).toContain('Register 3 devices');
    await story.withdraw(again);
  });
});

describe('somebody else', () => {
  const verbs = Object.values(importVerbs);
  const forged = { page: 0, onlyProblems: false };
  const secrets = /5CG0|REPORT|devices\.csv|of 25/;

  it.each(verbs)('of the helpdesk learns nothing by %s', async (verb) => {
    const turn = await press(verb, forged, colleague);

    expect(answerTo(turn)).toContain(`Only ${helpdesk.name}, who sent this file, or an administrator`);
    expect(everything(turn)).not.toMatch(secrets);
  });

  it.each(verbs)('who is no helpdesk learns nothing by %s', async (verb) => {
    const turn = await press(verb, forged, personWith('employee'));

    expect(answerTo(turn)).toContain('is not open to you here');
    expect(everything(turn)).not.toMatch(secrets);
  });

  it.each(verbs)('in another tenant learns nothing by %s', async (verb) => {
    const elsewhere = '99999999-7d94-4e1b-9a38-c2e4b7d51f06';
    const conversation = { ...house.teams.message(helpdesk, '').conversation!, tenantId: elsewhere };
    const turn = await house.teams.press(helpdesk, verb, { id, ...forged }, asked.cardId, {
      conversation,
      channelData: { tenant: { id: elsewhere } },
    });

    expect(everything(turn)).not.toMatch(secrets);
  });

  it.each([
    ...[0, -1, 1.5, 2 ** 53, 1e300, '1', null, undefined, {}, [1], 'x'].map((guess) => ({
      guess,
    })),
  ])('who guesses the id $guess learns nothing', async ({ guess }) => {
    for (const verb of verbs) {
      const turn = await house.teams.press(admin, verb, { ...forged, id: guess }, asked.cardId);
      expect(turn.status).toBe(200);
      expect(answerTo(turn)).toMatch(/I no longer know this button|I no longer have this import/);
    }
  });

  it('who guesses the id of an import that never was learns that there is none', async () => {
    for (const verb of verbs) {
      const turn = await house.teams.press(admin, verb, { ...forged, id: 999_999 }, asked.cardId);
      expect(answerTo(turn)).toContain('I no longer have this import');
    }
  });

  it('asks in vain how it went', async () => {
    const own = wordsOf(await say('how is my import going?', colleague));
    const named = wordsOf(await say('how is the import of 5CG9918ZKQ going?', colleague));
    const employee = wordsOf(await say('how is my import going?', personWith('employee')));

    expect(own).toContain('You have not sent me a file to register yet');
    expect(named).toContain('I find 5CG9918ZKQ in no import');
    expect(employee).toContain('is not open to you here');
  });

  it('does not get the file by an offer to another, nor by a forged one', async () => {
    const offered = (await press('register.resultFile')).replies.at(-1)!;
    const { acceptContext } = offered.attachments![0]!.content as { acceptContext: object };
    const toThem = { ...acceptContext, offer: 'forged', person: colleague.objectId };

    expect(wordsOf(await accept(colleague, acceptContext))).toContain('can no longer make this file');
    expect(wordsOf(await accept(colleague, toThem))).toContain(`Only ${helpdesk.name}, who sent this file`);
  });

  it('who is an administrator is shown all of it', async () => {
    expect(wordsOf(await say('how is the import of 5CG9918ZKQ going?', admin))).toContain(
      '22 of 25 registered',
    );
    expect(answerTo(await press('register.rows', forged, admin))).toContain('5CG0STORE1');
    expect((await drive.save(house, admin, 'register.resultFile', id)).text).toContain('5CG0STORE1');
  });

  it(
    'who is an administrator stops one that is under way',
    async () => {
      house.tenant.faults.set({ match: { path: /importedWindowsAutopilotDeviceIdentities/ }, status: 503 });
      const running = await story.offer(made(2, 'TOSTOP'), '', other);
      await story.confirm(running, {}, other);
      const runningId = await story.importOf(running);
      await until(() => story.wordsOn(running).includes('Microsoft Graph has a problem on its side'));
      const stop = (by: Person) => house.teams.press(by, 'register.stop', { id: runningId }, running.cardId);

      expect(answerTo(await stop(helpdesk))).toContain(`Only ${other.name}`);
      expect(answerTo(await stop(admin))).toContain('I send nothing more to Intune');
      expect(answerTo(await stop(other))).toContain('was stopped already');
      house.tenant.faults.clear();

      await story.untilSaid(running, `Stopped by ${admin.name}: 0 of 2 registered`);
      expect(await story.states('TOSTOP')).toEqual({ stopped: 2 });
      expect(await story.importList('TOSTOP')).toEqual([]);
    },
    withinMs,
  );
});

/** Takes a file that was offered. */
function accept(by: Person, context: object): Promise<Turn> {
  const url = 'http://127.0.0.1:9/file.csv';
  const uploadInfo = { contentUrl: url, uploadUrl: url, name: 'f.csv', uniqueId: 'u', fileType: 'csv' };
  return house.teams.deliver({
    ...house.teams.message(by, ''),
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', action: 'accept', context, uploadInfo },
  });
}

/** One device with this very serial number. */
function exactly(serialNumber: string): MadeDevice {
  const [device] = devices(1, { prefix: serialNumber, tag: 'UK-Corp-Laptop' });
  return { ...device!, serialNumber, hash: hardwareHash({ serialNumber }) };
}
