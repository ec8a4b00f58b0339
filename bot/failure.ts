import type { TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import type { Log } from '../services/log';
import { describeError } from '../services/redaction';
import { isDatabaseAway } from '../services/store/database-trouble';
import { correlationOf } from './correlation';
import { beside } from './invoke-answer';
import { localeOf } from './person';

/** Whatever else arrives, nobody waits for an answer to it. */
const waitsForAnswer: readonly string[] = ['message', 'invoke'];

/** Logs a bug and tells the person, with an id that is also in the log; never throws. */
export function createFailureAnswer(messages: Messages, log: Log) {
  return async (context: TurnContext, error: unknown): Promise<void> => {
    const correlationId = correlationOf(context);
    log.error({ err: describeError(error), correlationId }, 'turn failed');
    if (!waitsForAnswer.includes(context.activity.type)) return;
    const key = !isOfTeams(error) && isDatabaseAway(error) ? 'errors.noMemory' : 'errors.unexpected';
    const text = messages(localeOf(context))(key, { id: correlationId });
    try {
      await context.sendActivity(context.activity.type === 'invoke' ? beside(text) : text);
    } catch (sendError) {
      log.error({ err: describeError(sendError), correlationId }, 'apology not sent');
    }
  };
}

/** The connector's errors carry the same codes of a broken connection as the database's. */
function isOfTeams(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RestError' || 'request' in error);
}
