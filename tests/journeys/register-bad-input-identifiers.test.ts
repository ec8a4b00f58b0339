import en from '../../cards/locales/en.json';
import { drop } from '../support/drop';
import { FileHost, attachmentOf } from '../support/file-host';
import { openHouse, personWith, type House } from '../support/house';
import { ImportStory, type Offer } from '../support/import-story';
import { buttonsOf } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');
const withinMs = 60_000;
const searches = /searchExistingIdentities/;

let house: House;
let host: FileHost;
let story: ImportStory;
beforeAll(async () => {
  [house, host] = await Promise.all([openHouse(), FileHost.start()]);
  story = new ImportStory(house, host);
});
afterAll(() => Promise.all([house.stop(), host.stop()]));
beforeEach(() => {
  house.tenant.faults.clear();
});

async function offered(bytes: string): Promise<Offer> {
  await drop(house, helpdesk, [attachmentOf('identifiers.csv', host.give({ bytes }))]);
  return story.lastOffer();
}

it(
  'corporate identifiers of all sorts: each row has its verdict, and what is confirmed is there',
  async () => {
    const rows = [
      ['Contoso,Book 14,ID1', [], 'added'],
      ['Contoso Inc.,Book 1.5,ID2', [], 'added'],
      ['Contoso,Book 14, I.D3', ['serialTidied'], 'added'],
      ['Contoso,,ID4', ['identifierIncomplete'], 'refused'],
      ['Contoso,Book 14,id1', ['duplicateSerial'], 'refused'],
      ['Contoso,Book 14,ID6,more', ['tooManyColumns'], 'refused'],
      ['Contoso,Book 14,Default string', ['placeholderSerial'], 'asked'],
      ['LENOVO,21ML003BUK,PF4M0DEV', [], 'here'],
      ["=cmd|'/c calc'!A1,@SUM(1),ID9", [], 'added'],
    ] as const;
    const asked = await offered(rows.map(([line]) => `${line}\r\n`).join(''));
    expect(asked.words).toContain(en.imports.effect.identifiers);

    await story.confirm(asked);
    await story.untilSaid(asked, '4 of 4');

    const found = await story.rows<{ findings: { code: string }[]; state: string }>(
      'select findings, state from import_rows where import_id = $1 order by line',
      [await story.importOf(asked)],
    );
    expect(found.map(({ findings, state }) => [findings.map(({ code }) => code), state])).toEqual(
      rows.map(([, codes, state]) => [codes, state]),
    );
  },
  withinMs,
);

it.each([
  ['is unavailable', { status: 503 }],
  ['hangs up', { dropConnection: true }],
  ['forbids it', { status: 403 }],
])(
  'a tenant that %s while they are looked at: the card says that nobody could look',
  async (_, fault) => {
    house.tenant.faults.set({ match: { path: searches }, ...fault });

    const asked = await offered('Contoso,Book 14,NEW1\r\nContoso,Book 14,NEW2\r\n');

    expect(asked.words).toContain(en.imports.effect.unchecked);
    expect(buttonsOf(asked.card, 'register.confirm')).toHaveLength(1);
    house.tenant.faults.clear();
    await story.withdraw(asked);
  },
  withinMs,
);

it(
  'a tenant that answers slowly to many of them: nobody waits for all its answers',
  async () => {
    house.tenant.faults.set({ match: { path: searches }, delayMs: 3000 });
    const rows = Array.from({ length: 1600 }, (_, index) => `Contoso,Book 14,MANY${index}\r\n`);
    const begun = performance.now();

    const asked = await offered(rows.join(''));

    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(asked.words).toContain(en.imports.effect.unchecked);
    house.tenant.faults.clear();
    await story.withdraw(asked);
  },
  withinMs,
);
