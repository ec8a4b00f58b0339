import { MessageFactory } from 'botbuilder';
import type { ShowCluster } from '../../services/alerts/cluster-acts';
import type { CommandServices } from '../command-services';
import { renderCluster } from './cluster-card';

type Services = Pick<CommandServices, 'knowledge' | 'messages' | 'promise' | 'slotsFor'>;

/** Promises the same card wherever a cluster is shown: an edit notifies nobody, a post does. */
export function showingClusters(services: Services, correlationId: string): ShowCluster {
  return async (tx, view, { tenantId, locale, cards, postIn }) => {
    const { attachment, summary } = renderCluster(view, services, { locale });
    const activity = { ...MessageFactory.attachment(attachment), summary };
    const message = { tenantId, correlationId, activity };
    for (const card of cards) await services.promise(tx, { ...message, ...card, action: 'edit' });
    if (postIn === undefined) return undefined;
    return services.promise(tx, { ...message, conversationId: postIn, action: 'send' });
  };
}
