import { MemoryStorage, type TurnContext } from 'botbuilder';
import { createMessages, type Messages } from '../cards/messages';
import { commands } from '../dialogs';
import type { CommandServices } from '../dialogs/command-services';
import { createRegistry } from '../dialogs/registry';
import { systemClock, type Clock } from '../services/clock';
import people from '../services/demo/people.json';
import { createDeviceReader } from '../services/devices/device-reader';
import { createLog } from '../services/log';
import { createAccess, type RoleLists } from './access';
import { createTurnHandler } from './adapter';
import { AutopilotBot } from './autopilot-bot';
import { readConfig, type Config } from './config';
import { createDialogRunner } from './dialog-runner';
import { createFailureAnswer } from './failure';
import { connectGraph } from './graph-connection';
import { createRecognizer } from './recognizer/recognizer';
import { startServer } from './server';
import { runFromTerminal, tellProblems, type RunningBot } from './start-up';

/** Builds the house and opens the door: config → services → registry → bot → server. */
export async function startBot(
  config: Config,
  { clock = systemClock, messages = createMessages() }: { clock?: Clock; messages?: Messages } = {},
): Promise<RunningBot> {
  const log = createLog(config.logLevel);
  const graph = await connectGraph(config, clock);
  const registry = createRegistry(commands);
  const recognizer = createRecognizer(commands);
  const access = createAccess(rolesIn(config));
  const devices = createDeviceReader({ graph: graph.client, clock });
  const services: CommandServices = {
    devices,
    clock,
    messages,
    slotsFor: (text, command) => recognizer.slotsFor(text, command),
    offered: (actor) =>
      registry.commands.filter(
        (command) => command.createDialog !== undefined && access.mayUse(actor, command),
      ),
  };
  const dialogs = createDialogRunner(registry, services, new MemoryStorage());
  const bot = new AutopilotBot({ registry, recognizer, access, dialogs, services, log });
  const onTurn = createTurnHandler({
    signIn: graph.signIn,
    tenants: config.mode === 'demo' ? [...config.tenants, people.tenantId] : config.tenants,
    loopbackOnly: config.mode === 'demo',
    log,
    onTurn: (context: TurnContext) => bot.run(context),
    onFailure: createFailureAnswer(messages, log),
  });
  const server = await startServer(config.host, config.port, onTurn).catch(async (error: unknown) => {
    await graph.stop();
    throw error;
  });
  return {
    url: `http://localhost:${server.port}`,
    graphUrl: graph.url,
    warmedUp: devices.readReport(),
    async stop() {
      await server.stop();
      await graph.stop();
    },
  };
}

function rolesIn({ mode, roles }: Config): RoleLists {
  if (mode === 'real') return roles;
  const listed = (role: string) =>
    people.people.filter((person) => person.role === role).map(({ entraObjectId }) => entraObjectId);
  return {
    admin: [...roles.admin, ...listed('admin')],
    helpdesk: [...roles.helpdesk, ...listed('helpdesk')],
  };
}

if (require.main === module) {
  const reading = readConfig();
  if (reading.ok) void runFromTerminal(reading.config, startBot);
  else tellProblems(reading.problems);
}
