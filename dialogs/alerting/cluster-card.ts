import { renderCard, type RenderedCard } from '../../cards/card';
import { failureClusterCard, failureClusterData } from '../../cards/failure-cluster';
import type { ClusterView } from '../../services/alerts/cluster-view';
import { hasRole, type Actor } from '../../services/people/actor';
import { mayHandleTag } from '../../services/people/tag-scope';
import type { CommandServices } from '../command-services';
import { explainedIn } from './read-codes';

type Services = Pick<CommandServices, 'knowledge' | 'messages' | 'slotsFor'>;

/** The card of a cluster: as everybody sees it in the channel that was chosen, or as one person does. */
export function renderCluster(
  view: ClusterView,
  services: Services,
  { locale, reader }: { readonly locale: string; readonly reader?: Actor },
): RenderedCard {
  const { knowledge, messages } = services;
  const { cause, sample } = view;
  const explanation = cause.kind === 'code' ? knowledge.find(cause.name) : explainedIn(sample, services)[0];
  const mayMute = reader === undefined || hasRole(reader, 'admin');
  return renderCard(
    failureClusterCard,
    failureClusterData({ say: messages(locale), view, explanation, mayMute }),
  );
}

/** With the devices that somebody looks after; undefined when it has none of them. */
export function clusterFor(view: ClusterView, reader: Actor): ClusterView | undefined {
  if (reader.tagPrefixes === undefined) return view;
  const devices = view.devices.filter(({ groupTag }) => mayHandleTag(reader, groupTag));
  return devices.length === 0 ? undefined : { ...view, devices };
}
