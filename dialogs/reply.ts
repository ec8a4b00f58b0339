import { MessageFactory, type TurnContext } from 'botbuilder';
import type { RenderedCard } from '../cards/card';

/**
 * Sends a card, or the sentence that stands in for it; the summary is what a notification shows. Gives the id of the
 * message, when Teams told it.
 */
export async function sendCard(
  context: TurnContext,
  answer: RenderedCard | string,
): Promise<string | undefined> {
  const sent = await context.sendActivity(
    typeof answer === 'string'
      ? answer
      : { ...MessageFactory.attachment(answer.attachment), summary: answer.summary },
  );
  return sent?.id;
}
