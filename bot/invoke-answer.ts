import type { TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import { localeOf } from './person';

/** A sentence beside the card whose button was pressed; an HTTP error instead would show the person nothing. */
export function beside(text: string) {
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
  return { type: 'invokeResponse', value: { status: 200, body } };
}

/** A message that comes again gets nothing more; a button waits for an answer, so it is told. */
export function answerRepeated(messages: Messages) {
  return async (context: TurnContext): Promise<void> => {
    if (context.activity.type !== 'invoke') return;
    const isButton = context.activity.name === 'adaptiveCard/action';
    const said = beside(messages(localeOf(context))('errors.repeated'));
    await context.sendActivity(isButton ? said : { type: 'invokeResponse', value: { status: 200 } });
  };
}
