import type { AdaptiveCardInvokeResponse, TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import { localeOf } from './person';

/** Shown by Teams beside the card whose button was pressed; an HTTP error instead would show the person nothing. */
export function message(text: string): AdaptiveCardInvokeResponse {
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: text as unknown as Record<string, unknown>,
  };
}

/** The same as an activity, for where the turn itself gives no answer. */
export function beside(text: string) {
  return { type: 'invokeResponse', value: { status: 200, body: message(text) } };
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
