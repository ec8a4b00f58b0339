import people from '../../services/demo/people.json';
import { FileHost } from '../support/file-host';
import { autopilotCsv } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { answerTo, conversationOf, ImportStory, made, mentioning } from '../support/import-story';
import { wordsOf, type Person } from '../support/teams-connector';
import { until } from '../support/until';

/** Registering where more people listen, and where Teams delivers no files. */
const helpdesk = personWith('helpdesk');
const withinMs = 90_000;
const channel = () => conversationOf('channel', '19:autopilot@thread.tacv2;messageid=1740000000000');
const groupChat = () => conversationOf('groupChat', '19:colleagues@thread.v2');

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

describe.each([
  ['a channel', channel],
  ['a group chat', groupChat],
] as const)('in %s', (title, place) => {
  const [admin, otherAdmin] = people.people
    .filter(({ role }) => role === 'admin')
    .map(({ teamsId: id, name, entraObjectId: objectId }): Person => ({ id, name, objectId }));
  const sayThere = (text: string, person: Person) => house.teams.say(person, ...mentioning(text, place()));
  const personally = (person: Person, from: number) =>
    house.teams.sent.slice(from).filter(({ activity }) => activity.conversation?.id === `a:${person.id}`);
  const noFiles = 'Teams does not hand me files in channels and group chats';

  it('no file arrives: that is said there, and the person is written to', async () => {
    await house.teams.say(helpdesk, 'help');
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
    const anew = { ...admin!, id: `29:${title}` };
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
      const serial = `THERE${title.length}`;
      const text = autopilotCsv(made(2, serial), 'PowerShell 7 on Linux').toString('utf8');
      await sayThere(`register these\n${text}`, helpdesk);
      const asked = story.lastOffer();
      expect(asked.words).toContain('Register 2 devices');

      expect(answerTo(await story.confirm(asked, {}, admin, place()))).toContain(
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

describe('with the permission to read files of messages', () => {
  let open: House;
  let their: ImportStory;
  beforeAll(async () => {
    open = await openHouse({ environment: { READ_SHARED_FILES: 'on' } });
    their = new ImportStory(open, host);
  });
  afterAll(() => open.stop());

  const team = { teamId: '8f2c6a51-0c1f-4b7a-9a53-0c7e5b2d9a10', channelId: '19:autopilot@thread.tacv2' };
  const inChannel = {
    ...channel(),
    channelData: {
      tenant: { id: people.tenantId },
      team: { id: '19:general@thread.tacv2', aadGroupId: team.teamId },
      channel: { id: team.channelId },
    },
  };
  const begun = '1740000000000';
  const noFiles = 'Teams does not hand me files in channels and group chats';
  const bytes = (prefix: string) => autopilotCsv(made(2, prefix), 'AssignedUser');
  let messages = 1_740_000_000_000;
  const newMessage = () => String((messages += 1));
  const sayIn = (place: object, messageId: string, text: string) =>
    open.teams.say(helpdesk, ...mentioning(text, { ...place, id: messageId }));

  it(
    'a file in a channel is read where it lies',
    async () => {
      const messageId = newMessage();
      await open.tenant.sharedFiles.add({
        on: { ...team, messageId, replyToId: begun },
        name: 'fleet.csv',
        by: helpdesk.objectId,
        bytes: bytes('INCHANNEL'),
      });

      const turn = await sayIn(inChannel, messageId, 'register the attached file with tag FR-Corp-Laptop');

      expect(wordsOf(turn)).toContain('Register 2 devices');
      expect(wordsOf(turn).replaceAll('\\', '')).toContain('fleet.csv');
      expect(wordsOf(turn)).toContain('with the group tag FR-Corp-Laptop');
      await sayIn(inChannel, newMessage(), 'yes');
      await their.untilSaid(their.lastOffer(), '2 of 2 registered');
    },
    withinMs,
  );

  it('a file in a group chat too', async () => {
    const messageId = newMessage();
    await open.tenant.sharedFiles.add({
      on: { chatId: groupChat().conversation.id, messageId },
      name: 'fleet.csv',
      by: helpdesk.objectId,
      bytes: bytes('INCHAT'),
    });

    const turn = await sayIn(groupChat(), messageId, 'register these devices');

    expect(wordsOf(turn)).toContain('Register 2 devices');
  });

  it.each([
    ['somebody else put there', { by: personWith('admin').objectId }],
    ['nobody is known to have put there', { by: '' }],
  ])('a file that %s is not read', async (_title, { by }) => {
    const messageId = newMessage();
    const on = { chatId: groupChat().conversation.id, messageId };
    await open.tenant.sharedFiles.add({ on, name: 'theirs.csv', by, bytes: bytes('THEIRS') });

    const turn = await sayIn(groupChat(), messageId, 'register these devices');

    expect(wordsOf(turn)).toContain(noFiles);
    expect(await their.states('THEIRS')).toEqual({});
  });

  it('of several files those of the person are read', async () => {
    const messageId = newMessage();
    const on = { chatId: groupChat().conversation.id, messageId };
    const { objectId } = personWith('admin');
    await open.tenant.sharedFiles.add({ on, name: 'theirs.csv', by: objectId, bytes: bytes('THEIRS') });
    await open.tenant.sharedFiles.add({ on, name: 'mine.csv', by: helpdesk.objectId, bytes: bytes('MINE') });

    const turn = await sayIn(groupChat(), messageId, 'register these devices');

    expect(wordsOf(turn).replaceAll('\\', '')).toContain('mine.csv');
    expect(wordsOf(turn)).not.toContain('theirs');
    expect(await their.states('THEIRS')).toEqual({});
  });

  it.each([403, 404, 503])(
    'when Graph answers %d, the personal chat is left',
    async (status) => {
      const messageId = newMessage();
      const on = { chatId: groupChat().conversation.id, messageId };
      await open.tenant.sharedFiles.add({
        on,
        name: 'mine.csv',
        by: helpdesk.objectId,
        bytes: bytes('UNREAD'),
      });
      open.tenant.faults.set({ match: { path: /^\/chats/ }, status });

      const turn = await sayIn(groupChat(), messageId, 'register these devices');
      open.tenant.faults.clear();

      expect(wordsOf(turn)).toContain(noFiles);
    },
    withinMs,
  );

  it('a message without a file leads to the personal chat', async () => {
    expect(wordsOf(await sayIn(inChannel, newMessage(), 'register these devices'))).toContain(noFiles);
  });
});
