import { createMessages, type Say } from '../cards/messages';
import people from '../services/demo/people.json';
import { showcase } from '../services/demo/showcase';
import { redact } from '../services/redaction';
import { StoreUnavailable, type StoreFailure } from '../services/store/store';
import type { Config } from './config';
import type { ConfigProblem } from './config/problem';
import { rulesOf } from './roles';
import { openBrowser, startPlayground, type Playground, type PlaygroundAbsence } from './playground';

const serialsToTry = 3;
const stopWithinMs = 10_000;

export interface RunningBot {
  readonly url: string;
  readonly graphUrl: string;
  /** Resolves when what is read ahead in the background has been read; the bot answers before that too. */
  readonly warmedUp: Promise<void>;
  stop(): Promise<void>;
}

/** What `npm start` says and does around the bot: where everything is, and how it ends. */
export async function runFromTerminal(
  config: Config,
  start: (config: Config) => Promise<RunningBot>,
): Promise<void> {
  const say = createMessages()('en');
  const signals = stopOnSignal();
  const bot = await start(config).catch((error: unknown) => {
    tell(startFailure(error, config, say));
    return undefined;
  });
  if (bot === undefined) {
    process.exitCode = 1;
    return;
  }
  signals.with(() => bot.stop());
  if (config.mode === 'real') {
    tell(say('startup.bot', { url: bot.url }));
    return;
  }
  const playground = await startPlayground(config, bot.url);
  if (playground === 'port-in-use') {
    tell(say('startup.portInUse', { port: config.demo.playgroundPort, variable: 'PLAYGROUND_PORT' }));
    process.exitCode = 1;
    return bot.stop();
  }
  const running = typeof playground === 'object' ? playground : undefined;
  signals.with(async () => {
    running?.stop();
    await bot.stop();
  });
  tellDemo(config, bot, say, playground);
  if (running !== undefined && config.demo.openBrowser) await openBrowser(running.url);
}

/** One message that lists every problem and the variable to set. */
export function tellProblems(problems: readonly ConfigProblem[]): void {
  const say = createMessages()('en');
  const lines = problems.map(
    ({ variable, problem, value = '', limits }) =>
      `  ${say(`startup.problem.${problem}`, { variable, value, ...limits })}`,
  );
  process.stderr.write(`${[say('startup.problems', { count: problems.length }), ...lines].join('\n')}\n`);
  process.exitCode = 1;
}

function tellDemo(
  config: Config,
  bot: RunningBot,
  say: Say,
  playground: Playground | PlaygroundAbsence,
): void {
  const [first = '', ...others] = showcase.slice(0, serialsToTry).map(({ serial }) => serial);
  tell(
    say('startup.bot', { url: bot.url }),
    say(config.graph.type === 'simulated' ? 'startup.tenant' : 'startup.standIn', { url: bot.graphUrl }),
    typeof playground === 'string'
      ? say(`startup.noPlayground.${playground}`)
      : say('startup.playground', { url: playground.url }),
    say('startup.people', { people: demoPeople(config, say).join(', ') }),
    say('startup.try', { serial: first, others: others.join(', ') }),
    say('startup.stop'),
  );
}

/** Their names, with the roles they have here unless only the directory knows. */
function demoPeople(config: Config, say: Say): readonly string[] {
  const { people: listed, groups, appRoles } = rulesOf(config);
  if (groups.length + appRoles.length > 0) return people.people.map(({ name }) => name);
  return people.people.map(({ name, entraObjectId }) => {
    const role = listed.find(({ to }) => to === entraObjectId)?.standing.role ?? 'employee';
    return `${name} (${say(`roles.${role}`)})`;
  });
}

/** What happened to the store, that nothing was lost, and what to do; never the URL, which may carry a password. */
export function storeSentence(failure: StoreFailure, say: Say): string {
  const { type, ...values } = failure;
  const shown = Object.entries(values).map(([name, value]: [string, string]) => [name, redact(value)]);
  return say(`startup.store.${type}`, Object.fromEntries(shown) as Record<string, string>);
}

function startFailure(error: unknown, config: Config, say: Say): string {
  if (error instanceof StoreUnavailable) return storeSentence(error.failure, say);
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code !== 'EADDRINUSE') return say('startup.failed', { reason: redact(message ?? String(error)) });
  const variable = port === config.port ? 'PORT' : 'DEMO_GRAPH_PORT';
  return say('startup.portInUse', { port: port ?? config.port, variable });
}

/** A second Ctrl-C, or ten seconds, end what does not end by itself; so does the first one during the start. */
function stopOnSignal(): { with(stop: () => Promise<void>): void } {
  let stop: (() => Promise<void>) | undefined;
  const end = () => {
    if (stop === undefined) process.exit(1);
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
    stop = undefined;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  return {
    with(running) {
      stop = running;
    },
  };
}

function tell(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
