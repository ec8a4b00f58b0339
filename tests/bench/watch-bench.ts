/** `npm run bench -- watch`: what it costs to watch 10,000 devices, while nothing happens and while 500 are set up. */
import type { StagedDevice } from '../../services/demo/showcase';
import { openHouse, personWith, type House } from '../support/house';
import { WatchStory } from '../support/watch-story';
import { graph } from '../services/demo/graph-over-http';

const watched = 10_000;
const running = 500;
const minutes = 30;
const minute = 60_000;

/** Half of them begin at once, the others one after the other. */
const setUps: readonly StagedDevice[] = Array.from({ length: running }, (_, at) => ({
  serial: `5CG7${String(at).padStart(6, '0')}`,
  model: 'HP EliteBook 840 G11',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'settingUp',
  startedMinutesAgo: -10 - (at % 2) * (at / 20),
}));

export async function benchWatching(): Promise<void> {
  await measure('nothing but what 10,000 devices do by themselves', []);
  await measure(`${running} set-ups beside that`, setUps);
}

async function measure(what: string, staged: readonly StagedDevice[]): Promise<void> {
  const house = await openHouse({ devices: watched - staged.length, tenant: { staged } });
  const story = new WatchStory(house);
  const tags = await watchEverything(house, story);
  const [{ count } = { count: 0 }] = await story.rows<{ count: number }>(
    'select count(*)::int from watch_devices',
  );
  console.log(`${what}: ${count} devices in ${tags} watches`);
  await story.looked();
  await report(house, story);
  await house.stop();
}

async function watchEverything(house: House, story: WatchStory): Promise<number> {
  const rows = await graph(house.tenant).all(
    '/beta/deviceManagement/windowsAutopilotDeviceIdentities?$top=1000',
  );
  const tags = [...new Set(rows.map(({ groupTag }) => groupTag))].filter((tag) => tag !== '');
  for (const tag of tags.slice(0, 50)) await story.say(personWith('admin'), `watch tag "${tag}"`);
  return (await story.watches()).length;
}

async function report(house: House, story: WatchStory): Promise<void> {
  const millis: number[] = [];
  const before = house.tenant.requests().length;
  const said = house.teams.sent.length;
  for (let passed = 0; passed < minutes; passed += 1) {
    house.wait(minute);
    const startedAt = performance.now();
    await story.looked();
    millis.push(performance.now() - startedAt);
  }
  const asked = house.tenant.requests().slice(before);
  const parts = asked.reduce((sum, { batch }) => sum + (batch?.length ?? 1), 0);
  const sorted = millis.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(minutes - 1, Math.floor(minutes * share))]!);
  console.log(
    `  Graph: ${(asked.length / minutes).toFixed(1)} HTTP requests a minute, ${(parts / minutes).toFixed(1)} with the parts of batches counted`,
  );
  console.log(
    `  a look: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms, delivery of the messages included`,
  );
  console.log(`  messages: ${house.teams.sent.length - said} in ${minutes} minutes`);
}
