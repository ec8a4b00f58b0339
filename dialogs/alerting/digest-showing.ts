import { MessageFactory } from 'botbuilder';
import { renderCard } from '../../cards/card';
import { digestCard, digestData, quietLine } from '../../cards/digest';
import type { TellDigest } from '../../services/alerts/digests';
import type { CommandServices } from '../command-services';

type Services = Pick<CommandServices, 'messages' | 'promise'>;

/** Promises a digest in its channel: a card, or one line when there is nothing to tell. */
export function tellingDigests({ messages, promise }: Services, correlationId: string): TellDigest {
  return async (tx, { tenantId, conversationId, locale, rhythm = 'weekly' }, digest, waiting) => {
    const input = { say: messages(locale), rhythm, digest, waiting };
    const line = quietLine(input);
    const activity = line === undefined ? cardActivity(input) : MessageFactory.text(line);
    await promise(tx, { tenantId, conversationId, correlationId, action: 'send', activity });
  };
}

function cardActivity(input: Parameters<typeof digestData>[0]) {
  const { attachment, summary } = renderCard(digestCard, digestData(input));
  return { ...MessageFactory.attachment(attachment), summary };
}
