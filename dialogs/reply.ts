import { MessageFactory, type TurnContext } from 'botbuilder';
import type { RenderedCard } from '../cards/card';

/** Sends a card, or the sentence that stands in for it; the summary is what a notification shows. */
export async function sendCard(context: TurnContext, answer: RenderedCard | string): Promise<void> {
  await context.sendActivity(
    typeof answer === 'string'
      ? answer
      : { ...MessageFactory.attachment(answer.attachment), summary: answer.summary },
  );
}
