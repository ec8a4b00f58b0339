import { MessageFactory } from 'botbuilder';
import { renderCard, type RenderedCard } from '../../cards/card';
import { requestCard, requestData } from '../../cards/request';
import type { Alongside } from '../../services/requests/request-desk';
import type { StoredRequest } from '../../services/requests/requests';
import type { CommandServices } from '../command-services';

type ViewServices = Pick<CommandServices, 'messages' | 'clock' | 'promise'>;

/** The card of a request as it stands now, in the language of the person who asked. */
export function renderRequest(
  request: StoredRequest,
  { messages, clock }: Pick<ViewServices, 'messages' | 'clock'>,
): RenderedCard {
  return renderCard(requestCard, requestData({ request, say: messages(request.locale), now: clock.now() }));
}

/**
 * Promises to show everybody how the request stands, in the order in which it changes: the card is edited, or sent
 * when it never arrived.
 */
export function showing(services: ViewServices): Alongside {
  return async (tx, request) => {
    const { attachment, summary } = renderRequest(request, services);
    const activity = { ...MessageFactory.attachment(attachment), summary };
    const { tenantId, conversationId, correlationId, cardId } = request;
    const where = { tenantId, conversationId, correlationId };
    await services.promise(
      tx,
      cardId === undefined
        ? { ...where, action: 'send', activity }
        : { ...where, action: 'edit', targetId: cardId, activity },
    );
  };
}
