import { MessageFactory, type Activity } from 'botbuilder';
import { renderCard, type RenderedCard } from '../../cards/card';
import { escapeMarkdown } from '../../cards/escape';
import { helpCaseCard, helpCaseData } from '../../cards/help-case';
import { helpRequestCard, helpRequestData } from '../../cards/help-request';
import { nameWords } from '../../cards/help-words';
import { mention } from '../../cards/mention';
import type { HelpAction } from '../../services/help/help-acts';
import type { HelpCase } from '../../services/help/help-case';
import type { HelpShowing } from '../../services/help/help-desk';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import { meaningOfFailure } from './help-facts';

/** The case as whoever asked sees it. */
export function requestCardOf(
  helpCase: HelpCase,
  services: Pick<CommandServices, 'messages'>,
  locale = helpCase.locale,
): RenderedCard {
  return renderCard(helpRequestCard, helpRequestData(services.messages(locale), helpCase));
}

/** The case as the helpdesk sees it. */
export function caseCardOf(
  helpCase: HelpCase,
  services: Pick<CommandServices, 'messages' | 'knowledge' | 'slotsFor'>,
  locale = helpCase.channel.locale,
): RenderedCard {
  const say = services.messages(locale);
  const meaning = meaningOfFailure(say, helpCase.facts?.failure, services);
  return renderCard(helpCaseCard, helpCaseData({ say, helpCase, meaning }));
}

/** Promises both cards of a case, and the messages that notify: an edit of a card tells nobody. */
export function showingHelp(services: CommandServices): HelpShowing {
  return {
    async post(tx, helpCase) {
      const { conversationId } = helpCase.channel;
      if (!(await services.knowsWayTo(tx, helpCase.tenantId, conversationId))) return undefined;
      await editRequest(tx, helpCase, services);
      const activity = cardActivity(caseCardOf(helpCase, services));
      return services.promise(tx, { ...whose(helpCase), conversationId, action: 'send', activity });
    },
    async undelivered(tx, helpCase) {
      await editRequest(tx, helpCase, services);
      const { id, conversationId, locale } = helpCase;
      const activity = MessageFactory.text(services.messages(locale)('get-help.message.undelivered', { id }));
      await services.promise(tx, { ...whose(helpCase), conversationId, action: 'send', activity });
    },
    async moved(tx, helpCase, action) {
      await editCards(tx, helpCase, services);
      if (action.act === 'add' || action.act === 'settle') await tellHelpdesk(tx, helpCase, action, services);
      else await tellEmployee(tx, helpCase, action, services);
    },
  };
}

async function editCards(tx: Tx, helpCase: HelpCase, services: CommandServices): Promise<void> {
  await editRequest(tx, helpCase, services);
  const { sentAs, conversationId } = helpCase.channel;
  if (sentAs === undefined) return;
  const activity = cardActivity(caseCardOf(helpCase, services));
  await services.promise(tx, { ...whose(helpCase), conversationId, action: 'edit', sentAs, activity });
}

async function editRequest(tx: Tx, helpCase: HelpCase, services: CommandServices): Promise<void> {
  const { messageId: targetId, conversationId } = helpCase;
  if (targetId === undefined) return;
  const activity = cardActivity(requestCardOf(helpCase, services));
  await services.promise(tx, { ...whose(helpCase), conversationId, action: 'edit', targetId, activity });
}

async function tellEmployee(
  tx: Tx,
  helpCase: HelpCase,
  { act, actor, text }: HelpAction,
  services: CommandServices,
): Promise<void> {
  if (act === 'take') return;
  const { id, conversationId, locale } = helpCase;
  const name = escapeMarkdown(nameWords(actor.name));
  const key = act === 'answer' ? 'answered' : text === '' ? 'closed' : 'closedWith';
  const told = services.messages(locale)(`get-help.message.${key}`, { id, name, text: escapeMarkdown(text) });
  const activity = MessageFactory.text(told);
  await services.promise(tx, { ...whose(helpCase), conversationId, action: 'send', activity });
}

/** Beneath the card, and to whoever took the case. */
async function tellHelpdesk(
  tx: Tx,
  helpCase: HelpCase,
  { act, actor, text }: HelpAction,
  services: CommandServices,
): Promise<void> {
  const { id, helper, channel } = helpCase;
  const named = helper && mention(helper);
  const key = act === 'add' ? 'added' : 'settled';
  const told = services.messages(channel.locale)(`help-case.message.${key}${named ? 'For' : ''}`, {
    id,
    mention: named?.text ?? '',
    name: escapeMarkdown(nameWords(actor.name)),
    text: escapeMarkdown(text),
  });
  const activity = { ...MessageFactory.text(told), ...(named && { entities: [named.entity] }) };
  const conversationId = threadOf(helpCase);
  await services.promise(tx, { ...whose(helpCase), conversationId, action: 'send', activity });
}

/** Under the card in a channel; where there are no threads, or none is known yet, the conversation itself. */
function threadOf({ channel: { conversationId, messageId } }: HelpCase): string {
  const hasThreads = conversationId.endsWith('@thread.tacv2');
  return hasThreads && messageId !== undefined ? `${conversationId};messageid=${messageId}` : conversationId;
}

export function cardActivity({ attachment, summary }: RenderedCard): Partial<Activity> {
  return { ...MessageFactory.attachment(attachment), summary };
}

function whose({ tenantId, correlationId }: HelpCase) {
  return { tenantId, correlationId };
}
