import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMessages, type Say } from '../cards/messages';
import people from '../services/demo/people.json';
import { readConfig, type Config } from './config';
import { openBrowser, startPlayground, type Playground } from './playground';
import { tellProblems } from './start-up';

type Person = (typeof people.people)[number];

/** As many ports after the first Playground's as there are people. */
const seats = people.people.length;

/** Without accents, as keyboards write them. */
const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * `npm run playground -- anna`: another Playground on the running demo, in which that person speaks. Two of them share
 * no conversation, for each has a connector of its own: the chats of this one have the person's name in their ids.
 * Gives a sentence when there is none.
 */
async function playgroundOf(person: Person, config: Config, say: Say): Promise<Playground | string> {
  const botUrl = `http://localhost:${config.port}`;
  if (!(await isReady(botUrl))) return say('startup.second.noBot', { url: botUrl });
  const playground = await startOnFreePort(config, botUrl, keepSettings(person));
  if (typeof playground === 'object') return playground;
  if (playground !== 'port-in-use') return say(`startup.noPlayground.${playground}`);
  const { playgroundPort } = config.demo;
  return say('startup.second.noPort', { first: playgroundPort + 1, last: playgroundPort + seats });
}

async function sitDown(name: string, config: Config): Promise<void> {
  const say = createMessages()('en');
  const person = people.people.find(({ givenName }) => plain(givenName) === plain(name));
  const names = people.people.map(({ givenName }) => plain(givenName)).join(', ');
  const playground =
    person === undefined ? say('startup.second.usage', { names }) : await playgroundOf(person, config, say);
  if (typeof playground === 'string') {
    process.stderr.write(`${playground}\n`);
    process.exitCode = 1;
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      playground.stop();
    });
  }
  const running = say('startup.second.running', { url: playground.url, name: person?.name ?? '' });
  process.stdout.write(`${running}\n${say('startup.second.stop')}\n`);
  if (config.demo.openBrowser) await openBrowser(playground.url);
}

/** Every JSON is YAML. */
function keepSettings(person: Person): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'autopilot-playground-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'settings.yml');
  writeFileSync(file, JSON.stringify(settingsFor(person)));
  return file;
}

async function startOnFreePort(config: Config, botUrl: string, file: string) {
  for (let seat = 1; seat <= seats; seat += 1) {
    const port = config.demo.playgroundPort + seat;
    const playground = await startPlayground(config, botUrl, { port, file });
    if (playground !== 'port-in-use') return playground;
  }
  return 'port-in-use';
}

/** What .m365agentsplayground.yml says for the first one. */
function settingsFor(person: Person): object {
  const key = plain(person.givenName);
  return {
    version: '0.1.1',
    tenantId: people.tenantId,
    bot: { id: '28:autopilot-bot', name: 'Autopilot' },
    currentUser: userOf(person, `29:1-demo-current-user-${key}`),
    users: people.people.map((one) => userOf(one)),
    personalChat: { id: `a:1-demo-personal-chat-${key}` },
    groupChat: { id: `19:demo-group-chat-${key}@thread.v2`, name: 'Laptop rollout' },
    team: {
      id: `19:demo-team-general-${key}@thread.tacv2`,
      name: 'Workplace IT',
      aadGroupId: '91d4e7b8-3c52-4fa6-a07b-68e1c5d9f243',
      channels: [{ id: `19:demo-team-autopilot-${key}@thread.tacv2`, name: 'Autopilot' }],
    },
  };
}

function userOf({ name, upn, entraObjectId, givenName, surname, teamsId }: Person, id = teamsId): object {
  return { id, name, userPrincipleName: upn, aadObjectId: entraObjectId, givenName, surname, email: upn };
}

async function isReady(botUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${botUrl}/readyz`)).ok;
  } catch {
    return false;
  }
}

const reading = readConfig();
if (reading.ok) void sitDown(process.argv[2] ?? '', reading.config);
else tellProblems(reading.problems);
