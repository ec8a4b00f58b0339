import { z } from 'zod';
import { renderCard, type RenderedCard } from '../cards/card';
import { notionCard, notionData } from '../cards/notion';
import { failureOfferData, notionOfferCard, notionsOfferData } from '../cards/notion-offer';
import { notionVerbs, type NotionOpen } from '../cards/notion-verbs';
import type { Say } from '../cards/messages';
import type { Notion } from '../services/knowledge/notion';
import { titleKey } from './answers';
import { cardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

type Services = Pick<CommandServices, 'knowledge' | 'messages'>;
type Asker = Pick<Invocation, 'actor' | 'locale'>;
type Asked = Asker & Pick<Invocation, 'command' | 'text'>;

/** So near to the best that it may have been meant. */
const nearlyAsGood = 0.6;
/** The share of the words that an article must hold. */
const coveredEnough = 0.5;
/** What to name when nothing was found. */
const first = ['autopilot', 'five-steps', 'enrolment-status-page', 'hardware-hash', 'group-tag'];

/** The card of the notion that a text asks for, or one that says what can be explained instead. */
export function notionFor(invocation: Asked, services: Services): RenderedCard {
  const { knowledge, messages } = services;
  const say = messages(invocation.locale);
  const text = askedIn(invocation, say);
  const [best, second] = knowledge.notionsFor(text);
  const notion = best && knowledge.notion(best.id);
  if (best !== undefined && notion !== undefined) {
    const isNear = second !== undefined && second.score > best.score * nearlyAsGood;
    return notionOf(notion, invocation, services, isNear ? [second.id] : []);
  }
  const [hit] = knowledge.search(text, 1);
  const article = hit && hit.covered >= coveredEnough ? knowledge.article(hit.id) : undefined;
  return renderCard(
    notionOfferCard,
    article === undefined
      ? notionsOfferData(say, named(first, services))
      : failureOfferData(say, article, text),
  );
}

/** Nothing, where only the command was named, as a menu does. */
function askedIn({ command, text }: Asked, say: Say): string {
  const names = [command, say(titleKey(command))].map((name) => name.toLowerCase());
  return names.includes(text.trim().toLowerCase()) ? '' : text;
}

function notionOf(
  notion: Notion,
  { actor, locale }: Asker,
  services: Services,
  alsoMeant: readonly string[] = [],
): RenderedCard {
  const { knowledge, messages } = services;
  const data = notionData({
    say: messages(locale),
    notion,
    role: actor.role,
    sources: knowledge.sourceNames(notion),
    others: named([...new Set([...alsoMeant, ...notion.related])], services),
  });
  return renderCard(notionCard, data);
}

/** Those that are notions; a notion is related to failures, too. */
function named(ids: readonly string[], { knowledge }: Services): readonly Notion[] {
  return ids.flatMap((id) => knowledge.notion(id) ?? []);
}

const openShape: z.ZodType<NotionOpen> = z.object({ id: z.string().min(1).max(100) });

/** A notion is opened on the presser's screen only, in the words for their role. */
export const conceptActions = [
  cardAction(notionVerbs.open, openShape, ({ id }, invocation, services) => {
    const notion = services.knowledge.notion(id);
    if (notion === undefined) return Promise.resolve(undefined);
    const { attachment } = notionOf(notion, invocation, services);
    return Promise.resolve({ type: 'card', card: attachment, forEveryone: false });
  }),
];
