import { createLog } from '../services/log';
import { keepHouse } from '../services/store/housekeeping';
import { keepImportListTidy } from '../services/registration/imports/tidying';
import { runAlerts } from './alert-runner';
import { AutopilotBot } from './autopilot-bot';
import { runChanges } from './change-runner';
import { openDoor } from './composition/door';
import { layFoundation, type StartOptions } from './composition/foundation';
import { furnish } from './composition/furnishing';
import { Opened } from './composition/opened';
import { openWayOut } from './composition/way-out';
import { readConfig, type Config } from './config';
import { runHelp } from './help-runner';
import { runRequests } from './request-runner';
import { runWatches } from './watch-runner';
import { runFromTerminal, tellProblems, type RunningBot } from './start-up';

/** Builds the house and opens the door. What was opened is closed again when the start breaks off half-way. */
export async function startBot(config: Config, options: StartOptions = {}): Promise<RunningBot> {
  const opened = new Opened(createLog(config.logLevel, options.logTo));
  try {
    return await start(config, options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function start(config: Config, options: StartOptions, opened: Opened): Promise<RunningBot> {
  const foundation = await layFoundation(config, options, opened);
  const wayOut = await openWayOut(foundation, options.sendLimits);
  const { house, warmedUp } = furnish(foundation, wayOut, options.paces ?? {});
  await runRequests(foundation.queue, house);
  await runChanges(foundation.queue, house);
  await runHelp(foundation.queue, house);
  await runWatches(foundation.queue, house);
  await runAlerts(foundation.queue, house);
  await keepHouse(foundation.store.db, foundation.queue);
  await keepImportListTidy(foundation.queue, house.services.imports);
  const bot = new AutopilotBot(house);
  const server = opened.add(await openDoor(foundation, wayOut.adapter, (context) => bot.run(context)), (it) =>
    it.stop(),
  );
  return {
    url: `http://localhost:${server.port}`,
    graphUrl: foundation.graph.url,
    warmedUp,
    stop: () => opened.close(),
  };
}

if (require.main === module) {
  const reading = readConfig();
  if (reading.ok) void runFromTerminal(reading.config, startBot);
  else tellProblems(reading.problems);
}
