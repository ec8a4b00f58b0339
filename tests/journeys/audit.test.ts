import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { createJournal } from '../../services/audit/journal';
import type { AuditEntry } from '../../services/audit/audit-entry';
import people from '../../services/demo/people.json';
import { createLog } from '../../services/log';
import { openStore, type Store } from '../../services/store/store';
import { append, entry } from '../services/audit/entries';
import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person, type Turn } from '../support/teams-connector';

const admin = personWith('admin');
const helpdesk = personWith('helpdesk');
const employee = personWith('employee');
const now = Date.UTC(2026, 2, 2, 9);
const hour = 60 * 60 * 1000;
const tagged = 'PF4K7X2N';

let house: House;
let store: Store;
beforeAll(async () => {
  house = await openHouse();
  const opened = await openStore({ type: 'url', url: house.databaseUrl });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  store = opened.value;
});
afterAll(async () => {
  await store.close();
  await house.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

/** Each test has a serial of its own, for the audit forgets nothing. */
let serials = 0;
const newSerial = () => `PF9${String((serials += 1)).padStart(3, '0')}QX`;

function record(...entries: readonly Partial<AuditEntry>[]): Promise<void> {
  const journal = createJournal(createLog('silent'));
  return append(store.db, journal, ...entries.map((one) => entry({ at: now - 3 * hour, ...one })));
}

function cardIn(turn: Turn): Record<string, unknown> {
  const card = cardOf(turn.replies[0]) ?? (turn.body as { value?: Record<string, unknown> }).value;
  if (typeof card !== 'object') throw new Error(`No card in ${JSON.stringify(turn)}`);
  return card;
}
const said = (turn: Turn) => (turn.body as { value?: unknown }).value;
const pressed = async (person: Person, turn: Turn, label: string, extra: Partial<Activity> = {}) => {
  const buttons = ['audit.page', 'audit.save'].flatMap((verb) => buttonsOf(cardIn(turn), verb));
  const button = buttons.find((each) => (each as unknown as { title: string }).title === label)!;
  return house.teams.press(person, button.verb, button.data, 'the-card', extra);
};
const labels = (turn: Turn) =>
  ['audit.page', 'audit.save']
    .flatMap((verb) => buttonsOf(cardIn(turn), verb))
    .map((button) => (button as unknown as { title: string }).title);

describe('the history of a device', () => {
  it.each([
    (serial: string) => `audit ${serial}`,
    (serial: string) => `history of ${serial}`,
    (serial: string) => `who changed the tag of ${serial}?`,
    (serial: string) => `who removed the user Liam Carter from ${serial}?`,
  ])('tells who did what, before and after, when, with what result (%#)', async (ask) => {
    const serial = newSerial();
    await record({ serial, requestId: 144 });

    const turn = await house.teams.say(helpdesk, ask(serial));

    const shown = textsOf(cardIn(turn));
    for (const text of [
      `History of ${serial}`,
      'Anna Lindqvist · admin',
      'Set a group tag: carried out',
      'Group tag: UK-Corp-Laptop → FR-Corp-Laptop',
      '3 h ago (2026-03-02 06:00 UTC)',
      'done',
      'request 144',
    ]) {
      expect(shown.replaceAll('\\', '')).toContain(text);
    }
    expect(turn.replies[0]!.summary).toContain('by Anna Lindqvist');
  });

  it('is joined with what Intune recorded, newest first', async () => {
    await record({ serial: tagged });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${tagged}`))).replaceAll('\\', '');

    expect(shown).toContain('anna.lindqvist@contoso.example');
    expect(shown).toContain('Group tag: FR-Corp-Laptop');
    expect(shown.indexOf('3 h ago')).toBeLessThan(shown.indexOf('2 days ago'));
    expect(shown).toContain('Intune');
  });

  it('finds older events of Intune by the ids of the device', async () => {
    const shown = textsOf(cardIn(await house.teams.say(helpdesk, 'audit 5CG4217QHX'))).replaceAll('\\', '');

    expect(shown).toContain('assignUserToDevice');
    expect(shown).toContain('liam.carter@contoso.example');
  });

  it.each([
    [{ status: 403 }, 'I have no permission for it'],
    [{ status: 503 }, 'Microsoft Graph has a problem'],
    [{ brokenJson: true }, 'the answer made no sense'],
  ])('is shown without Intune, and says so, when Intune answers %j', async (fault, why) => {
    await record({ serial: tagged });
    house.tenant.faults.set({ match: { path: /auditEvents/ }, ...fault });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${tagged}`)));

    expect(shown).toContain("Intune's own audit could not be read");
    expect(shown).toContain(why);
    expect(shown).toContain('Anna Lindqvist');
  });

  it('is read without a filter where Intune takes none', async () => {
    house.tenant.faults.set({ match: { path: /auditEvents\?/ }, status: 400 });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${tagged}`)));

    expect(shown).toContain('anna.lindqvist@contoso.example');
  });

  it('stops reading a list of Intune that never ends, and says so', async () => {
    house.tenant.faults.set({ match: { path: /auditEvents/ }, endlessNextLink: true });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${tagged}`)));

    expect(shown).toContain('longer than I may read at once');
  });

  it('is there for a device that is registered no more', async () => {
    const serial = newSerial();
    await record({ serial, command: 'deregister', before: { groupTag: 'UK-Old' }, after: {} });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${serial}`))).replaceAll('\\', '');

    expect(shown).toContain('Remove from Autopilot: carried out');
    expect(shown).toContain('Group tag: UK-Old → none');
  });

  it('says that nothing was recorded', async () => {
    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `audit ${newSerial()}`)));

    expect(shown).toContain('Nothing was recorded.');
  });

  it('of several devices is one list that names the device of each entry', async () => {
    const [one, other] = [newSerial(), newSerial()];
    await record({ serial: one }, { serial: other, at: now - 4 * hour });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, `history of ${one} and ${other}`)));

    expect(shown).toContain(`History of ${one}, ${other}`);
    expect(shown.match(/this bot · PF9\d+QX/g)).toEqual([`this bot · ${one}`, `this bot · ${other}`]);
  });
});

describe('a long history', () => {
  const serial = newSerial();
  beforeAll(() =>
    record(
      ...Array.from({ length: 20 }, (_, n) => ({
        serial,
        at: now - n * hour,
        after: { groupTag: `T${n}.` },
      })),
    ),
  );
  const tagsIn = (turn: Turn) => textsOf(cardIn(turn)).match(/T\d+\./g);
  const tags = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `T${from + n}.`);

  it('is turned page by page, in place and for the presser only', async () => {
    const first = await house.teams.say(helpdesk, `audit ${serial}`);
    expect([tagsIn(first), labels(first)]).toEqual([tags(0, 7), ['Older']]);

    const sentBefore = house.teams.sent.length;
    const second = await pressed(helpdesk, first, 'Older');
    expect([tagsIn(second), labels(second)]).toEqual([tags(8, 15), ['Newer', 'Older']]);
    const third = await pressed(helpdesk, second, 'Older');
    expect([tagsIn(third), labels(third)]).toEqual([tags(16, 19), ['Newer']]);
    const back = await pressed(helpdesk, third, 'Newer');
    expect([tagsIn(back), labels(back)]).toEqual([tags(8, 15), ['Newer', 'Older']]);
    const top = await pressed(helpdesk, back, 'Newer');
    expect([tagsIn(top), labels(top)]).toEqual([tags(0, 7), ['Older']]);
    expect(house.teams.sent.length).toBe(sentBefore);
  });

  it.each([
    ['another shape', { serials: 'A1', direction: 'older', at: 1, entry: 1 }],
    ['no subject', { direction: 'older', at: 1, entry: 1 }],
    ['two subjects', { serials: ['A1'], person: admin.objectId, direction: 'older', at: 1, entry: 1 }],
    ['no key', { serials: ['A1'], direction: 'older' }],
    ['a time beyond all time', { serials: ['A1'], direction: 'older', at: 1e300, entry: 1 }],
    ['a person that is no id', { person: "' or 1=1", direction: 'older', at: 1, entry: 1 }],
    ['a thousand serials', { serials: Array(1000).fill('A1'), direction: 'older', at: 1, entry: 1 }],
    ['a serial of control characters', { serials: ['A\u00011'], direction: 'older', at: 1, entry: 1 }],
    ['an endless serial', { serials: ['A'.repeat(5000)], direction: 'older', at: 1, entry: 1 }],
  ])('refuses a button with %s with a sentence', async (_title, data) => {
    const turn = await house.teams.press(admin, 'audit.page', data);

    expect(said(turn)).toContain('I no longer know this button');
  });
});

describe('what a person did', () => {
  it.each([
    'what did Anna Lindqvist change?',
    'what did anna change?',
    'audit Anna Lindqvist',
    'audit anna.lindqvist@contoso.example',
    'changes by anna lindqvist since monday',
    'actions taken by Lindqvist in the past month',
    "Anna's changes",
    'changes Anna made yesterday',
  ])('is told to administrators: %s', async (text) => {
    await record({ serial: newSerial() });

    const shown = textsOf(cardIn(await house.teams.say(personWith('admin'), text)));

    expect(shown).toContain('Set a group tag: carried out');
  });

  it('joins what Intune recorded of them', async () => {
    const shown = textsOf(cardIn(await house.teams.say(admin, 'audit marcus.okafor@contoso.example')));

    expect(shown).toContain('What Marcus Okafor did');
    expect(shown).toContain('Intune');
    expect(shown).toContain('PF0TLX84');
  });

  it.each([
    'what did Anna Lindqvist change?',
    'what did anna change?',
    'audit Nobody Atall',
    'audit x@y.example',
  ])('is not told to the helpdesk, whether or not the person exists: %s', async (text) => {
    const before = house.tenant.requests().length;

    const turn = await house.teams.say(helpdesk, text);

    expect(wordsOf(turn)).toContain('is not open to you here');
    expect(house.tenant.requests().length).toBe(before);
  });

  it('is not told to the helpdesk through a forged button either', async () => {
    const data = { person: admin.objectId, direction: 'older', at: now, entry: 1_000_000 };

    expect(said(await house.teams.press(helpdesk, 'audit.page', data))).toContain('is not open to you here');
    expect(said(await house.teams.press(helpdesk, 'audit.save', { person: admin.objectId }))).toContain(
      'is not open to you here',
    );
    expect(said(await house.teams.press(employee, 'audit.page', data))).toContain('is not open to you here');
  });

  it.each(['audit of me', 'what did I change?', 'audit me'])('is told to the person: %s', async (text) => {
    const serial = newSerial();
    await record({ serial, actorId: helpdesk.objectId, actorName: helpdesk.name, role: 'helpdesk' });

    const shown = textsOf(cardIn(await house.teams.say(helpdesk, text)));

    expect(shown).toContain('What you did');
    expect(shown).toContain(serial);
    expect(shown).not.toContain('Anna Lindqvist');
  });

  it('asks whom an ambiguous name means', async () => {
    const turn = await house.teams.say(admin, 'audit Amelia');

    expect(wordsOf(turn)).toMatch(/Several people could be meant: Amelia .+@contoso\\?\.example/);
  });

  it('says that nobody is called so', async () => {
    expect(wordsOf(await house.teams.say(admin, 'audit Zacharias Nobodyson'))).toContain(
      'I found nobody called',
    );
  });

  it('is found among those who did something when Entra cannot be asked', async () => {
    await record({ serial: newSerial() });
    house.tenant.faults.set({ match: { path: /^\/users/ }, status: 403 });

    const shown = textsOf(cardIn(await house.teams.say(admin, 'what did Lindqvist change?')));

    expect(shown).toContain('carried out');
  });
});

describe('when nothing is named', () => {
  it('asks, and takes a serial, a name or “me” as the answer', async () => {
    const serial = newSerial();
    await record({ serial });

    expect(wordsOf(await house.teams.say(admin, 'audit log'))).toContain('Whose history?');
    expect(textsOf(cardIn(await house.teams.say(admin, serial)))).toContain(`History of ${serial}`);

    await house.teams.say(admin, 'audit');
    expect(textsOf(cardIn(await house.teams.say(admin, 'Marcus Okafor')))).toContain(
      'What Marcus Okafor did',
    );

    expect(wordsOf(await house.teams.say(helpdesk, 'audit'))).toContain('or “me”');
    expect(textsOf(cardIn(await house.teams.say(helpdesk, 'me')))).toContain('What you did');
  });

  it('asks again for something that is neither', async () => {
    await house.teams.say(admin, 'audit');

    expect(wordsOf(await house.teams.say(admin, '???'))).toContain('neither a serial number nor a name');
    await house.teams.say(admin, 'cancel');
  });
});

describe('the history as a file', () => {
  let drive: Server;
  const puts: { authorization: string | undefined; range: string | undefined; text: string }[] = [];
  beforeAll(async () => {
    drive = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        puts.push({
          authorization: request.headers.authorization,
          range: request.headers['content-range'],
          text: Buffer.concat(chunks).toString('utf8'),
        });
        response.writeHead(request.url === '/full' ? 507 : 201);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => drive.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => drive.close(resolve)));
  beforeEach(() => {
    puts.length = 0;
  });

  const uploadInfo = (path = '/drive') => ({
    contentUrl: `http://127.0.0.1:${(drive.address() as AddressInfo).port}/file.csv`,
    uploadUrl: `http://127.0.0.1:${(drive.address() as AddressInfo).port}${path}`,
    name: 'file.csv',
    uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
    fileType: 'csv',
  });

  function answer(person: Person, action: string, context: unknown, info: unknown = uploadInfo()) {
    return house.teams.deliver({
      ...house.teams.message(person, ''),
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: { type: 'fileUpload', action, context, ...(action === 'accept' && { uploadInfo: info }) },
    });
  }

  async function offered(serial: string) {
    const turn = await pressed(admin, await house.teams.say(admin, `audit ${serial}`), 'Save as CSV');
    const [attachment] = turn.replies[0]!.attachments!;
    return { turn, attachment: attachment!, content: attachment!.content as Record<string, unknown> };
  }

  it('is offered, made anew when it is taken, put where Teams says without a token, and shown', async () => {
    const serial = newSerial();
    await record({ serial, actorName: '=HYPERLINK("http://x.example")', after: { groupTag: '+1;2, "3"' } });

    const { turn, attachment, content } = await offered(serial);
    expect(said(turn)).toContain('I have sent you a file to save');
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: `audit ${serial} 2026-03-02.csv`,
    });
    expect(content['acceptContext']).toEqual({
      offer: expect.stringMatching(/^[0-9a-f-]{36}$/),
      file: 'audit.csv',
      person: admin.objectId,
      ids: { serials: [serial] },
    });
    await record({ serial, action: 'refused', result: 'refused' });

    const taken = await answer(admin, 'accept', content['acceptContext']);

    expect(taken.status).toBe(200);
    expect(puts).toHaveLength(1);
    const [{ text, authorization, range }] = puts as [(typeof puts)[0]];
    expect(authorization).toBeUndefined();
    expect(range).toBe(`bytes 0-${Buffer.byteLength(text) - 1}/${Buffer.byteLength(text)}`);
    expect(text.startsWith('\uFEFFTime (UTC),Source,Who,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(text).toContain('"Group tag: +1;2, ""3"""');
    expect(text).toContain(',refused,');
    expect(taken.replies[0]!.attachments).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: uploadInfo().contentUrl,
        name: 'file.csv',
        content: { uniqueId: uploadInfo().uniqueId, fileType: 'csv' },
      },
    ]);
  });

  it('is not saved when the person declines, and that is said', async () => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);

    const turn = await answer(admin, 'decline', content['declineContext']);

    expect(wordsOf(turn)).toContain('I saved nothing');
    expect(puts).toEqual([]);
  });

  it('is saved once when the same answer comes three times at once', async () => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);
    const before = house.teams.sent.length;

    const turns = await Promise.all(
      Array.from({ length: 3 }, () => answer(admin, 'accept', content['acceptContext'])),
    );

    expect(turns.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(puts).toHaveLength(1);
    const sent = house.teams.sent.slice(before).map(({ activity }) => activity);
    expect(sent.filter(({ attachments }) => (attachments ?? []).length > 0)).toHaveLength(1);
    expect(sent.filter(({ text }) => text?.includes('answered this one already'))).toHaveLength(2);
  });

  it.each([
    ['decline', 'accept', 1],
    ['accept', 'accept', 1],
    ['accept', 'decline', 0],
    ['decline', 'decline', 0],
  ])('hears no %s after an %s', async (second, first, saved) => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);
    await answer(admin, first, content[`${first}Context`]);
    expect(puts).toHaveLength(saved);

    const turn = await answer(admin, second, content[`${second}Context`]);

    expect(turn.status).toBe(200);
    expect(wordsOf(turn)).toContain('answered this one already');
    expect(puts).toHaveLength(saved);
  });

  it('is saved again when it was offered again', async () => {
    const serial = newSerial();
    await record({ serial });
    for (const count of [1, 2]) {
      const { content } = await offered(serial);
      await answer(admin, 'accept', content['acceptContext']);
      expect(puts).toHaveLength(count);
    }
  });

  it('is still there for the person to whom it was offered after somebody else tried', async () => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);
    await answer(helpdesk, 'accept', content['acceptContext']);
    expect(puts).toEqual([]);

    await answer(admin, 'accept', content['acceptContext']);

    expect(puts).toHaveLength(1);
  });

  it('is not offered outside the personal chat', async () => {
    const serial = newSerial();
    await record({ serial });
    const card = await house.teams.say(admin, `audit ${serial}`);
    const conversation = {
      ...house.teams.message(admin, '').conversation!,
      id: '19:group',
      conversationType: 'groupChat',
      isGroup: true,
    };

    const turn = await pressed(admin, card, 'Save as CSV', { conversation });

    expect(said(turn)).toContain('personal chat');
    expect(turn.replies).toEqual([]);
  });

  it.each([
    ['another host', { uploadUrl: 'https://files.example/upload' }],
    ['a host that only begins well', { uploadUrl: 'https://contoso.sharepoint.com.files.example/upload' }],
    ['a file on this machine', { uploadUrl: 'file:///etc/passwd' }],
    ['a link that leads elsewhere', { contentUrl: 'https://files.example/file.csv' }],
    ['a full drive', { uploadUrl: undefined }],
  ])('is not saved to %s, and that is said', async (title, info) => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);
    const given = {
      ...uploadInfo(title === 'a full drive' ? '/full' : '/drive'),
      ...JSON.parse(JSON.stringify(info)),
    };

    const turn = await answer(admin, 'accept', content['acceptContext'], given);

    expect(turn.status).toBe(200);
    expect(wordsOf(turn)).toContain('could not be saved');
    expect(puts).toHaveLength(title === 'a full drive' ? 1 : 0);
  });

  it.each([
    ['somebody else takes it', personWith('helpdesk'), {}],
    [
      'an administrator takes the offer of another',
      { ...admin, id: '29:x', objectId: people.people[1]!.entraObjectId },
      {},
    ],
    ['its kind is not known', admin, { file: 'passwords' }],
    ['it has no number of its own', admin, { offer: undefined }],
    ['its number is endless', admin, { offer: 'x'.repeat(5000) }],
    ['its ids have another shape', admin, { ids: { serials: [{}] } }],
    ['it is forged for the helpdesk', helpdesk, { person: helpdesk.objectId }],
  ])('is not made when %s', async (_title, person, differing) => {
    const serial = newSerial();
    await record({ serial });
    const { content } = await offered(serial);

    const turn = await answer(person, 'accept', { ...(content['acceptContext'] as object), ...differing });

    expect(puts).toEqual([]);
    expect(wordsOf(turn)).toMatch(/can no longer make this file|is not open to you/);
  });

  it('has no button for the helpdesk', async () => {
    const serial = newSerial();
    await record({ serial });

    expect(labels(await house.teams.say(helpdesk, `audit ${serial}`))).toEqual([]);
  });
});
