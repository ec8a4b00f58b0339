import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import type { Log } from '../services/log';

/** Logs a bug and tells the person, with an id that is also in the log; never throws. */
export function createFailureAnswer(messages: Messages, log: Log) {
  return async (context: TurnContext, error: unknown): Promise<void> => {
    const correlationId = randomUUID().slice(0, 8);
    log.error({ err: describe(error), correlationId }, 'turn failed');
    const text = messages(context.activity.locale ?? 'en')('errors.unexpected', { id: correlationId });
    try {
      await context.sendActivity(context.activity.type === 'invoke' ? invokeAnswer(text) : text);
    } catch (sendError) {
      log.error({ err: describe(sendError), correlationId }, 'apology not sent');
    }
  };
}

/** Only name, message, status and place: an SDK error carries the whole request with its token. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, status: (error as { statusCode?: number }).statusCode };
}

function invokeAnswer(text: string) {
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
  return { type: 'invokeResponse', value: { status: 200, body } };
}
