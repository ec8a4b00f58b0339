import type { TurnContext } from 'botbuilder';
import { createMessages, type Messages } from '../cards/messages';
import { commands } from '../dialogs';
import { createRegistry } from '../dialogs/registry';
import { systemClock, type Clock } from '../services/clock';
import people from '../services/demo/people.json';
import { createDeviceReader } from '../services/devices/device-reader';
import { startQueue } from '../services/jobs/queue';
import { createUpload } from '../services/files/upload';
import { createLog } from '../services/log';
import { createStandingReader } from '../services/people/standing-reader';
import { createBotState } from '../services/store/bot-state';
import { createConversations } from '../services/store/conversations';
import { keepHouse } from '../services/store/housekeeping';
import { createInbox } from '../services/store/inbox';
import { joinInstances } from '../services/store/instance';
import { createJournal } from '../services/audit/journal';
import { createAccess } from './access';
import { createAdapter, createTurnHandler } from './adapter';
import { AutopilotBot } from './autopilot-bot';
import { createCommandServices } from './command-services';
import { readConfig, type Config } from './config';
import { createDialogRunner } from './dialog-runner';
import { createFailureAnswer } from './failure';
import { connectGraph } from './graph-connection';
import { createMetrics } from './metrics';
import { Opened } from './opened';
import { keepPromises } from './outgoing/promises';
import { createMemory } from './outgoing/remember';
import { teamsLimits, type SendLimit } from './outgoing/send-limits';
import { projectVersion } from './project-root';
import { createReadiness } from './readiness';
import { createRecognizer } from './recognizer/recognizer';
import { directoryOf, rulesOf } from './roles';
import { runRequests } from './request-runner';
import { startServer } from './server';
import { runFromTerminal, tellProblems, type RunningBot } from './start-up';
import { connectStore } from './store-connection';

/** The whole stop has ten seconds; the rest is for running turns and the database. */
const finishJobsWithinMs = 3000;
/** In demo mode nobody sends traffic by `/readyz`. */
const noticeMs = 1000;

/** Builds the house and opens the door: config → store → services → registry → bot → server. */
export async function startBot(config: Config, options: StartOptions = {}): Promise<RunningBot> {
  const opened = new Opened();
  try {
    return await start(config, options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface StartOptions {
  readonly clock?: Clock;
  readonly messages?: Messages;
  /** Teams' own when left out. */
  readonly sendLimits?: readonly SendLimit[];
  /** Standard output without it. */
  readonly logTo?: Parameters<typeof createLog>[1];
}

async function start(
  config: Config,
  { clock = systemClock, messages = createMessages(), sendLimits = teamsLimits, logTo }: StartOptions,
  opened: Opened,
): Promise<RunningBot> {
  const log = createLog(config.logLevel, logTo);
  const metrics = createMetrics(projectVersion());
  const store = opened.add(await connectStore(config, log), (it) => it.close());
  const instance = opened.add(await joinInstances(store, log), (it) => it.stop());
  const graph = opened.add(await connectGraph(config, clock, metrics.graph), (it) => it.stop());
  const queue = opened.add(await startQueue(store, instance, log, metrics.jobs), (it) =>
    it.stop(finishJobsWithinMs),
  );
  metrics.watch(store.pool, queue);
  const loopbackOnly = config.mode === 'demo';
  const adapter = createAdapter({
    signIn: graph.signIn,
    // Teams' limits run in real time, whatever time the house is given.
    outgoing: { clock: systemClock, limits: sendLimits, meter: metrics.outgoing },
    onFailure: createFailureAnswer(messages, log),
  });
  const promise = await keepPromises({
    adapter,
    appId: config.credential?.appId ?? '',
    clock: systemClock,
    db: store.db,
    instance,
    loopbackOnly,
    queue,
  });
  const registry = createRegistry(commands);
  const recognizer = createRecognizer(commands);
  const standings = createStandingReader({
    rules: rulesOf(config),
    graph: graph.client,
    clock,
    directory: directoryOf(config),
  });
  const access = createAccess(standings, log);
  const devices = createDeviceReader({ graph: graph.client, clock });
  const journal = createJournal(log, config.auditKey);
  const services = createCommandServices({
    access,
    clock,
    devices,
    graph: graph.client,
    journal,
    messages,
    promise,
    queue,
    recognizer,
    registry,
    store,
  });
  await runRequests({ queue, registry, access, services });
  await keepHouse(store.db, queue);
  const dialogs = createDialogRunner(registry, services, createBotState(store.db));
  const bot = new AutopilotBot({
    registry,
    recognizer,
    access,
    dialogs,
    services,
    meter: metrics.turns,
    upload: createUpload({ isDemo: config.mode === 'demo' }),
    log,
  });
  const onTurn = createTurnHandler({
    adapter,
    tenants: config.mode === 'demo' ? [...config.tenants, people.tenantId] : config.tenants,
    loopbackOnly,
    inbox: createInbox(store.db, instance),
    meter: metrics.turns,
    remember: createMemory(createConversations(store.db), loopbackOnly),
    log,
    onTurn: (context: TurnContext) => bot.run(context),
  });
  const readiness = createReadiness(
    {
      database: () => store.pool.query('select 1'),
      queue: () => queue.check(),
      graph: (signal) => graph.check(signal),
    },
    log,
  );
  const server = opened.add(
    await startServer({
      host: config.host,
      port: config.port,
      onTurn,
      readiness,
      ...(config.operating.metrics && { metrics }),
      noticeMs: config.mode === 'real' ? noticeMs : 0,
    }),
    (it) => it.stop(),
  );
  return {
    url: `http://localhost:${server.port}`,
    graphUrl: graph.url,
    warmedUp: devices.readReport(),
    stop: () => opened.close(),
  };
}

if (require.main === module) {
  const reading = readConfig();
  if (reading.ok) void runFromTerminal(reading.config, startBot);
  else tellProblems(reading.problems);
}
