import { z } from 'zod';
import type { JobKind, JobTry, Queue } from '../../services/jobs/queue';
import type { Conversations } from '../../services/store/conversations';
import type { Deliveries, Delivery } from '../../services/store/deliveries';
import type { ConversationKey } from '../../services/store/delivery-turns';
import type { Db } from '../../services/store/store';
import type { ProactiveOutcome, SendProactively } from './proactive';
import { isWorthRepeating, retryAfterMs, type Verb } from './repetition';

interface DeliveryJob extends ConversationKey {
  /** Of the promise that brought it about; it delivers whatever waits. */
  readonly correlationId?: string;
}

/** Delivers what one conversation was promised. */
export const deliveryJob: JobKind<DeliveryJob> = {
  name: 'outgoing',
  shape: z.object({
    tenantId: z.string(),
    conversationId: z.string(),
    correlationId: z.string().optional(),
  }) as z.ZodType<DeliveryJob>,
  retries: 10,
  retryDelaySeconds: 2,
  triesEndAfterSeconds: 200,
  // A conversation that Teams does not answer for keeps the others waiting otherwise.
  parallel: 32,
};

export interface DeliveryParts {
  readonly db: Db;
  readonly deliveries: Deliveries;
  readonly conversations: Conversations;
  readonly queue: Queue;
  readonly send: SendProactively;
  readonly random: () => number;
}

/** A job has an end; what is left is the next one's. */
const mostPerJob = 10;
/** With the pauses between them more than half an hour. */
const mostAttempts = 14;
const longestPauseSeconds = 600;
const lookAgainSeconds = 5;

const verbs: Readonly<Record<Delivery['message']['action'], Verb>> = {
  send: 'POST',
  edit: 'PUT',
  delete: 'DELETE',
};

/**
 * Nothing promised is overlooked: a message is stored together with a job, and whoever delivers looks once more after
 * letting go of the conversation, so a job that found it taken may end.
 */
export async function deliver(parts: DeliveryParts, key: ConversationKey, attempt: JobTry): Promise<void> {
  const { deliveries, queue } = parts;
  // Whoever has it may be about to stop, and then nobody else would look again.
  if (!(await deliveries.take(key))) return queue.add(deliveryJob, key, { afterSeconds: lookAgainSeconds });
  try {
    await deliverDue(parts, key, attempt);
  } finally {
    await deliveries.letGo(key);
  }
  if (await deliveries.isDue(key)) await queue.add(deliveryJob, key);
}

async function deliverDue(parts: DeliveryParts, key: ConversationKey, attempt: JobTry): Promise<void> {
  const { deliveries } = parts;
  for (const left of await deliveries.tidy(key)) {
    attempt.log.warn(
      namesOf(left),
      'message begun by a dead instance: unknown whether it arrived, not repeated',
    );
  }
  for (let count = 0; count < mostPerJob; count += 1) {
    attempt.signal.throwIfAborted();
    const next = await deliveries.first(key);
    if (next?.isDue !== true) return;
    await deliverOne(parts, next, attempt);
  }
}

async function deliverOne(parts: DeliveryParts, delivery: Delivery, attempt: JobTry): Promise<void> {
  const { deliveries, send } = parts;
  const message = await deliveries.addressed(delivery.message);
  if (message === undefined) {
    attempt.log.warn(namesOf(delivery), 'promised edit dropped: its message is not known to have arrived');
    return deliveries.end(delivery, 'failed');
  }
  const outcome = await send(message, () => deliveries.begin(delivery), attempt.signal);
  const log = attempt.log.child({ ...namesOf(delivery), ...outcome });
  switch (outcome.type) {
    case 'changed':
      return;
    case 'taken':
      await deliveries.end(delivery, 'sent', outcome.messageId);
      return noteReached(parts, delivery);
    case 'unknown-conversation':
      log.error('promised message failed: no way to the conversation is known');
      return deliveries.end(delivery, 'failed');
    case 'busy':
      attempt.signal.throwIfAborted();
      return postpone(parts, delivery, outcome.freeInMs / 1000, delivery.attempts);
    case 'not-sent':
      attempt.signal.throwIfAborted();
      return tryAgain(parts, delivery, outcome, log);
    case 'refused':
    case 'unknown':
      return tryAgain(parts, delivery, outcome, log);
  }
}

type Failed = Extract<ProactiveOutcome, { type: 'refused' | 'not-sent' | 'unknown' }>;

/** Where the bot is no longer wanted or the message no longer there, the promise has come to its expected end. */
const unwanted = 403;
const expectedEnds: readonly number[] = [unwanted, 404];

async function tryAgain(
  parts: DeliveryParts,
  delivery: Delivery,
  outcome: Failed,
  log: JobTry['log'],
): Promise<void> {
  const { deliveries, random } = parts;
  const verb = verbs[delivery.message.action];
  if (outcome.type === 'unknown' && verb === 'POST') {
    log.warn('promised message: unknown whether it arrived, not repeated');
    return deliveries.end(delivery, 'unsure');
  }
  // A sign-in that Teams does not accept is put right by an admin, and then the message still counts.
  const isPassing = isWorthRepeating(verb, outcome) || (outcome.type === 'refused' && outcome.status === 401);
  const attempts = delivery.attempts + 1;
  if (isPassing && attempts < mostAttempts) {
    const growing = Math.min(2 ** delivery.attempts, longestPauseSeconds) * (0.5 + random() / 2);
    return postpone(parts, delivery, Math.max(growing, retryAfterMs(outcome) / 1000), attempts);
  }
  const isExpected = outcome.type === 'refused' && expectedEnds.includes(outcome.status);
  log[isExpected ? 'info' : 'error']('promised message failed');
  await deliveries.end(delivery, 'failed');
  if (outcome.type === 'refused' && outcome.status === unwanted) await noteRefused(parts, delivery);
}

/** What is edited or deleted may be refused for reasons of its own. */
async function noteRefused({ conversations }: DeliveryParts, { message }: Delivery): Promise<void> {
  if (message.action === 'send') await conversations.refused(message.tenantId, message.conversationId);
}

async function noteReached({ conversations }: DeliveryParts, { message }: Delivery): Promise<void> {
  if (message.action === 'send') await conversations.reached(message.tenantId, message.conversationId);
}

/** The job that comes back to it exists together with the pause. */
async function postpone(
  { db, deliveries, queue }: DeliveryParts,
  delivery: Delivery,
  pauseSeconds: number,
  attempts: number,
): Promise<void> {
  const { tenantId, conversationId } = delivery.message;
  const seconds = Math.max(1, Math.ceil(pauseSeconds));
  await db.transaction().execute(async (tx) => {
    await deliveries.postpone(tx, delivery, { seconds, attempts });
    await queue.add(deliveryJob, { tenantId, conversationId }, { tx, afterSeconds: seconds });
  });
}

function namesOf({ id, message }: Delivery): object {
  return { outgoing: id, action: message.action, correlationId: message.correlationId };
}
