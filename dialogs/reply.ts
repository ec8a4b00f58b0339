import { MessageFactory, type TurnContext } from 'botbuilder';
import { renderCard, type Card, type CardData } from '../cards/card';

/** Sends a card; its summary is what a notification shows and a screen reader says. */
export async function replyWithCard<D extends CardData>(
  context: TurnContext,
  card: Card<D>,
  data: D,
): Promise<void> {
  const { attachment, summary } = renderCard(card, data);
  await context.sendActivity({ ...MessageFactory.attachment(attachment), summary });
}
