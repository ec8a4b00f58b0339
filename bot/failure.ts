import type { TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import type { Log } from '../services/log';
import { correlationOf } from './correlation';

/** Logs a bug and tells the person, with an id that is also in the log; never throws. */
export function createFailureAnswer(messages: Messages, log: Log) {
  return async (context: TurnContext, error: unknown): Promise<void> => {
    const correlationId = correlationOf(context);
    log.error({ err: describeError(error), correlationId }, 'turn failed');
    const text = messages(context.activity.locale ?? 'en')('errors.unexpected', { id: correlationId });
    try {
      await context.sendActivity(context.activity.type === 'invoke' ? invokeAnswer(text) : text);
    } catch (sendError) {
      log.error({ err: describeError(sendError), correlationId }, 'apology not sent');
    }
  };
}

/** Only name, message, status and place: an SDK error carries the whole request with its token. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, status: (error as { statusCode?: number }).statusCode };
}

function invokeAnswer(text: string) {
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
  return { type: 'invokeResponse', value: { status: 200, body } };
}
