import { parse } from 'csv-parse/sync';
import { createMessages } from '../../cards/messages';
import { findingVerdicts } from '../../services/registration/doctor/doctored-row';
import type { RowState } from '../../services/registration/imports/import';
import { drop } from '../support/drop';
import { FileHost, attachmentOf } from '../support/file-host';
import { openHouse, personWith, type House } from '../support/house';
import { ImportStory, answerTo, type Offer } from '../support/import-story';
import { csvOf, mixedRows, tableOf } from '../support/mixed-file';
import { Drive } from '../support/saved-files';
import { until } from '../support/until';
import { workbook } from '../support/workbook';

const helpdesk = personWith('helpdesk');
const say = createMessages()('en-GB');
const withinMs = 90_000;
const minute = 60_000;

let house: House;
let host: FileHost;
let drive: Drive;
let story: ImportStory;
beforeAll(async () => {
  [house, host, drive] = await Promise.all([openHouse(), FileHost.start(), Drive.start()]);
  story = new ImportStory(house, host);
});
afterAll(() => Promise.all([house.stop(), host.stop(), drive.stop()]));

type Rows = ReturnType<typeof mixedRows>;

async function offered(bytes: Uint8Array | string, name = 'mixed.csv'): Promise<Offer> {
  await drop(house, helpdesk, [attachmentOf(name, host.give({ bytes }))]);
  return story.lastOffer();
}

interface Stored {
  readonly line: number;
  readonly serial: string;
  readonly state: RowState;
  readonly reason: string | null;
  readonly findings: readonly { readonly code: string }[];
}
const stored = (id: number) =>
  story.rows<Stored>(
    `select line, serial, tag, assigned_user, manufacturer, model, hash, verdict, findings, state, reason
      from import_rows where import_id = $1 order by line`,
    [id],
  );

const cellsIn = (csv: string): readonly (readonly string[])[] => parse(csv, { bom: true });

/** What stands on a card, as people read it. */
const plain = (words: string) => words.replaceAll(/\\|\u2060/g, '');
const shownAs = (text: string) => (text.length > 200 ? `${text.slice(0, 199).trimEnd()}…` : text);

function sentences({ findings, offered: state }: Rows[number], part: 'problem' | 'mend'): string {
  const isLeftOut = state === 'asked' || state === 'refused';
  return findings
    .filter(([code]) => !isLeftOut || findingVerdicts[code] !== 'repaired')
    .map(([code, values]) => say(`doctor.${code}.${part}`, values))
    .join(' ');
}

const stateWords = (state: RowState, isOffered: boolean) =>
  isOffered && state === 'asked' ? say('imports.askedOffered') : say(`imports.state.${state}`);

/** All pages of the rows, as the person leafs through them. */
async function leafedThrough(asked: Offer, onlyProblems = false): Promise<string> {
  const id = await story.importOf(asked);
  const pages: string[] = [];
  for (let page = 0; page < 2; page += 1) {
    const turn = await house.teams.press(helpdesk, 'register.rows', { id, page, onlyProblems }, asked.cardId);
    pages.push(plain(answerTo(turn)));
  }
  return pages.join('\n');
}

describe('a file in which every row is bad in its own way', () => {
  const rows = mixedRows('OFFER-', 'System Serial Number');

  it('is shown with its counts, its first problems, and what would happen', async () => {
    const asked = await offered(csvOf(tableOf(rows)));

    const words = plain(asked.words);
    expect(words).toContain('23 rows');
    expect(words.replaceAll('\n', ' ')).toContain(
      '7 to register 3 repaired 2 already here 3 to decide 11 refused',
    );
    expect(words).toContain('Register 7 devices and what is ticked');
    expect(words).toContain('Register the 3 questionable rows too');
    expect(words).toContain('1 is here already as the file says; nothing is done for it.');
    expect(words).toContain('1 is registered with another group tag and stays as it is.');
    const problems = rows
      .map((row, index) => ({ ...row, line: index + 2 }))
      .filter(({ offered: state }) => ['asked', 'refused', 'other-tag'].includes(state));
    for (const row of problems.slice(0, 5)) {
      expect(words).toContain(`Row ${row.line}`);
      expect(words).toContain(sentences(row, 'problem'));
      expect(words).toContain(sentences(row, 'mend'));
    }
    expect(words).toContain(`and ${problems.length - 5} more rows`);
    await story.withdraw(asked);
  });

  it('has every row with its verdict behind “Show all rows”', async () => {
    const asked = await offered(csvOf(tableOf(rows)));

    const shown = await leafedThrough(asked);

    for (const [index, row] of rows.entries()) {
      const from = shown.indexOf(`Row ${index + 2} · ${row.serial || 'no serial number'}\n`);
      expect([row.serial, from]).not.toEqual([row.serial, -1]);
      const [text = ''] = shown.slice(from).split(/\nRow \d+ · /);
      expect(text).toContain(`\n${stateWords(row.offered, true)}`);
      const why = [sentences(row, 'problem'), sentences(row, 'mend')].join(' ').trim();
      if (row.offered !== 'other-tag') expect(text).toContain(shownAs(why));
    }
    await story.withdraw(asked);
  });

  it('gets the same verdicts as a workbook', async () => {
    const csv = await offered(csvOf(tableOf(rows)));
    await story.withdraw(csv);
    const excel = await offered(workbook(tableOf(rows)), 'mixed.xlsx');
    await story.withdraw(excel);

    const [fromCsv, fromExcel] = await Promise.all(
      [csv, excel].map(async (each) => stored(await story.importOf(each))),
    );

    expect(fromExcel).toEqual(fromCsv);
    expect(fromCsv?.map(({ findings }) => findings.map(({ code }) => code))).toEqual(
      rows.map(({ findings }) => findings.map(([code]) => code)),
    );
  });
});

describe.each([
  ['without what is questionable', 'LEFT-', 'Default string', {}, 'Done in part: 6 of 7 registered.'],
  [
    'with what is questionable',
    'TAKEN-',
    'To be filled by O.E.M.',
    { includeAsked: 'true' },
    'Done in part: 9 of 10 registered.',
  ],
] as const)('confirmed %s', (_, prefix, placeholder, chosen, outcome) => {
  const rows = mixedRows(prefix, placeholder);
  const ends = rows.map(({ end, endIfIncluded = end }) => ('includeAsked' in chosen ? endIfIncluded : end));
  let asked: Offer;
  let id: number;
  beforeAll(async () => {
    asked = await offered(csvOf(tableOf(rows)), `${prefix}mixed.csv`);
    id = await story.importOf(asked);
    await story.confirm(asked, chosen);
    await until(async () => {
      house.wait(minute);
      return (await stored(id)).every(({ state }, index) => state === ends[index]);
    }).catch(() => undefined);
  }, withinMs);

  it('every row ends as it must', async () => {
    expect(
      (await stored(id)).map(({ line, serial, state, reason }) => ({ line, serial, state, reason })),
    ).toEqual(
      rows.map(({ serial, reason }, index) => ({
        line: index + 2,
        serial,
        state: ends[index],
        reason: reason ?? null,
      })),
    );
  });

  it('the tenant has what was said to be registered, and no more', async () => {
    const wanted = rows.filter((row, index) => ends[index] === 'assigned' && row.serial !== placeholder);
    const found = [...(await story.registered(prefix)), ...(await story.registered(`=1+${prefix}`))];

    expect(found.map(({ serialNumber }) => serialNumber).toSorted()).toEqual(
      wanted.map(({ serial }) => serial).toSorted(),
    );
    expect(new Set(found.map(({ groupTag }) => groupTag))).toEqual(new Set(['UK-Corp-Laptop']));
  });

  it('the card and the message say so', async () => {
    await until(() => {
      house.wait(minute);
      return story.wordsOn(asked).includes('Done in part');
    });
    const unwished = ends.filter((state) => ['refused', 'asked', 'failed', 'other-tag'].includes(state));

    const words = plain(story.wordsOn(asked));
    expect(words).toContain(outcome);
    expect(words).toContain(say('imports.reason.otherTenant'));
    const told = house.teams.sent.find(({ activity }) => activity.text?.includes(`${prefix}mixed`) === true);
    expect(plain(told?.activity.text ?? '')).toBe(
      `<at>${helpdesk.name}</at>, your import ${prefix}mixed.csv is through: ` +
        `${outcome.replace('Done in part: ', '').replace('.', '')}, ${unwished.length} rows need a look.`,
    );
  });

  it('the file of results has every row, no cell of it a formula', async () => {
    const { text, name } = await drive.save(house, helpdesk, 'register.resultFile', id);

    expect(name).toMatch(new RegExp(`^result of ${prefix}mixed 2026-03-\\d\\d\\.csv$`));
    const [head, ...lines] = cellsIn(text);
    expect(head?.[0]).toBe('Row');
    expect(lines.map(([line, serial, , , , , state, why, todo]) => [line, serial, state, why, todo])).toEqual(
      rows.map((row, index) => {
        const end = ends[index]!;
        const serial = row.serial.startsWith('=') ? `'${row.serial}` : row.serial;
        return [String(index + 2), serial, stateWords(end, false), ...reasons(row, end)];
      }),
    );
    expect(lines[0]?.slice(4, 6)).toEqual(["'=2+5", "'@SUM(1+1)"]);
    expect(lines.flat().filter((cell) => /^\s*[=+\-@\t]/.test(cell))).toEqual([]);
    expect(text).not.toMatch(/T0[E-H][A-Za-z0-9+/]{20}/);
  });

  it('the repaired file can be sent again, and all that was registered is here', async () => {
    const { text, name } = await drive.save(house, helpdesk, 'register.repairedFile', id);

    expect(name).toMatch(new RegExp(`^repaired ${prefix}mixed 2026-03-\\d\\d\\.csv$`));
    const cells = cellsIn(text).slice(1);
    const usable = rows.filter(({ offered: state }) => state !== 'refused');
    expect(cells.map(([serial]) => serial)).toEqual(
      usable.map(({ serial }) => (serial.startsWith('=') ? `'${serial}` : serial)),
    );
    expect(cells.flat().filter((cell) => /^\s*[=+\-@\t]/.test(cell))).toEqual([]);

    const again = await offered(text, 'repaired.csv');
    await story.withdraw(again);
    const states = new Map(
      (await stored(await story.importOf(again))).map(({ serial, state }) => [serial, state]),
    );
    const there = rows.filter((row, index) => ends[index] === 'assigned' && row.serial !== placeholder);
    expect(there.map(({ serial }) => [serial, states.get(serial)])).toEqual(
      there.map(({ serial, findings }) => [serial, findings[0]?.[0] === 'checksumWrong' ? 'asked' : 'here']),
    );
  });
});

function reasons(row: Rows[number], end: RowState): readonly [string, string] {
  if (end === 'failed') return [say(`imports.reason.${row.reason!}`), say(`imports.act.${row.reason!}`)];
  if (end === 'other-tag') {
    const values = { found: 'FR-Corp-Laptop', asked: 'UK-Corp-Laptop' };
    return [say('imports.foundTag', values), say('imports.todo.other-tag')];
  }
  return [sentences(row, 'problem'), sentences(row, 'mend')];
}
