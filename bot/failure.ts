import type { TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import type { Log } from '../services/log';
import { describeError } from '../services/redaction';
import { isDatabaseAway } from '../services/store/database-trouble';
import { correlationOf } from './correlation';

export { describeError };

/** Logs a bug and tells the person, with an id that is also in the log; never throws. */
export function createFailureAnswer(messages: Messages, log: Log) {
  return async (context: TurnContext, error: unknown): Promise<void> => {
    const correlationId = correlationOf(context);
    log.error({ err: describeError(error), correlationId }, 'turn failed');
    const key = isDatabaseAway(error) ? 'errors.noMemory' : 'errors.unexpected';
    const text = messages(context.activity.locale ?? 'en')(key, { id: correlationId });
    try {
      await context.sendActivity(context.activity.type === 'invoke' ? invokeAnswer(text) : text);
    } catch (sendError) {
      log.error({ err: describeError(sendError), correlationId }, 'apology not sent');
    }
  };
}

function invokeAnswer(text: string) {
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
  return { type: 'invokeResponse', value: { status: 200, body } };
}
