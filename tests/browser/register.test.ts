import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { FileHost, attachmentOf } from '../support/file-host';
import { autopilotCsv, devices, hardwareHash, type MadeDevice } from '../support/hardware-hashes';
import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';

const second = 1_000;
const minute = 60 * second;

let tenant: DemoTenant;
let host: FileHost;
let journey: PlaygroundJourney;
beforeAll(async () => {
  // Intune decides within seconds, but not on all rows between two look-ups of the bot: the card has to move.
  const timings = { importFromMs: 8 * second, importToMs: 30 * second, listedAfterImportMs: second };
  tenant = await createDemoTenant({ anyToken: true, timings });
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

const good = devices(60, { prefix: 'NEW' });

const made = (serialNumber: string, hash: string): MadeDevice => ({ ...good[0]!, serialNumber, hash });

/** Sixty rows as they should be, and one each of what goes wrong. */
function mixedFile(): Buffer {
  return autopilotCsv(
    [
      ...good.slice(0, 30),
      made('CUTOFF1', hardwareHash({ serialNumber: 'CUTOFF1', cutAt: 150 })),
      made('LABEL01', hardwareHash({ serialNumber: 'INSIDE1' })),
      ...good.slice(30),
      made('5CG0OTHER1', hardwareHash({ serialNumber: '5CG0OTHER1' })),
      made('5CG4217QHX', hardwareHash({ serialNumber: '5CG4217QHX' })),
      good[0]!,
    ],
    'Windows PowerShell 5.1',
  );
}

const shown = (text: string | RegExp) => journey.card.getByText(text).first();

it(
  'a file is examined, registered with a chosen tag, followed to its end, and every row is told',
  async () => {
    await journey.attach(attachmentOf('AutopilotHWID.csv', host.give({ bytes: mixedFile() })));
    await shown('to register').waitFor();
    await journey.keepScreenshot('register-offered');
  },
  4 * minute,
);
