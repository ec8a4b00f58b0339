import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { FileHost, attachmentOf } from '../support/file-host';
import {
  autopilotCsv,
  devices,
  hardwareHash,
  type HashOptions,
  type MadeDevice,
} from '../support/hardware-hashes';
import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';

const second = 1_000;
const minute = 60 * second;
const tag = 'UK-Corp-Laptop';

let tenant: DemoTenant;
let host: FileHost;
let journey: PlaygroundJourney;
beforeAll(async () => {
  tenant = await createDemoTenant({ anyToken: true, ...passing });
  host = await FileHost.start();
  journey = await PlaygroundJourney.start({
    DATABASE_URL: await createDatabase(),
    AUTOPILOT_GRAPH_URL: tenant.url,
  });
});

afterAll(async () => {
  await journey.stop();
  await host.stop();
  await tenant.stop();
});

/**
 * A quarter of an hour, after which the last profile is assigned, passes in three quarters of a minute. Rows are
 * decided so far apart that the bot looks in between: the card has to move.
 */
const passing = { timeScale: 20, timings: { importFromMs: 160 * second, importToMs: 10 * minute } };

const good = devices(60, { prefix: 'NEW' });

/** A row that says this serial number beside a hash made so. */
function rowOf(serialNumber: string, hash: Partial<HashOptions> = {}): MadeDevice {
  return { ...good[0]!, serialNumber, hash: hardwareHash({ serialNumber, ...hash }) };
}

/** Sixty rows as they should be, and one each of what goes wrong. */
function mixedFile(): Buffer {
  return autopilotCsv([
    ...good.slice(0, 30),
    rowOf('CUTOFF1', { cutAt: 60 }),
    rowOf('LABEL01', { serialNumber: 'INSIDE1' }),
    ...good.slice(30),
    rowOf('5CG0OTHER1'),
    rowOf('5CG4217QHX'),
    good[0]!,
  ]);
}

const reads = (text: string | RegExp) => journey.card.getByText(text).first().waitFor();

it(
  'a file is looked at, registered with a chosen tag, followed to its end, and told row by row',
  async () => {
    const bytes = mixedFile();
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    await journey.attach(attachmentOf('AutopilotHWID.csv', host.give({ bytes })));
    await reads('61 devices are registered without a group tag, unless you choose one.');
    await reads('The hash is cut off.');
    await reads('The row says LABEL01, but the hash is from INSIDE1.');
    await reads('Row 2 has the same serial number.');
    expect(tenant.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    await journey.keepScreenshot('register-offered');

    await journey.choose(tag);
    await journey.press(/Register 61 devices/, 'register.confirm');
    await reads('0 of 61 registered');
    await reads(/^[1-9]\d? of 61 registered/);
    await journey.card.getByRole('button', { name: 'Stop' }).waitFor();
    await journey.keepScreenshot('register-running');

    const told = 'your import AutopilotHWID.csv is through: 60 of 61 registered, 4 rows need a look.';
    await journey.page.locator('p', { hasText: told }).waitFor({ timeout: 2 * minute });
    await journey.card.getByText('Done in part: 60 of 61 registered').waitFor({ timeout: 2 * minute });
    await reads('It is registered in another organisation.');
    await journey.keepScreenshot('register-done');

    await journey.press('Problems only', 'register.rows');
    for (const row of ['Row 32 · CUTOFF1', 'Row 33 · INSIDE1', 'Row 64 · 5CG0OTHER1', 'Row 66 · NEW1000']) {
      await reads(row);
    }
    await journey.keepScreenshot('register-problems');
    await journey.press('All rows', 'register.rows');
    await reads('1 to 20 of 65 · page 1 of 4');
    await journey.press('Next', 'register.rows');
    await reads('21 to 40 of 65 · page 2 of 4');
    await journey.keepScreenshot('register-rows');
    await journey.press('Back to the overview', 'registration-status.show');
    await reads('60 of 61 registered');
  },
  6 * minute,
);

it('the import is found again by asking, and its devices stand in the tenant with their tag', async () => {
  const cards = await journey.cardCount();
  await journey.say('how is my import going?');
  await journey.page.locator('.ac-adaptiveCard').nth(cards).waitFor();
  await reads('60 of 61 registered');

  await journey.say(`where's ${good[59]!.serialNumber}?`);
  await reads(good[59]!.serialNumber);
  await reads(tag);
});
