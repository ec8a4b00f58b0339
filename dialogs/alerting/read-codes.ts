import type { ReadCodes } from '../../services/alerts/find-clusters';
import type { Explanation } from '../../services/knowledge/explain';
import type { CommandServices } from '../command-services';

type Services = Pick<CommandServices, 'knowledge' | 'slotsFor'>;

/** What the codes in a text mean, in its order. */
export function explainedIn(text: string, { knowledge, slotsFor }: Services): readonly Explanation[] {
  return knowledge.explain(text, slotsFor(text, 'explain').codes);
}

export function readingCodes(services: Services): ReadCodes {
  return (text) => explainedIn(text, services).map(({ subject }) => subject);
}
