import { MessageFactory } from 'botbuilder';
import { renderCard, type RenderedCard } from '../../cards/card';
import { requestCard, requestData } from '../../cards/request';
import type { Alongside } from '../../services/requests/request-desk';
import type { StoredRequest } from '../../services/requests/requests';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import type { Write } from './write';

type OwnCard = Pick<Write, 'card'> | undefined;

/** The card of a request as it stands now (in `tx`, if given), in the language of the person who asked. */
export async function renderRequest(
  request: StoredRequest,
  services: CommandServices,
  write: OwnCard,
  tx?: Tx,
): Promise<RenderedCard> {
  if (write?.card !== undefined) return write.card(request, services, tx);
  return usualCard(request, services);
}

export function usualCard(request: StoredRequest, { clock, messages }: CommandServices): RenderedCard {
  return renderCard(requestCard, requestData({ request, say: messages(request.locale), now: clock.now() }));
}

/**
 * Promises to show everybody how the request stands, in the order in which it changes: the card is edited, or sent
 * when it never arrived.
 */
export function showing(services: CommandServices, write: OwnCard): Alongside {
  return async (tx, request) => {
    const { attachment, summary } = await renderRequest(request, services, write, tx);
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
