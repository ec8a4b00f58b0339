import { createMessages, type Messages } from '../../cards/messages';
import { systemClock, type Clock } from '../../services/clock';
import { startQueue, type Queue } from '../../services/jobs/queue';
import type { Log, LogTarget } from '../../services/log';
import { createInbox, type Inbox } from '../../services/store/inbox';
import { joinInstances, type Instance } from '../../services/store/instance';
import type { Store } from '../../services/store/store';
import { createWriteBudget } from '../../services/store/write-budget';
import type { Config } from '../config';
import { createMetrics, type Metrics } from '../metrics';
import type { SendLimit } from '../outgoing/send-limits';
import { projectVersion } from '../project-root';
import { connectGraph, type GraphConnection } from './graph-connection';
import type { Opened } from './opened';
import type { Paces } from './paces';
import { connectStore } from './store-connection';

/** What a start may be given in place of the real thing. */
export interface StartOptions {
  readonly clock?: Clock;
  readonly messages?: Messages;
  /** Teams' own when left out. */
  readonly sendLimits?: readonly SendLimit[];
  readonly paces?: Paces;
  /** Standard output without it. */
  readonly logTo?: LogTarget;
}

/** What the house stands on: the outside world, connected. */
export interface Foundation {
  readonly config: Config;
  readonly clock: Clock;
  readonly messages: Messages;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly store: Store;
  readonly instance: Instance;
  readonly inbox: Inbox;
  readonly graph: GraphConnection;
  readonly queue: Queue;
}

/** The whole stop has ten seconds; the rest is for running turns and the database. */
const finishJobsWithinMs = 3000;

export async function layFoundation(
  config: Config,
  { clock = systemClock, messages = createMessages() }: StartOptions,
  opened: Opened,
): Promise<Foundation> {
  const { log } = opened;
  const metrics = createMetrics(projectVersion());
  const store = opened.add(await connectStore(config, log), (it) => it.close());
  const instance = opened.add(await joinInstances(store, log), (it) => it.stop());
  const graph = opened.add(
    await connectGraph(config, clock, { observe: metrics.graph, budget: createWriteBudget(store.db) }),
    (it) => it.stop(),
  );
  const queue = opened.add(await startQueue(store, instance, log, metrics.jobs), (it) =>
    it.stop(finishJobsWithinMs),
  );
  metrics.watch(store.pool, queue);
  const inbox = createInbox(store.db, instance);
  return { config, clock, messages, log, metrics, store, instance, inbox, graph, queue };
}
