import { attachmentOf, FileHost } from '../../support/file-host';
import { autopilotCsv } from '../../support/hardware-hashes';
import { made } from '../../support/import-story';
import { wordsOf } from '../../support/teams-connector';
import { AskingHouse } from './asking-house';

const devices = 'Which devices?';
const tag = 'Which group tag?';

let house: AskingHouse;
beforeAll(async () => {
  house = await AskingHouse.open();
});
afterAll(() => house.stop());
afterEach(async () => {
  await house.say('cancel');
});

const say = async (text: string) => wordsOf(await house.say(text));

it('asks nothing when everything was said', async () => {
  await say('tag 5CG4217QHX as UK-Corp-Laptop');

  expect(house.offered()).toContain('5CG4217QHX get “UK-Corp-Laptop”');
});

it('asks for the tag and takes a tag that stands alone', async () => {
  expect(await say('tag 5CG4217QHX')).toContain(tag);
  expect(await say('UK-Corp-Laptop')).not.toContain(tag);

  expect(house.offered()).toContain('5CG4217QHX get “UK-Corp-Laptop”');
  expect(house.offered()).toContain('said: tag 5CG4217QHX');
});

it.each(['Kiosk', 'DE Kiosk Desktop', '“UK,Corp”', 'KIOSK1'])(
  'takes “%s” for a tag as it is written',
  async (text) => {
    await say('tag 5CG4217QHX');
    await say(text);

    expect(house.offered()).toContain(`5CG4217QHX get “${text.replace(/[“”]/g, '')}”`);
  },
);

it.each([
  'none',
  'no tag',
  'No tag!',
  'clear',
  'clear it',
  'clear the tag',
  'remove it please',
  'untagged',
  '-',
])('takes “%s” for the empty tag', async (text) => {
  await say('tag 5CG4217QHX');
  await say(text);

  expect(house.offered()).toContain('5CG4217QHX get “”');
});

it('asks for one thing after the other, and keeps what was said at first', async () => {
  expect(await say('set the group tag')).toContain(devices);
  expect(await say('5CG4217QHX, PF4K7X2N and 7XK2QY3')).toContain(tag);
  await say('DE-Kiosk-Desktop');

  expect(house.offered()).toContain('5CG4217QHX+PF4K7X2N+7XK2QY3 get “DE-Kiosk-Desktop”');
});

it('takes two things in one answer', async () => {
  await say('set the group tag');
  await say('5CG4217QHX to UK-Corp-Laptop');

  expect(house.offered()).toContain('5CG4217QHX get “UK-Corp-Laptop”');
});

it('takes serial numbers of makers it does not know', async () => {
  await say('set the group tag to UK-Corp-Laptop');
  await say('VM-0001, VM-0002');

  expect(house.offered()).toContain('VM-0001+VM-0002 get “UK-Corp-Laptop”');
});

it('asks once more in other words, then gives up and says how to say it in one message', async () => {
  const before = await house.states();
  await say('set the group tag');

  expect(await say('hmm')).toContain('I see no serial number in that');
  const last = await say('whatever');

  expect(last).toContain('nothing was changed');
  expect(last).toContain('tag 5CG4217QHX as UK-Corp-Laptop');
  expect(await house.states()).toEqual(before);
  expect(await say('5CG4217QHX')).not.toContain(tag);
});

it('begins to count anew with another question', async () => {
  await say('set the group tag');
  await say('hmm');
  expect(await say('5CG4217QHX')).toContain(tag);
  expect(await say('I really do not know which one')).toContain('I see no group tag in that');
  await say('UK-Corp-Laptop');

  expect(house.offered()).toContain('5CG4217QHX get “UK-Corp-Laptop”');
});

it('a yes is neither a tag nor a device', async () => {
  await say('tag 5CG4217QHX');

  expect(await say('yes')).toContain('I see no group tag in that');
});

it.each(['no', 'no thanks', 'cancel', 'never mind'])(
  '“%s” ends it, and nothing is asked for',
  async (text) => {
    const before = await house.states();
    await say('tag 5CG4217QHX');

    expect(await say(text)).toContain('Nothing was changed');
    expect(await house.states()).toEqual(before);
    expect(await say('UK-Corp-Laptop')).not.toContain('get “UK-Corp-Laptop”');
  },
);

it('another command ends it', async () => {
  const before = await house.states();
  await say('tag 5CG4217QHX');
  await say('help');

  expect(await house.states()).toEqual(before);
  expect(await say('hmm hmm')).not.toContain('I see no group tag in that');
});

it('what was offered after a question is confirmed and taken back as ever', async () => {
  const before = await house.states();
  await say('tag 5CG4217QHX');
  await say('UK-Corp-Laptop');
  expect(await say('hmm hmm')).toContain('write yes or no');
  await say('yes');
  await say('tag 5CG4217QHX');
  await say('UK-Corp-Laptop');
  await say('help');

  expect(await house.states()).toEqual([...before, 'accepted', 'withdrawn']);
});

it('keeps no hardware hash while it waits', async () => {
  const rows = autopilotCsv(made(1, 'KEPT'), 'PowerShell 7 on Linux').toString('utf8');
  expect(await say(`set the group tag of these\n${rows}`)).toContain(tag);

  expect(await house.kept()).not.toMatch(/T0[E-H][A-Za-z0-9+/]{60}/);
  await say('UK-Corp-Laptop');
  expect(house.offered()).toContain('get “UK-Corp-Laptop”');
});

it('keeps a long sentence that would be cut within a character', async () => {
  const sentence = 'set the group tag of my devices ';

  expect(await say(`${sentence}${'𝄞'.repeat(1500)}`)).toContain(devices);
  await say('cancel');
  expect(await say(`${sentence} ${'𝄞'.repeat(1500)}`)).toContain(devices);
});

describe('a file', () => {
  let host: FileHost;
  beforeAll(async () => {
    host = await FileHost.start();
  });
  afterAll(() => host.stop());

  const send = async (text: string, bytes: string, name = 'list.csv') =>
    wordsOf(await house.say(text, { attachments: [attachmentOf(name, host.give({ bytes }))] }));

  it('that comes with the sentence is read at once, though its tag is asked for', async () => {
    expect(await send('set the group tag of these', 'Serial Number\n5CG4217QHX\nPF4K7X2N\n')).toContain(tag);
    expect(await house.kept()).not.toContain('tempauth');
    await say('UK-Corp-Laptop');

    expect(house.offered()).toContain('5CG4217QHX+PF4K7X2N get “UK-Corp-Laptop”');
    expect(house.offered()).toContain('2 serial numbers were read from list.csv');
  });

  it.each(['', 'here they are'])('answers the question for devices, with “%s” beside it', async (text) => {
    await say('set the group tag to UK-Corp-Laptop');
    await send(text, '5CG4217QHX\nPF4K7X2N\n5cg4217qhx\nn/a\n');

    expect(house.offered()).toContain('5CG4217QHX+PF4K7X2N get “UK-Corp-Laptop”');
    expect(house.offered()).toContain('1 line names a device that stands above it already');
    expect(house.offered()).toContain('1 line holds no serial number and is left out: line 4 (“n/a”)');
  });

  it('that cannot be read ends it with the reason', async () => {
    const before = await house.states();
    await say('set the group tag to UK-Corp-Laptop');

    expect(await send('', '%PDF-1.7')).toContain('This is neither a CSV');
    expect(await house.states()).toEqual(before);
  });
});
