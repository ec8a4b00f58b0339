import type { RenderedCard } from '../../cards/card';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { clusterFor, renderCluster } from './cluster-card';
import { readingCodes } from './read-codes';

const mostCards = 3;

/** A card for each cause that several devices failed of, the largest first, as far as whoever asks looks after them. */
export async function alertsAnswer(
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  services: CommandServices,
): Promise<readonly (RenderedCard | string)[]> {
  const say = services.messages(locale);
  const all = await services.alerts.now(actor.tenantId, readingCodes(services));
  const theirs = all.flatMap((view) => clusterFor(view, actor) ?? []);
  if (theirs.length === 0) {
    return [say(actor.tagPrefixes === undefined ? 'alerts.none' : 'alerts.noneOfYours')];
  }
  const cards = theirs
    .slice(0, mostCards)
    .map((view) => renderCluster(view, services, { locale, reader: actor }));
  const left = theirs.length - cards.length;
  return left === 0 ? cards : [...cards, say('alerts.rest', { count: left })];
}
