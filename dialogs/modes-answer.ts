import { z } from 'zod';
import { renderCard, type RenderedCard } from '../cards/card';
import { modesCard, modesData } from '../cards/modes';
import { modesVerbs } from '../cards/modes-verbs';
import { modeIds } from '../services/knowledge/modes/mode';
import type { ModesFound } from '../services/knowledge/modes/mode-choice';
import { cardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

type Services = Pick<CommandServices, 'knowledge' | 'messages'>;

/** The card that compares the modes which answer a text, or tells of the one that was named. */
export function modesFor(
  { text, locale }: Pick<Invocation, 'text' | 'locale'>,
  services: Services,
): RenderedCard {
  return modesOf(services.knowledge.modesFor(text), locale, services);
}

function modesOf(found: ModesFound, locale: string, { knowledge, messages }: Services): RenderedCard {
  const sources = knowledge.sourceNames(found.modes);
  return renderCard(modesCard, modesData({ say: messages(locale), sources, ...found }));
}

const openShape = z.object({ id: z.enum(modeIds).optional() });

/** A mode is opened on the presser's screen only. */
export const modesActions = [
  cardAction(modesVerbs.open, openShape, ({ id }, { locale }, services) => {
    const modes = services.knowledge.modes().filter((mode) => id === undefined || mode.id === id);
    const { attachment } = modesOf({ modes }, locale, services);
    return Promise.resolve({ type: 'card', card: attachment, forEveryone: false });
  }),
];
