import { MessageFactory, type Activity, type TurnContext } from 'botbuilder';
import type { RenderedCard } from '../cards/card';

/**
 * Sends a card, or the sentence that stands in for it; the summary is what a notification shows. Gives the id of the
 * message, when Teams told it.
 */
export async function sendCard(
  context: TurnContext,
  answer: RenderedCard | string,
): Promise<string | undefined> {
  const sent = await context.sendActivity(messageOf(answer));
  return sent?.id;
}

/** What a card or a sentence is sent as. */
export function messageOf(answer: RenderedCard | string): Partial<Activity> {
  return typeof answer === 'string'
    ? MessageFactory.text(answer)
    : { ...MessageFactory.attachment(answer.attachment), summary: answer.summary };
}
