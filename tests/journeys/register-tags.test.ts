import { FileHost } from '../support/file-host';
import { openHouse, personWith, type House } from '../support/house';
import { answerTo, ImportStory, inputsOf, made } from '../support/import-story';

const sofie = personWith('helpdesk');
const withinMs = 90_000;

let house: House;
let host: FileHost;
let story: ImportStory;
const open = async (environment: Readonly<Record<string, string>>) => {
  house = await openHouse({ environment });
  host = await FileHost.start();
  story = new ImportStory(house, host);
};
const close = async () => {
  await house.stop();
  await host.stop();
};
const offered = (prefix: string, tag: string, text = '') => story.offer(made(2, prefix, tag), text);

describe('a convention that is not strict', () => {
  beforeAll(() => open({}));
  afterAll(close);
  afterEach(() => {
    house.tenant.faults.clear();
  });

  it('says nothing of tags that fit', async () => {
    expect((await offered('FITS', 'UK-Corp-Laptop')).words).not.toContain('convention');
    expect((await offered('UNTAGGED', '')).words).not.toContain('convention');
  });

  it(
    'tells of tags that do not fit, with near ones, and registers them all the same',
    async () => {
      const asked = await offered('MISFIT', 'uk corp laptop');
      expect(asked.words).toMatch(
        /2 rows have group tags that do not fit the convention, Country-Role-DeviceType: uk corp laptop \(near: UK-Corp-Laptop \(\d+ devices\)\)\./,
      );

      await story.confirm(asked);
      await story.untilSaid(asked, '2 of 2 registered');

      expect((await story.registered('MISFIT')).map(({ groupTag }) => groupTag)).toEqual([
        'uk corp laptop',
        'uk corp laptop',
      ]);
    },
    withinMs,
  );

  it('tells of a tag that was said with the file, in place of those in it', async () => {
    const asked = await offered('SAID', 'uk corp laptop', 'register these with tag UK-Kiosk');

    expect(asked.words).toContain('do not fit the convention, Country-Role-DeviceType: UK-Kiosk');
    expect(asked.words).not.toContain('uk corp laptop (near');
  });

  it('tells of them without near ones when Graph fails', async () => {
    house.wait(11 * 60_000);
    house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, status: 403 });

    expect((await offered('UNREAD', 'uk corp laptop')).words).toContain(
      'do not fit the convention, Country-Role-DeviceType: uk corp laptop.',
    );
  });
});

describe('a strict convention', () => {
  beforeAll(() => open({ GROUP_TAG_STRICT: 'on', GROUP_TAG_PARTS: 'Country=UK|DE,Role,DeviceType' }));
  afterAll(close);

  it(
    'leaves out rows with tags that do not fit, and keeps those without any',
    async () => {
      const asked = await story.offer([
        ...made(1, 'STRICTBAD', 'FR-Corp-Laptop'),
        ...made(1, 'STRICTNONE', ''),
        ...made(1, 'STRICTGOOD', 'UK-Corp-Laptop'),
      ]);
      expect(asked.words).toContain('1 row has a group tag that you may not give (FR-Corp-Laptop)');
      expect(asked.words).toContain('1 row has a group tag that does not fit the convention');

      await story.confirm(asked);
      await story.untilSaid(asked, '2 of 2 registered');

      expect(await story.states('STRICTBAD')).toEqual({ refused: 1 });
      expect(await story.importList('STRICTBAD')).toEqual([]);
    },
    withinMs,
  );

  it('offers only tags that fit, and refuses others when forged', async () => {
    const asked = await offered('FORGED', 'UK-Corp-Laptop');
    const { choices } = inputsOf(asked.card)['tag'] as { choices: { value: string }[] };
    const forged = await story.confirm(asked, { tag: 'FR-Corp-Laptop' }, sofie);

    expect(choices.map(({ value }) => value)).toContain('DE-Corp-Laptop');
    expect(choices.map(({ value }) => value)).not.toContain('FR-Corp-Laptop');
    expect(answerTo(forged)).toContain('You may not give this group tag here: FR-Corp-Laptop');
  });
});
