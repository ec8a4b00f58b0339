import type { CloudAdapter } from 'botbuilder';
import { systemClock } from '../../services/clock';
import { createConversations } from '../../services/store/conversations';
import type { PromiseMessage } from '../../services/store/outgoing';
import type { Tx } from '../../services/store/store';
import { createAdapter } from '../adapter';
import { createFailureAnswer } from '../failure';
import { keepPromises } from '../outgoing/promises';
import { tenantKey } from '../outgoing/remember';
import { createPersonalSender, type TellPersonally } from '../outgoing/personally';
import { teamsLimits, type SendLimit } from '../outgoing/send-limits';
import type { Foundation } from './foundation';

export interface WayOut {
  readonly adapter: CloudAdapter;
  readonly promise: PromiseMessage;
  readonly tellPersonally: TellPersonally;
  readonly knowsWayTo: (tx: Tx, tenantId: string, conversationId: string) => Promise<boolean>;
}

/** How anything reaches a conversation: answers, and what is promised. */
export async function openWayOut(
  { config, graph, instance, log, messages, metrics, queue, store }: Foundation,
  limits: readonly SendLimit[] = teamsLimits,
): Promise<WayOut> {
  const adapter = createAdapter({
    signIn: graph.signIn,
    // Teams' limits run in real time, whatever time the house is given.
    outgoing: { clock: systemClock, limits, meter: metrics.outgoing },
    onFailure: createFailureAnswer(messages, log),
  });
  const appId = config.credential?.appId ?? '';
  const loopbackOnly = config.mode === 'demo';
  const promise = await keepPromises({
    adapter,
    appId,
    clock: systemClock,
    db: store.db,
    instance,
    loopbackOnly,
    queue,
  });
  const conversations = createConversations(store.db);
  const tellPersonally = createPersonalSender({ adapter, appId, conversations, loopbackOnly, log });
  const knowsWayTo: WayOut['knowsWayTo'] = async (tx, tenantId, conversationId) =>
    (await createConversations(tx).findNear(tenantKey(tenantId), conversationId)) !== undefined;
  return { adapter, promise, tellPersonally, knowsWayTo };
}
