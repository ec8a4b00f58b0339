import { escapeMarkdown } from '../../cards/escape';
import en from '../../cards/locales/en.json';
import { drop } from '../support/drop';
import { FileHost, attachmentOf } from '../support/file-host';
import { autopilotCsv, hardwareHash } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { ImportStory, made, type Offer } from '../support/import-story';
import { wordsOf } from '../support/teams-connector';
import { until } from '../support/until';
import { workbook } from '../support/workbook';

const helpdesk = personWith('helpdesk');
const minute = 60_000;
const header = 'Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User';

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

const plain = (words: string) => words.replaceAll(/\\|\u2060/g, '');

describe('a file by a hostile name', () => {
  it.each([
    ['markdown', '[click](http://x.example) **now**.csv', '[click](http://x.example) **now**.csv'],
    ['a mention', '<at>Everyone</at>.csv', '<at>Everyone</at>.csv'],
    ['a template', '${1+1} {{DATE(2020-01-01T00:00:00Z)}}.csv', '${1+1} {{DATE(2020-01-01T00:00:00Z)}}.csv'],
    ['a path', '../../etc/passwd', '../../etc/passwd'],
    ['text that turns around', 'a\u202Evsc.exe', 'avsc.exe'],
    ['control characters', 'a\0\x07\r\nb\u2028.csv', 'a\uFFFDb.csv'],
    ['nothing', '', 'UTF-16LE, comma · 1 row'],
  ])('is named as it is: %s', async (_, name, shown) => {
    const asked = await offered(csv(1, 'NAMED'), name);

    expect(plain(asked.words)).toContain(shown);
    expect(JSON.stringify(asked.card)).not.toMatch(/[^\\]<at>|[^\\]\]\(http/);
    await story.withdraw(asked);
  });

  it('of 5,000 characters is cut', async () => {
    const asked = await offered(csv(1, 'LONG'), `${'Ünïcödé😀'.repeat(600)}.csv`);

    expect(asked.words).toContain('Ünïcödé😀');
    const lines = asked.words.split('\n').filter((line) => line.includes('Ünïcödé'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
    await story.withdraw(asked);
  });

  it('mentions nobody and links nowhere at the end either', async () => {
    const asked = await offered(csv(1, 'MARKED'), '<at>Everyone</at> [x](http://x.example).csv');
    await story.confirm(asked);
    const told = () =>
      house.teams.sent.find(({ activity }) => activity.text?.includes('Everyone') === true)?.activity;
    await until(() => {
      house.wait(minute);
      return told() !== undefined;
    });

    expect(told()?.entities).toHaveLength(1);
    expect(told()?.text).toContain(escapeMarkdown('<at>Everyone</at> [x](http://x.example).csv'));
  });
});

describe('text that no database or card takes', () => {
  const hash = (serialNumber: string, model = 'M') => hardwareHash({ serialNumber, model });
  const emoji = '😀';

  it.each([
    [
      'half a character where a long text is cut',
      `${header}\nX1,,${hash('X1')},${'t'.repeat(79)}${emoji},${'u'.repeat(79)}${emoji}\n`,
    ],
    ['half a character in a serial number', `${header}\n${'s'.repeat(79)}${emoji}X,,${hash('X2')},,\n`],
    [
      'half a character in the name of a column',
      `${header},${'n'.repeat(59)}${emoji}\nX3,,${hash('X3')},,,1\n`,
    ],
    [
      'half a character in a model',
      `${header}\nX4,,${hardwareHash({ serialNumber: 'X4', model: 'm'.repeat(199) + emoji })},,\n`,
    ],
    ['NUL in every cell', `${header}\nX\0 5,\0,${hash('X5')},ta\0g,a\0@b.de\n`],
    ['NUL in the name of a column', `${header},n\0ame\nX6,,${hash('X6')},,,1\n`],
  ])('does not keep the rest from being offered: %s', async (_, text) => {
    const asked = await offered(text);

    expect(asked.words).toContain('1 row');
    await story.withdraw(asked);
  });

  it('half a character is not kept from UTF-16 either', async () => {
    const text = `\uFEFF${header}\nX7\uD83D,,${hash('X7')},\uDE00tag,\n`;

    expect((await offered(Buffer.from(text, 'utf16le'))).words).toContain('1 row');
  });

  it('a workbook in which a row comes twice is damaged', async () => {
    const row = '<row r="2"><c r="A2" t="str"><v>S1</v></c></row>';
    const bytes = workbook([header.split(','), ['S1', '', 'x'], ['S2', '', 'y']], {
      parts: { 'xl/worksheets/sheet1.xml': sheetWith(row + row) },
    });

    expect(await drop(house, helpdesk, [attached(bytes, 'a.xlsx')])).toEqual([
      escapeMarkdown(en.doctor.file.damaged),
    ]);
  });

  function sheetWith(rows: string): string {
    const head = header
      .split(',')
      .map((name, index) => `<c r="${'ABCDE'[index]}1" t="str"><v>${name}</v></c>`)
      .join('');
    return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${head}</row>${rows}</sheetData></worksheet>`;
  }
});
