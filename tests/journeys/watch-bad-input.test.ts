import people from '../../services/demo/people.json';
import type { StagedDevice } from '../../services/demo/showcase';
import { channel, who } from '../support/change-story';
import { listeningTo } from '../support/graph-calls';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf, type Person } from '../support/teams-connector';
import { WatchStory } from '../support/watch-story';

const { anna, marcus, sofie, liam } = who;
const robin: Person = { id: '29:guest', name: 'Robin Keller', objectId: people.guests[0]!.entraObjectId };
const withinMs = 240_000;
const addressOf = ({ name }: Person) => people.people.find((person) => person.name === name)!.upn;

function device(serial: string, rest: Partial<StagedDevice> = {}): StagedDevice {
  const usual = { model: 'Latitude 7450', groupTag: 'UK-Corp-Laptop', outcome: 'settingUp' } as const;
  return { serial, ...usual, startedMinutesAgo: -180, ...rest };
}

const own = device('LIAM0001', { owner: addressOf(liam) });
const british = device('BRIT0001');
const staged: readonly StagedDevice[] = [
  own,
  british,
  ...Array.from({ length: 12 }, (_, at) => device(`MANY00${at + 10}`, { owner: addressOf(marcus) })),
];

let house: House;
let story: WatchStory;
async function open(): Promise<void> {
  house = await openHouse({ devices: 100, tenant: { staged } });
  story = new WatchStory(house);
}
afterEach(() => house.stop());

describe('whoever asks to be told', () => {
  it('hears that there is nothing to tell: a guest, nobody’s device, one that is ready', async () => {
    await open();
    expect(await story.say(robin, 'watch')).toContain('belongs to another organisation');
    expect(await story.say(anna, 'watch')).toContain('I find no device that is yours');
    expect(await story.say(sofie, 'watch')).toContain('is ready already');
    expect(await story.say(sofie, 'watch 5CG4217QHX')).toContain('5CG4217QHX is ready already');
    expect(await story.say(sofie, 'watch 5CG4217QH')).toContain(
      'not registered with Windows Autopilot. Did you mean 5CG4217QHX?',
    );
    expect(await story.say(anna, 'watch tag XX-None-Laptop')).toContain(
      'No device has the group tag XX-None-Laptop',
    );
    expect(await story.say(anna, 'watch import 4711')).toContain('I know no import 4711');
    expect(await story.watches()).toEqual([]);
  });

  it('hears the same of somebody else’s serial number as of none, and Graph is asked the same', async () => {
    await open();
    // Whatever is read once in a while is read by now.
    await story.say(liam, 'tell me when my laptop is ready');
    await story.say(liam, 'unwatch');
    const answers: { readonly words: string; readonly paths: readonly string[] }[] = [];
    for (const serial of ['BRIT0001', '5CG4217QHZ', 'PF4K7X2N', 'MANY0010']) {
      const asked = listeningTo(house.tenant);
      const words = await story.say(liam, `tell me when ${serial} is ready`);
      answers.push({ words, paths: asked() });
      expect(asked().join()).not.toContain(serial);
    }
    expect(new Set(answers.map(({ words }) => words)).size).toBe(1);
    expect(new Set(answers.map(({ paths }) => paths.map(withoutIds).sort().join('\n'))).size).toBe(1);
    expect(answers[0]!.words).toContain('I find none of yours with that serial number');
    expect(await story.say(liam, 'unwatch BRIT0001')).toContain('There is nothing of that kind');
    expect(await story.say(liam, 'watch tag UK-Corp-Laptop')).toContain('is not open to you');
    expect(await story.watches()).toHaveLength(1);
  });

  it('is told of one of several own devices when it is named', async () => {
    await open();
    expect(await story.say(liam, 'watch LIAM0001')).toContain('serial number LIAM0001');
    expect(await story.watches()).toEqual([
      expect.objectContaining({ kind: 'mine', subject: 'LIAM0001', state: 'active' }),
    ]);
  });

  it('is told of twelve devices in one watch, and of eleven when one is taken off it', async () => {
    await open();
    const answer = await story.say(marcus, 'tell me when my laptop is ready');
    expect(answer).toContain('one of your 12 devices');
    expect(answer).toContain('and 7 more');
    expect(await story.say(marcus, 'unwatch MANY0015')).toContain('I no longer tell you about');
    expect(await story.rows('select from watch_devices')).toHaveLength(11);
    expect((await story.watches())[0]).toMatchObject({ kind: 'mine', state: 'active' });
  });

  it(
    'of an own device in a channel is told in the personal chat, and not before there is one',
    async () => {
      await open();
      expect(await story.say(liam, 'tell me when my laptop is ready', channel)).toContain(
        'personal chat once',
      );
      await story.say(liam, 'hello');
      expect(await story.say(liam, 'tell me when my laptop is ready', channel)).toContain(
        'in our personal chat when',
      );
      await story.passUntil(() => story.titles(liam).includes('Your device is ready'), { stepMinutes: 30 });
      expect(story.notices(liam, channel.conversation!.id)).toEqual([]);
    },
    withinMs,
  );

  it('hears of an own device in a channel nothing that others may not read', async () => {
    await open();
    const secret = /LIAM0001|Latitude|Setting up usually|ready already|find no device|none of yours/;
    for (const person of [anna, sofie, liam]) await story.say(person, 'hello');
    const begun = await story.say(liam, 'tell me when my laptop is ready', channel);
    expect(begun).toContain('in our personal chat when');
    expect(begun).not.toMatch(secret);
    for (const [person, sentence, told] of [
      [anna, 'tell me when my laptop is ready', 'I find no device that is yours'],
      [sofie, 'tell me when my laptop is ready', 'is ready already'],
      [liam, 'tell me when BRIT0001 is ready', 'I find none of yours with that serial number'],
    ] as const) {
      const before = house.teams.sent.length;
      await story.say(person, sentence, channel);
      const since = house.teams.sent.slice(before);
      const heardIn = (id: string) =>
        JSON.stringify(since.filter(({ activity }) => activity.conversation?.id === id));
      expect(heardIn(channel.conversation!.id)).toContain('I have answered you in our one-to-one chat');
      expect(heardIn(channel.conversation!.id)).not.toMatch(secret);
      expect(heardIn(`a:${person.id}`)).toContain(told);
    }
    expect(await story.say(robin, 'tell me when my laptop is ready', channel)).toContain(
      'belongs to another organisation',
    );
  });

  it('ends in a channel what was asked for elsewhere, and names it there to nobody', async () => {
    await open();
    await story.say(liam, 'watch LIAM0001');
    const one = await story.say(liam, 'unwatch liam0001', channel);
    expect(one).toContain('I no longer tell you about one thing');
    await story.say(sofie, 'watch BRIT0001');
    await story.say(sofie, 'watch MANY0010', channel);
    expect(await story.say(sofie, 'unwatch MANY0010', channel)).toContain('about MANY0010.');
    await story.say(sofie, 'watch MANY0011', channel);
    const both = await story.say(sofie, 'unwatch', channel);
    expect(both).toContain('I no longer tell you about 2 things');
    expect(one + both).not.toMatch(/LIAM0|BRIT0|MANY0|your device/);
  });

  it('ends what is named however it is written, and nothing for a name of nothing watched', async () => {
    await open();
    await story.say(sofie, 'watch brit0001');
    await story.say(sofie, 'watch MANY0010');
    for (const name of ['abc12345', 'ABCDEFGH', 'KIOSK-LOBBY', '4711'])
      expect(await story.say(sofie, `unwatch ${name}`)).toContain('There is nothing of that kind');
    expect(await story.say(sofie, 'unwatch brit0001')).toContain('about BRIT0001.');
    expect(await story.watches()).toEqual([
      expect.objectContaining({ kind: 'serial', subject: 'BRIT0001', state: 'ended' }),
      expect.objectContaining({ kind: 'serial', subject: 'MANY0010', state: 'active' }),
    ]);
    await story.say(anna, 'watch tag UK-Corp-Laptop');
    expect(await story.say(anna, 'unwatch uk-corp-laptop')).toContain('group tag UK-Corp-Laptop');
    expect(await story.say(sofie, 'stop telling me about my 2 laptops')).toContain('about MANY0010.');
    expect(await story.say(sofie, 'UNWATCH')).toContain('There is nothing of that kind');
    expect(await story.say(sofie, 'tell me when my windows11 laptop is ready')).toContain('ready already');
  });

  it('watches fifty things and no more', async () => {
    await open();
    await story.say(sofie, 'watch BRIT0001');
    await story.rows(
      `insert into watches (tenant_id, person_id, person_name, teams_id, conversation_id, scope, locale, time_zone,
         kind, subject, correlation_id)
       select tenant_id, person_id, person_name, teams_id, conversation_id, scope, locale, time_zone, 'serial',
         'OTHER' || n, '' from watches, generate_series(1, 49) n`,
    );
    expect(await story.say(sofie, 'watch LIAM0001')).toContain('You watch so many things already');
  });

  it('cannot end what somebody else watches', async () => {
    await open();
    const turn = await house.teams.say(sofie, 'watch BRIT0001');
    const card = cardOf(turn.replies[0]);
    const pressed = await story.pressStop(liam, card);
    expect(JSON.stringify(pressed.body)).toContain('Only whoever asked');
    for (const ids of [[], ['1'], [1.5], Array(99).fill(1), null])
      expect((await house.teams.press(sofie, 'watch.stop', { ids })).status).toBe(200);
    expect(await story.watches()).toEqual([expect.objectContaining({ state: 'active' })]);
    expect(JSON.stringify((await story.pressStop(sofie, card)).body)).toContain('I have stopped');
    expect(buttonsOf(card, 'watch.stop')).toHaveLength(1);
  });
});

const withoutIds = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
