import type { CloudAdapter, TurnContext } from 'botbuilder';
import people from '../../services/demo/people.json';
import { createConversations } from '../../services/store/conversations';
import { createTurnHandler } from '../adapter';
import { answerRepeated } from '../invoke-answer';
import { createMemory } from '../outgoing/remember';
import { createReadiness, type Readiness } from '../readiness';
import { startServer, type RunningServer } from '../server';
import type { Foundation } from './foundation';

/** In demo mode nobody sends traffic by `/readyz`. */
const noticeMs = 1000;

/** Lets people in. Rejects with `code` `EADDRINUSE` when the port is taken. */
export function openDoor(
  foundation: Foundation,
  adapter: CloudAdapter,
  onTurn: (context: TurnContext) => Promise<void>,
): Promise<RunningServer> {
  const { config, inbox, log, messages, metrics, store } = foundation;
  const isDemo = config.mode === 'demo';
  return startServer({
    host: config.host,
    port: config.port,
    onTurn: createTurnHandler({
      adapter,
      tenants: isDemo ? [...config.tenants, people.tenantId] : config.tenants,
      loopbackOnly: isDemo,
      inbox,
      meter: metrics.turns,
      remember: createMemory(createConversations(store.db), isDemo),
      log,
      onTurn,
      onRepeated: answerRepeated(messages),
    }),
    readiness: readinessOf(foundation),
    ...(config.operating.metrics && { metrics }),
    noticeMs: isDemo ? 0 : noticeMs,
  });
}

function readinessOf({ graph, log, queue, store }: Foundation): Readiness {
  return createReadiness(
    {
      database: () => store.pool.query('select 1'),
      queue: () => queue.check(),
      graph: (signal) => graph.check(signal),
    },
    log,
  );
}
