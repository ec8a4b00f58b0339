import type { Queue } from '../../services/jobs/queue';
import { keepRound } from '../../services/jobs/round';
import { createConversations } from '../../services/store/conversations';
import { createDeliveries } from '../../services/store/deliveries';
import type { Instance } from '../../services/store/instance';
import { storePromised, type PromiseMessage } from '../../services/store/outgoing';
import type { Db } from '../../services/store/store';
import { deliver, deliveryJob } from './delivery';
import { createProactiveSender, type ProactiveOptions } from './proactive';
import { tenantKey } from './remember';

export interface PromiseOptions extends Omit<ProactiveOptions, 'conversations'> {
  readonly db: Db;
  readonly instance: Instance;
  readonly queue: Queue;
  readonly random?: () => number;
}

/** Looks after what was overlooked, and after what is long delivered. */
const tidying = { name: 'outgoing-tidy', cron: '*/5 * * * *', endsAfterSeconds: 60 };

/**
 * Begins to deliver what was promised, also by a bot that died, and gives the way to promise more. Promised messages
 * of one conversation are delivered by one instance at a time, each once; one that Teams may or may not have taken is
 * not repeated and stays `unsure`.
 */
export async function keepPromises(options: PromiseOptions): Promise<PromiseMessage> {
  const { db, instance, queue, random = Math.random } = options;
  const deliveries = createDeliveries(db, instance);
  const conversations = createConversations(db);
  const send = createProactiveSender({ ...options, conversations });
  await queue.work(deliveryJob, (key, attempt) =>
    deliver({ db, deliveries, conversations, queue, send, random }, key, attempt),
  );
  await keepRound(queue, tidying, async () => {
    for (const key of await deliveries.overdue()) await queue.add(deliveryJob, key);
    await deliveries.removeOld();
  });

  return async (tx, promised) => {
    const message = { ...promised, tenantId: tenantKey(promised.tenantId) };
    const { tenantId, conversationId, correlationId } = message;
    const { id, isNew } = await storePromised(tx, message);
    if (isNew) await queue.add(deliveryJob, { tenantId, conversationId, correlationId }, { tx });
    return id;
  };
}
