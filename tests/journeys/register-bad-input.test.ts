import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapeMarkdown } from '../../cards/escape';
import en from '../../cards/locales/en.json';
import {
  entityBomb,
  lockedWorkbook,
  oldWorkbook,
  picture,
  wordDocument,
  zipBomb,
} from '../support/bad-files';
import { drop } from '../support/drop';
import { FileHost, attachmentOf, type Handing } from '../support/file-host';
import { autopilotCsv, devices, hardwareHash } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { withClient } from '../support/postgres/template';
import { wordsOf } from '../support/teams-connector';
import { workbook } from '../support/workbook';

const helpdesk = personWith('helpdesk');
const withinMs = 60_000;
const header = 'Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User';

let house: House;
let host: FileHost;
let lines: string[];
beforeAll(async () => {
  lines = [];
  house = await openHouse({
    environment: { LOG_LEVEL: 'info' },
    logTo: { write: (line) => void lines.push(line) },
  });
  host = await FileHost.start();
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
beforeEach(() => {
  lines.length = 0;
});
afterEach(async () => {
  await expectNothingLeft();
  expect(wordsOf(await house.teams.say(helpdesk, 'help'))).toContain('Register devices');
});

/** No import, no row, nothing written to the tenant, and no error of the bot's own. */
async function expectNothingLeft(): Promise<void> {
  const counts = await withClient(house.databaseUrl, async (client) => {
    const { rows } = await client.query<Record<string, number>>(`select
      (select count(*)::integer from imports) as imports,
      (select count(*)::integer from import_rows) as rows,
      (select count(*)::integer from requests) as requests`);
    return rows[0];
  });
  expect(counts).toEqual({ imports: 0, rows: 0, requests: 0 });
  expect(house.tenant.requests().filter(({ path }) => path.includes('importedWindows'))).toEqual([]);
  expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
}

const told = (name: string, handing: Handing) =>
  drop(house, helpdesk, [attachmentOf(name, host.give(handing))]);
const toldOf = (name: string, bytes: Uint8Array | string) => told(name, { bytes });
const good = (count: number) => autopilotCsv(devices(count, { prefix: 'GOOD' }), 'PowerShell 7');

type FileSentence = keyof typeof en.doctor.file;
const sentence = (type: FileSentence, values: Readonly<Record<string, string>> = {}) =>
  escapeMarkdown(en.doctor.file[type].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''));

describe('a file that is no list of devices', () => {
  const files: readonly (readonly [string, string, Uint8Array | string, FileSentence])[] = [
    ['an empty file', 'a.csv', '', 'empty'],
    ['a byte order mark', 'a.csv', '\uFEFF', 'empty'],
    ['blank lines', 'a.csv', '\r\n \r\n,,,\r\n', 'empty'],
    ['a header alone', 'a.csv', `${header}\r\n`, 'empty'],
    ['prose', 'a.csv', 'Dear all,\nhere are the hashes.\nAda\n', 'not-a-table'],
    ['a web page', 'a.csv', '<!DOCTYPE html><table><tr><td>a', 'not-a-table'],
    ['JSON', 'a.csv', JSON.stringify([{ serial: 'S1' }]), 'not-a-table'],
    ['control characters', 'a.csv', '\x01\x02\x03,\x04\x05\n'.repeat(500), 'not-a-table'],
    ['zeros', 'a.csv', Buffer.alloc(5000), 'not-a-table'],
    ['an image', 'scan.png', picture, 'not-a-table'],
    ['an image by the name of a CSV', 'devices.csv', picture, 'not-a-table'],
    ['a PDF', 'a.csv', '%PDF-1.7\n1,2,3\n', 'not-a-table'],
    ['a Word document', 'devices.docx', wordDocument, 'not-a-table'],
    ['an old workbook', 'devices.xls', oldWorkbook, 'old-excel'],
    ['a locked workbook', 'devices.xlsx', lockedWorkbook, 'encrypted'],
    ['half a workbook', 'devices.xlsx', workbook([['a', 'b']]).subarray(0, 300), 'damaged'],
    ['a quote that never closes', 'a.csv', `${header}\n"S1,,\nS2,,\n`, 'damaged'],
    ['a bomb of entities', 'a.xlsx', entityBomb, 'damaged'],
    ['a row without end', 'a.csv', `${header}\n${'S1,'.repeat(20_000)}`, 'row-too-long'],
  ];

  it.each(files)('%s is told in one sentence', async (_, name, bytes, type) => {
    expect(await toldOf(name, bytes)).toEqual([sentence(type)]);
  });

  it.each([
    ['hashes', 'no-hash-column', 'Device Serial Number,Model', 'Device Serial Number, Model'],
    ['serial numbers', 'no-serial-column', 'Hardware Hash,Model', 'Hardware Hash, Model'],
    [
      'hashes, with names that are markup',
      'no-hash-column',
      'Serial,[a](http://x.example),<at>all</at>',
      'Serial, [a](http://x.example), <at>all</at>',
    ],
  ] as const)('without a column of %s names its columns', async (_, type, names, columns) => {
    expect(await toldOf('a.csv', `${names}\n1,2,3\n`)).toEqual([sentence(type, { columns })]);
  });

  it(
    'a zip bomb does not go off, whether it says how large it is or not',
    async () => {
      const bytes = 400_000_000;
      expect(await toldOf('a.xlsx', zipBomb(bytes))).toEqual([sentence('too-large')]);
      expect(await toldOf('a.xlsx', zipBomb(bytes, { claims: 1000 }))).toEqual([sentence('damaged')]);
    },
    withinMs,
  );

  it('that turns bad after hundreds of good rows leaves none of them', async () => {
    const bytes = Buffer.concat([good(450), Buffer.from(`"S1,,${'x'.repeat(50_000)}`)]);

    expect(await toldOf('a.csv', bytes)).toEqual([sentence('row-too-long')]);
  });

  it(
    'of a million short rows is left at the first too many',
    async () => {
      const bytes = Buffer.from(`${header}\n${'S1,,x,,\n'.repeat(1_000_000)}`);

      expect(await toldOf('a.csv', bytes)).toEqual([sentence('too-many-rows')]);
    },
    withinMs,
  );

  it(
    'of a million blank rows too',
    async () => {
      expect(await toldOf('a.csv', `${header}\n${',,,,\n'.repeat(1_000_000)}`)).toEqual([
        sentence('too-many-rows'),
      ]);
    },
    withinMs,
  );
});

describe('what is attached and no file', () => {
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.csv' };

  it.each<[string, unknown]>([
    ['a pasted picture', [{ contentType: 'image/png', contentUrl: 'https://smba.example/image' }]],
    ['a file without content', [file]],
    ['a file whose address is a number', [{ ...file, content: { downloadUrl: 5 } }]],
    [
      'a file with an endless address',
      [{ ...file, content: { downloadUrl: `http://a/${'a'.repeat(9000)}` } }],
    ],
    ['things that are nothing', [null, 3, []]],
    ['no list', { ...file }],
  ])('is left out, and a file is asked for: %s', async (_, attachments) => {
    expect(await drop(house, helpdesk, attachments as never, 'register these devices')).toEqual([
      en.register.askForFile,
    ]);
  });
});

it.each<[string, unknown]>([
  ['a pasted picture', [{ contentType: 'image/png', contentUrl: 'https://smba.example/image' }]],
  ['a file without an address', [{ contentType: 'application/vnd.microsoft.teams.file.download.info' }]],
])('asks for a file where nothing is said beside %s', async (_, attachments) => {
  expect(await drop(house, helpdesk, attachments as never)).toEqual([en.register.askForFile]);
});

describe('a file that does not come', () => {
  const gone = { ...en.download };

  it('of 200 MB is not begun when it says so', async () => {
    expect(await told('a.csv', { headers: { 'content-length': '200000000' } })).toEqual([gone['too-large']]);
  });

  describe('of 200 MB, without a word about it', () => {
    let server: Server;
    let sent = 0;
    beforeAll(async () => {
      const zeros = Buffer.alloc(64 * 1024);
      server = createServer((_, response) => {
        const more = (): void => {
          while (!response.destroyed && sent < 200_000_000) {
            sent += zeros.length;
            if (!response.write(zeros)) return;
          }
          response.end();
        };
        response.writeHead(200);
        response.write('PK\x03\x04');
        response.on('drain', more);
        more();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it(
      'is cut off where it becomes too large',
      async () => {
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.xlsx`;
        const before = process.memoryUsage().rss;

        expect(await drop(house, helpdesk, [attachmentOf('a.xlsx', url)])).toEqual([sentence('too-large')]);

        // What the operating system keeps between the two comes on top.
        expect(sent).toBeLessThan(150_000_000);
        expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
      },
      withinMs,
    );
  });

  it.each([
    'https://files.example/devices.csv',
    'https://contoso.sharepoint.com.files.example/devices.csv',
    'http://127.0.0.1@files.example/devices.csv',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.5/devices.csv',
    'http://[::ffff:10.0.0.5]/devices.csv',
    'file:///etc/passwd',
    'devices.csv',
  ])('at %s is not asked for', async (url) => {
    expect(await drop(house, helpdesk, [attachmentOf('a.csv', url)])).toEqual([gone['foreign-host']]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/iam/',
    'http://192.168.1.1/devices.csv',
    'http://[fd00:ec2::254]/latest/',
    '//files.example/devices.csv',
    'file:///etc/passwd',
  ])('that leads to %s is not followed', async (redirectTo) => {
    expect(await told('a.csv', { redirectTo })).toEqual([gone['foreign-host']]);
  });

  it.each([
    ['has expired', { status: 404 }, gone.expired],
    ['is forbidden by now', { status: 403 }, gone.expired],
    ['is refused', { status: 500 }, gone.refused],
  ] as const)('because it %s', async (_, handing, text) => {
    expect(await told('a.csv', handing)).toEqual([text]);
  });

  it('because its host does not listen', async () => {
    const other = await FileHost.start();
    const url = other.give({ bytes: good(1) });
    await other.stop();

    expect(await drop(house, helpdesk, [attachmentOf('a.csv', url)])).toEqual([gone.unreachable]);
  });

  it(
    'because it is cut off in the middle of its rows',
    async () => {
      expect(await told('a.csv', { bytes: good(900), cuts: true })).toEqual([gone.unreachable]);
    },
    withinMs,
  );

  it.each(['head', 'body'] as const)(
    'because it stalls in its %s: said in the place of the interim sentence',
    async (stalls) => {
      const before = house.teams.sent.length;

      expect(await told('a.csv', { bytes: good(900), stalls })).toEqual([gone.stalled]);

      expect(house.teams.sent.slice(before).map(({ method }) => method)).toEqual(['POST', 'PUT']);
    },
    withinMs,
  );

  it('names neither the address nor what it may hold in the log', async () => {
    const secret = hardwareHash({ serialNumber: 'SECRET1' });
    await told('a.csv', { status: 500 });
    await toldOf('a.csv', `Hardware Hash,Model\n${secret},x\n`);

    expect(lines).not.toEqual([]);
    expect(lines.join('')).not.toMatch(/tempauth|T0[E-H][A-Za-z0-9+/]{20}/);
  });
});
