import { z } from 'zod';
import { alertsVerbs } from '../../cards/alerts-verbs';
import type { ClusterAct } from '../../services/alerts/cluster-acts';
import type { ClusterView } from '../../services/alerts/cluster-view';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { clusterFor, renderCluster } from './cluster-card';
import { showingClusters } from './cluster-showing';

const named = z.object({ id: z.number().int().positive() });
const muting = named.extend({ days: z.union([z.literal(0), z.literal(1), z.literal(7)]) });

/** What the buttons of a cluster do: seen on its messages by everybody, and at once by whoever pressed. */
export const alertActions: readonly CardAction[] = [
  cardAction(alertsVerbs.acknowledge, named, ({ id }, invocation, services) =>
    acting(id, invocation, services, (act) => services.alerts.acknowledge(act)),
  ),
  cardAction(
    alertsVerbs.mute,
    muting,
    ({ id, days }, invocation, services) =>
      acting(id, invocation, services, (act) => services.alerts.mute(act, days)),
    { access: 'admin' },
  ),
];

async function acting(
  id: number,
  { actor, conversation, correlationId, locale }: Invocation,
  services: CommandServices,
  act: (act: ClusterAct) => Promise<ClusterView | undefined>,
): Promise<ActionOutcome> {
  const { tenantId } = actor;
  const before = await services.alerts.view({ id, tenantId });
  const isTheirs = before !== undefined && clusterFor(before, actor) !== undefined;
  const place = await services.places.of(tenantId, 'alerts');
  const after = isTheirs
    ? await act({
        id,
        actor,
        conversationId: conversation.id,
        correlationId,
        locale: place?.locale ?? locale,
        show: showingClusters(services, correlationId),
      })
    : undefined;
  const seen = after && clusterFor(after, actor);
  if (seen === undefined) return { type: 'message', text: services.messages(locale)('alerts.unknown') };
  const { attachment } = renderCluster(seen, services, { locale, reader: actor });
  return { type: 'card', card: attachment, forEveryone: false };
}
