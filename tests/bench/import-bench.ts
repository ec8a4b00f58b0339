/**
 * `npm run bench:import`: a file of ten thousand devices dropped into the chat of a bot that runs as a process of its
 * own: time until the card, memory above idle, and what registering 500 of them asks of Graph. Prints figures, judges
 * nothing.
 */
import { readFileSync } from 'node:fs';
import people from '../../services/demo/people.json';
import { createDemoTenant } from '../../services/demo/tenant';
import { startBotProcess, type BotProcess } from '../support/bot-process';
import { attachmentOf, FileHost } from '../support/file-host';
import { freePort } from '../support/free-port';
import { autopilotCsv, devices, type MadeDevice } from '../support/hardware-hashes';
import { personWith } from '../support/house';
import { createDatabase } from '../support/postgres/database';
import setUp from '../support/postgres/global-setup';
import tearDown from '../support/postgres/global-teardown';
import { buttonsOf, cardOf, TeamsConnector } from '../support/teams-connector';

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

function memoryOf({ pid }: BotProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

async function main(): Promise<void> {
  await setUp();
  const tenant = await createDemoTenant({ devices: 2000, anyToken: true });
  const host = await FileHost.start();
  const bot = await startBotProcess(await freePort(), {
    DATABASE_URL: await createDatabase(),
    AUTOPILOT_GRAPH_URL: tenant.url,
    AUTOPILOT_MODE: 'demo',
    LOG_LEVEL: 'error',
  });
  const teams = await TeamsConnector.start(bot.url, people.tenantId);
  const helpdesk = personWith('helpdesk');
  const drop = async (made: readonly MadeDevice[]) => {
    const bytes = autopilotCsv(made, 'PowerShell 7');
    const url = host.give({ bytes });
    const startedAt = performance.now();
    await teams.say(helpdesk, '', { attachments: [attachmentOf('devices.csv', url)] });
    return { bytes: bytes.length, seconds: (performance.now() - startedAt) / 1000 };
  };

  await drop(devices(200, { prefix: 'WARM' }));
  await new Promise((resume) => setTimeout(resume, 3000));
  const idle = memoryOf(bot);
  let most = idle;
  const sampling = setInterval(() => (most = Math.max(most, memoryOf(bot))), 10);
  const { bytes, seconds } = await drop(devices(10_000, { prefix: 'TEN' }));
  clearInterval(sampling);
  console.log(
    `10,000 devices, ${megabytes(bytes)}: card after ${seconds.toFixed(1)} s, ${megabytes(most - idle)} above idle (${megabytes(idle)})`,
  );

  const small = await drop(devices(500, { prefix: 'FIVE' }));
  console.log(`500 devices, ${megabytes(small.bytes)}: card after ${small.seconds.toFixed(1)} s`);
  const card = teams.sent.findLast(({ activity }) => cardOf(activity) !== undefined)!;
  const [confirm] = buttonsOf(cardOf(card.activity), 'register.confirm');
  const before = tenant.requests().length;
  const startedAt = performance.now();
  await teams.press(helpdesk, confirm!.verb, confirm!.data, card.activityId);
  while (!teams.sent.some(({ activity }) => activity.text?.includes('your import') === true)) {
    await new Promise((resume) => setTimeout(resume, 500));
  }
  const requests = tenant.requests().slice(before);
  const took = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(
    `500 devices registered and read back after ${took} s (the simulated tenant needs 60 to 150 s): ${requests.length} requests`,
  );
  await bot.stop('SIGTERM');
  await teams.stop();
  await host.stop();
  await tenant.stop();
  await tearDown();
}

void main();
