import { escapeMarkdown } from '../../cards/escape';
import en from '../../cards/locales/en.json';
import { drop } from '../support/drop';
import { FileHost, attachmentOf } from '../support/file-host';
import { autopilotCsv, devices, hardwareHash } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { ImportStory, answerTo, made, type Offer } from '../support/import-story';
import { buttonsOf, wordsOf } from '../support/teams-connector';
import { until } from '../support/until';

const helpdesk = personWith('helpdesk');
const withinMs = 90_000;
const minute = 60_000;

let house: House;
let host: FileHost;
let story: ImportStory;
let errors: string[];
beforeAll(async () => {
  errors = [];
  const write = (line: string) => {
    if ((JSON.parse(line) as { level: number }).level >= 50) errors.push(line);
  };
  [house, host] = await Promise.all([
    openHouse({ environment: { LOG_LEVEL: 'error' }, logTo: { write } }),
    FileHost.start(),
  ]);
  story = new ImportStory(house, host);
});
afterAll(() => Promise.all([house.stop(), host.stop()]));
beforeEach(() => {
  house.tenant.faults.clear();
  errors.length = 0;
});
afterEach(async () => {
  expect(errors).toEqual([]);
  expect(wordsOf(await house.teams.say(helpdesk, 'help'))).toContain('Register devices');
});

const csv = (count: number, prefix: string) => autopilotCsv(made(count, prefix), 'AssignedUser');
const attached = (bytes: Uint8Array | string, name = 'devices.csv') =>
  attachmentOf(name, host.give({ bytes }));

async function offered(bytes: Uint8Array | string, name?: string): Promise<Offer> {
  const shown = await drop(house, helpdesk, [attached(bytes, name)]);
  expect(shown).toHaveLength(1);
  return story.lastOffer();
}

const canConfirm = ({ card }: Offer) => buttonsOf(card, 'register.confirm').length > 0;
const plain = (words: string) => words.replaceAll(/\\|\u2060/g, '');
const imports = () => story.rows<{ import_id: number }>('select import_id from imports');
const posted = () =>
  house.tenant.requests().filter(({ method, path }) => method === 'POST' && path.includes('importedWindows'));

describe('many rows', () => {
  it(
    '12,000 of them are offered, leafed through to the last page, and withdrawn',
    async () => {
      const many = devices(12_000, { prefix: 'MANY', tag: 'UK-Corp-Laptop', hash: { padTo: 0 } });
      const asked = await offered(autopilotCsv(many, 'PowerShell 7 on Linux'));
      expect(asked.words).toContain('12,000');
      expect(JSON.stringify(asked.card).length).toBeLessThan(25_000);

      const id = await story.importOf(asked);
      const last = await house.teams.press(
        helpdesk,
        'register.rows',
        { id, page: 599, onlyProblems: false },
        asked.cardId,
      );
      expect(answerTo(last)).toContain('11,981 to 12,000 of 12,000 · page 600 of 600');
      const before = posted().length;
      expect(answerTo(await story.withdraw(asked))).toContain('Nothing was changed');
      expect(posted()).toHaveLength(before);
    },
    withinMs,
  );
});

describe('files that come together', () => {
  it('are taken one at a time: the first is read, the others named as not done', async () => {
    const before = (await imports()).length;
    const shown = await drop(house, helpdesk, [
      attached(csv(2, 'ONE'), 'one_[a].csv'),
      attached(csv(3, 'TWO'), 'two.csv'),
      attached(csv(4, 'THREE'), 'three.csv'),
    ]);

    expect(shown).toHaveLength(1);
    expect(plain(shown[0]!)).toContain(en.register.oneAtATime.replace('{{file}}', 'one_[a].csv'));
    expect(await imports()).toHaveLength(before + 1);
    expect(await story.states('TWO')).toEqual({});
    await story.withdraw(story.lastOffer());
  });

  it('say only what is wrong with the first when it cannot be read', async () => {
    expect(await drop(house, helpdesk, [attached(''), attached(csv(3, 'AFTER'))])).toEqual([
      escapeMarkdown(en.doctor.file.empty),
    ]);
  });

  it(
    'the same one dropped twice at once and confirmed twice registers every device once',
    async () => {
      const file = csv(5, 'TWICE');
      const before = house.teams.sent.length;
      await Promise.all([drop(house, helpdesk, [attached(file)]), drop(house, helpdesk, [attached(file)])]);
      const offers = house.teams.sent
        .slice(before)
        .filter(({ method }) => method === 'POST')
        .flatMap(({ activityId }) => {
          const card = house.teams.shown(activityId)?.attachments?.[0]?.content as Offer['card'] | undefined;
          const [button] = buttonsOf(card, 'register.confirm');
          return button === undefined ? [] : [{ cardId: activityId, data: button.data as Offer['data'] }];
        });
      expect(offers.length).toBeGreaterThan(0);
      await Promise.all(
        offers.map(({ cardId, data }) => house.teams.press(helpdesk, 'register.confirm', data, cardId)),
      );

      await until(async () => {
        house.wait(minute);
        return (await story.registered('TWICE')).length >= 5;
      });
      await until(async () => {
        house.wait(minute);
        const open = await story.rows(
          "select 1 from requests where state in ('accepted', 'working') and command = 'register'",
        );
        return open.length === 0;
      });
      expect(await story.registered('TWICE')).toHaveLength(5);
      const { assigned } = await story.states('TWICE');
      expect(assigned).toBe(5);
    },
    withinMs,
  );

  it(
    'one whose rows are all registered by now has nothing to confirm',
    async () => {
      const file = csv(3, 'AGAIN');
      const first = await offered(file);
      await story.confirm(first);
      await story.untilSaid(first, '3 of 3 registered');
      const before = posted().length;

      const second = await offered(file);

      expect(second.words).toContain(en.imports.effect.nothingHere);
      expect(canConfirm(second)).toBe(false);
      const forged = await story.confirm(second);
      await story.untilSaid(second, 'Nothing had to be registered');
      expect(forged.status).toBe(200);
      expect(posted()).toHaveLength(before);
    },
    withinMs,
  );
});

describe('while other files are read', () => {
  const busy = escapeMarkdown(en.register.busy);
  /** Links to nowhere, found out in four steps, together in so many seconds; each takes one of the four places. */
  const dropGone = (count: number, seconds: number) => {
    const delayMs = seconds * 250;
    const led = (steps: number): string =>
      host.give(steps === 0 ? { status: 404, delayMs } : { redirectTo: led(steps - 1), delayMs });
    return Array.from({ length: count }, () => drop(house, helpdesk, [attachmentOf('gone.csv', led(3))]));
  };
  const asked = (count: number) => until(() => host.requests.length >= count);
  beforeEach(() => {
    host.requests.length = 0;
  });

  it(
    'another one waits for its turn',
    async () => {
      const others = dropGone(4, 4);
      await asked(4);
      const from = house.teams.sent.length;
      const url = host.give({ bytes: csv(2, 'TURN') });

      await drop(house, helpdesk, [attachmentOf('turn.csv', url)]);

      const asking = story.lastOffer(from);
      expect(asking.words).toContain('turn.csv');
      expect(canConfirm(asking)).toBe(true);
      const turn = host.requests.findIndex(({ path }) => path === new URL(url).pathname);
      expect(turn).toBeGreaterThan(8);
      await Promise.all(others);
      await story.withdraw(asking);
    },
    withinMs,
  );

  it(
    'another one that waits too long is refused in words, and taken when it comes again',
    async () => {
      const others = dropGone(4, 16);
      await asked(4);
      const before = (await imports()).length;
      const file = attached(csv(2, 'LATER'), 'later.csv');

      const shown = await drop(house, helpdesk, [file]);

      expect(shown.filter((words) => words === busy)).toHaveLength(1);
      expect(await imports()).toHaveLength(before);
      await Promise.all(others);
      const from = house.teams.sent.length;
      await drop(house, helpdesk, [file]);
      expect(canConfirm(story.lastOffer(from))).toBe(true);
      await story.withdraw(story.lastOffer(from));
    },
    withinMs,
  );
});

describe('while the file is looked at, a tenant that', () => {
  it.each([
    ['is unavailable', { status: 503 }],
    ['hangs up', { dropConnection: true }],
    ['forbids it', { status: 403 }],
    ['gives broken answers', { brokenJson: true }],
  ])(
    '%s: the card says that nobody could look',
    async (_, fault) => {
      house.tenant.faults.set({ match: {}, ...fault });

      const asked = await offered(csv(2, 'UNSEEN'));

      expect(asked.words).toContain(en.imports.effect.unchecked);
      expect(canConfirm(asked)).toBe(true);
      house.tenant.faults.clear();
      await story.withdraw(asked);
    },
    withinMs,
  );

  it(
    'does not answer in time too, within the patience of a person',
    async () => {
      house.tenant.faults.set({ match: {}, delayMs: 30_000 });
      const begun = performance.now();

      const asked = await offered(csv(2, 'SLOW'));

      expect(asked.words).toContain(en.imports.effect.unchecked);
      expect(performance.now() - begun).toBeLessThan(14_000);
      house.tenant.faults.clear();
      await story.withdraw(asked);
    },
    withinMs,
  );

  it(
    'is asked again before anything is written, and what is here already stays as it is',
    async () => {
      house.tenant.faults.set({ match: {}, status: 503 });
      const known = `5CG4217QHX,,${hardwareHash({ serialNumber: '5CG4217QHX' })},UK-Corp-Laptop,\n`;
      const asked = await offered(`${csv(1, 'FRESH').toString('utf16le').slice(1)}${known}`);
      expect(asked.words).toContain(en.imports.effect.unchecked);
      house.tenant.faults.clear();

      await story.confirm(asked);
      await story.untilSaid(asked, '1 of 1 registered');

      const id = await story.importOf(asked);
      const rows = await story.rows<{ serial: string; state: string }>(
        'select serial, state from import_rows where import_id = $1 order by line',
        [id],
      );
      expect(rows[1]).toEqual({ serial: '5CG4217QHX', state: 'here' });
    },
    withinMs,
  );
});
