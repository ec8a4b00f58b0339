import { renderCard, type RenderedCard } from '../cards/card';
import { explanationCard, explanationData } from '../cards/explanation';
import { explanationTableCard, explanationTableData, mostRows } from '../cards/explanation-table';
import { aboutOf, type Explanation } from '../services/knowledge/explain';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** More are a table. */
const mostCards = 3;
/** Below this share of the words it is a guess. */
const coveredEnough = 0.5;
/** So near to the best hit that it may be meant. */
const nearlyAsGood = 0.75;
const mostOthers = 2;
/** A set of buttons holds no more in Teams. */
const mostRelated = 6;
const codeLike = /(?<![\p{L}\p{N}])(?:0x\w*|\d{6,})(?![\p{L}\p{N}])/iu;

type Services = Pick<CommandServices, 'knowledge' | 'verdicts' | 'messages'>;
type Asker = Pick<Invocation, 'actor' | 'locale'>;

interface Shown {
  readonly others?: readonly Explanation[];
  readonly subjects?: readonly string[];
}

/** The cards that answer a text: for its codes, else for what its words tell of. Empty when nothing is known. */
export async function explanationsFor(
  { text, slots, ...asker }: Asker & Pick<Invocation, 'text' | 'slots'>,
  services: Services,
): Promise<readonly RenderedCard[]> {
  const named = services.knowledge.explain(text, slots.codes);
  if (named.length > mostCards) return [explanationTable(named, asker, services)];
  if (named.length > 0) return Promise.all(named.map((each) => explanationOf(each, asker, services)));
  if (slots.phrase === undefined && noCodeIn(text) !== undefined) return [];
  const screen = screenIn(text, slots.phrase, services.knowledge);
  if (screen !== undefined) return [await explanationOf(screen, asker, services)];
  return byWords([text, ...(slots.phrase === undefined ? [] : [slots.phrase])], asker, services);
}

/** The screen whose words were quoted, when nothing else that is known was said beside them. */
function screenIn(
  text: string,
  phrase: string | undefined,
  knowledge: CommandServices['knowledge'],
): Explanation | undefined {
  if (phrase === undefined) return undefined;
  const rest = text.replace(phrase, ' ');
  return knowledge.search(rest, 1, 'article').length > 0 ? undefined : knowledge.find(phrase);
}

/** What looks like a code and is none: nobody means the words around it. */
export function noCodeIn(text: string): string | undefined {
  return codeLike.exec(text)?.[0];
}

export async function explanationOf(
  explanation: Explanation,
  { actor, locale }: Asker,
  { knowledge, messages, verdicts }: Services,
  shown: Shown = {},
): Promise<RenderedCard> {
  const data = explanationData({
    say: messages(locale),
    explanation,
    role: actor.role,
    sources: knowledge.sourceNames(explanation.article),
    verdicts: await verdicts.of(actor.tenantId, aboutOf(explanation)),
    related: relatedTo(explanation, knowledge),
    ...shown,
  });
  return renderCard(explanationCard, data);
}

/** A code and its own article may both be named; each is shown once. */
function relatedTo(
  { article }: Explanation,
  knowledge: CommandServices['knowledge'],
): readonly Explanation[] {
  const found = article.related.flatMap((subject) => knowledge.find(subject) ?? []);
  const byArticle = new Map(found.map((each) => [each.article.id, each] as const));
  byArticle.delete(article.id);
  return [...byArticle.values()].slice(0, mostRelated);
}

export function explanationTable(
  explanations: readonly Explanation[],
  { locale }: Pick<Asker, 'locale'>,
  { messages }: Pick<Services, 'messages'>,
): RenderedCard {
  return renderCard(explanationTableCard, explanationTableData(messages(locale), explanations));
}

/** So many may come back from a table's buttons. */
export const mostSubjects = mostRows;

/** By the whole text if that is clear enough, else by the words of the screen within it. */
async function byWords(
  texts: readonly string[],
  asker: Asker,
  services: Services,
): Promise<readonly RenderedCard[]> {
  const [found = []] = texts
    .map((text) => services.knowledge.search(text, 1 + mostOthers, 'article'))
    .filter(([first]) => first !== undefined && first.covered >= coveredEnough);
  const [best, ...next] = found;
  const explanation = best && services.knowledge.find(best.id);
  if (best === undefined || explanation === undefined) return [];
  const others = next
    .filter(({ score }) => score > best.score * nearlyAsGood)
    .flatMap(({ id }) => services.knowledge.find(id) ?? []);
  return [await explanationOf(explanation, asker, services, { others })];
}
