import { z } from 'zod';
import { changeDevicesCard, changeDevicesData } from '../../cards/change-devices';
import { changeVerbs } from '../../cards/change-verbs';
import { renderCard } from '../../cards/card';
import type { ChangeAct, ChangeView } from '../../services/changes/change';
import { hasRole } from '../../services/people/actor';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { changeRequestCard, renderChange, viewerOf } from './change-card';
import { decide, type Said } from './decisions';

/** What Teams adds are the card's inputs. */
const named = z.looseObject({ id: z.number().int().positive(), revision: z.number().int().positive() });
/** A line that was left empty comes as nothing. */
const withTag = named.extend({ tag: z.string().max(500).default('') });
const withReason = named.extend({ reason: z.string().max(2000).default('') });
const only = z.looseObject({ id: z.number().int().positive() });
const paged = only.extend({ page: z.number().int().min(0).max(1000) });
const longestReason = 300;

/** Nothing that anybody could read. */
const isBlank = (text: string) => /^[\p{C}\p{Z}]*$/u.test(text);

function deciding<T extends z.infer<typeof named>>(
  act: ChangeAct,
  verb: string,
  shape: z.ZodType<T>,
  saidOf: (pressed: T) => Said = () => ({}),
): CardAction {
  return cardAction(verb, shape, async (pressed, invocation, services) => {
    const outcome = await decide(act, pressed, invocation, services, saidOf(pressed));
    if (outcome.type === 'refused') return { type: 'message', text: outcome.text };
    const { id } = pressed;
    const { tenantId } = invocation.actor;
    // What undoes it has a card of its own.
    const isOther = outcome.change.id !== id;
    const view = isOther ? await services.changes.view({ id, tenantId }) : outcome.change;
    return cardFor(view ?? outcome.change, invocation, services);
  });
}

/** The card on the screen of whoever pressed; the others are shown it in order with what follows. */
function cardFor(view: ChangeView, { actor, locale }: Invocation, services: CommandServices): ActionOutcome {
  const card = renderChange(view, services, { locale, viewer: viewerOf(view, actor) });
  return { type: 'card', card: card.attachment, forEveryone: false };
}

export const approveActions: readonly CardAction[] = [
  deciding('approve', changeVerbs.approve, named),
  deciding('approve', changeVerbs.approveWith, withTag, ({ tag }) =>
    // Taking the tag away is not done by leaving the line empty.
    isBlank(tag) ? { lacks: 'tag-missing' } : { tag: tag.trim() },
  ),
];

export const rejectActions: readonly CardAction[] = [
  deciding('reject', changeVerbs.reject, withReason, ({ reason }) =>
    isBlank(reason) ? { lacks: 'reason-missing' } : { reason: reason.trim().slice(0, longestReason) },
  ),
];

export const undoActions: readonly CardAction[] = [
  deciding('withdraw', changeVerbs.withdraw, named),
  deciding('renew', changeVerbs.renew, named),
  deciding('undo', changeVerbs.undo, named),
];

/** A change may be seen where its card stands, by whoever asked for it, and by those who look after all devices. */
async function mayLookAt(
  view: ChangeView,
  { actor, conversation }: Invocation,
  { changes }: CommandServices,
): Promise<boolean> {
  if (view.requester.id === actor.id) return true;
  if (view.state === 'draft') return false;
  if (hasRole(actor, 'helpdesk') && actor.tagPrefixes === undefined) return true;
  return changes.places.isShownIn(view.id, conversation.id);
}

function looking<T extends { readonly id: number }>(
  verb: string,
  shape: z.ZodType<T>,
  show: (
    view: ChangeView,
    asked: T,
    invocation: Invocation,
    services: CommandServices,
  ) => Promise<ActionOutcome>,
): CardAction {
  return cardAction(
    verb,
    shape,
    async (asked, invocation, services) => {
      const { actor, locale } = invocation;
      const view = await services.changes.view({ id: asked.id, tenantId: actor.tenantId });
      const isSeen = view !== undefined && (await mayLookAt(view, invocation, services));
      if (isSeen) return show(view, asked, invocation, services);
      return {
        type: 'message',
        text: services.messages(locale)('changing.unknownRequest', { id: asked.id }),
      };
    },
    // Teams asks for the card of everybody who sees it.
    { access: 'employee' },
  );
}

export const lookActions: readonly CardAction[] = [
  looking(changeVerbs.show, only, async (view, _asked, invocation, services) => {
    const id = view.state === 'draft' ? view.requestId : undefined;
    const request = id === undefined ? undefined : await services.requests.find(id);
    if (request === undefined) return cardFor(view, invocation, services);
    const card = await changeRequestCard(request, services);
    return { type: 'card', card: card.attachment, forEveryone: false };
  }),
  looking(changeVerbs.devices, paged, async (view, { page: number }, { locale, actor }, services) => {
    const page = await services.changes.page({ id: view.id, tenantId: actor.tenantId }, number);
    const say = services.messages(locale);
    if (page === undefined) return { type: 'message', text: say('changing.unknownRequest', { id: view.id }) };
    const card = renderCard(changeDevicesCard, changeDevicesData({ say, view, page }));
    return { type: 'card', card: card.attachment, forEveryone: false };
  }),
];
