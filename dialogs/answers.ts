import type { TurnContext } from 'botbuilder';
import Fuse from 'fuse.js';
import { renderCard } from '../cards/card';
import { choicesCard, choicesData, type Choice } from '../cards/choices';
import { examplesOf } from '../cards/examples';
import type { MessageKey, Say } from '../cards/messages';
import type { Found } from '../services/knowledge/search';
import type { CommandServices, OfferedCommand } from './command-services';
import type { Invocation } from './invocation';
import { sendCard } from './reply';

const mostChoices = 3;

/** The person may not use the command: the same words whatever was asked about, so that nothing is revealed. */
export async function answerNotAllowed(
  context: TurnContext,
  invocation: Invocation,
  services: CommandServices,
): Promise<void> {
  await context.sendActivity(refusal(invocation, services));
}

/** Whoever's role could not be read is not told that they may not. */
export function refusal(
  { command, locale, actor }: Invocation,
  { messages }: Pick<CommandServices, 'messages'>,
): string {
  const say = messages(locale);
  const key = actor.rolesUnread === true ? 'errors.rolesUnread' : 'errors.notAllowed';
  return say(key, { title: say(titleKey(command)) });
}

/** The request was understood and there is nothing yet that could carry it out. */
export async function answerNotYet(
  context: TurnContext,
  { command, locale }: Invocation,
  { messages }: CommandServices,
): Promise<void> {
  const say = messages(locale);
  await context.sendActivity(say('errors.notYet', { title: say(titleKey(command)) }));
}

/** Offers the likeliest commands as buttons; nothing is begun on a guess. */
export async function answerUnsure(
  context: TurnContext,
  invocation: Invocation,
  text: string,
  alternatives: readonly { readonly command: string }[],
  services: CommandServices,
): Promise<void> {
  const say = services.messages(invocation.locale);
  const offered = services.offered(invocation.actor).filter(({ inMenus }) => inMenus !== false);
  const guessed = alternatives.flatMap(({ command }) => offered.filter(({ id }) => id === command));
  const choices = [...new Set([...guessed, ...nearest(text, offered, services, invocation)])].slice(
    0,
    mostChoices,
  );
  const titled = choices.map(({ id }) => ({ command: id, title: say(titleKey(id)) }));
  const data = choicesData(text, withExplanation(text, titled, say, services), say);
  await sendCard(context, renderCard(choicesCard, data));
}

/** What the words tell of may be a failure that can be explained: it is named and offered first. */
function withExplanation(
  text: string,
  choices: readonly Choice[],
  say: Say,
  { knowledge }: CommandServices,
): readonly Choice[] {
  const [best] = knowledge.search(text, 1, 'article');
  const article = best && isToldOf(best) ? knowledge.article(best.id) : undefined;
  if (article === undefined) return choices;
  const others = choices.filter(({ command }) => command !== explain);
  return [{ command: explain, title: say('unknown.explain', { title: article.title }) }, ...others];
}

const explain = 'explain';
/** Most of its words, and rare ones among them. */
const isToldOf = ({ covered, score }: Found): boolean => covered >= 0.5 && score >= 140;

function nearest(
  text: string,
  offered: readonly OfferedCommand[],
  { messages }: CommandServices,
  { locale }: Invocation,
): OfferedCommand[] {
  if (text === '') return [];
  const say = messages(locale);
  const entries = offered.map((command) => ({
    command,
    title: say(titleKey(command.id)),
    examples: [...command.examples, ...examplesOf(command, say)],
  }));
  const fuse = new Fuse(entries, { keys: ['title', 'examples'], threshold: 0.4, ignoreLocation: true });
  return fuse.search(text.slice(0, 100)).map(({ item }) => item.command);
}

/** Every command has its words in the catalogue; a test holds them together. */
export function titleKey(id: string): MessageKey {
  return `commands.${id}.title` as MessageKey;
}
