import { changeCard, changeData } from '../../cards/change';
import type { ChangeOffer, ChangeViewer } from '../../cards/change-buttons';
import { renderCard, type RenderedCard } from '../../cards/card';
import type { ChangeView } from '../../services/changes/change';
import { hasRole, type Actor } from '../../services/people/actor';
import type { StoredRequest } from '../../services/requests/requests';
import type { Tx } from '../../services/store/store';
import { fitsConvention } from '../../services/tags/convention';
import { likelyTypos } from '../../services/tags/likely-typos';
import type { CommandServices } from '../command-services';
import { usualCard } from '../writing/request-view';
import { changePayload } from './change-write';

/** The card of a change: for everybody, or as one person sees it. */
export function renderChange(
  view: ChangeView,
  services: CommandServices,
  {
    locale = view.locale,
    viewer,
    offer,
  }: {
    readonly locale?: string;
    readonly viewer?: ChangeViewer;
    readonly offer?: ChangeOffer;
  } = {},
): RenderedCard {
  const { clock, messages } = services;
  const tags = view.kind === 'group-tag' ? tagsToChoose(services) : undefined;
  return renderCard(
    changeCard,
    changeData({ say: messages(locale), now: clock.now(), view, viewer, offer, tags }),
  );
}

/** What somebody may do with a change, as far as a card can know. */
export function viewerOf(view: ChangeView, actor: Actor): ChangeViewer {
  const isRequester = view.requester.id === actor.id;
  return {
    isRequester,
    mayApprove: hasRole(actor, 'admin') && !isRequester && !view.approvals.some(({ id }) => id === actor.id),
    mayUndo: hasRole(actor, 'helpdesk'),
  };
}

/** Whose eyes a card is for, where only one person reads it: in the personal chat in which it was asked for. */
export function onlyReader(
  { conversationId, scope }: ChangeView,
  shownIn: string,
): { readonly viewer?: ChangeViewer } {
  if (scope !== 'personal' || shownIn !== conversationId) return {};
  return { viewer: { isRequester: true, mayApprove: false, mayUndo: true } };
}

/** The card of the request by which a change is confirmed; then of the change. */
export async function changeRequestCard(
  request: StoredRequest,
  services: CommandServices,
  tx?: Tx,
): Promise<RenderedCard> {
  const { changes } = services;
  const { changeId = 0 } = changePayload.safeParse(request.payload).data ?? {};
  const view = await viewInOrder({ id: changeId, tenantId: request.tenantId }, services, tx);
  // A draft that nobody confirmed is forgotten after a day; its card may still be pressed.
  if (view === undefined) return usualCard(request, services);
  if (view.state !== 'draft') {
    return renderChange(view, services, { locale: request.locale, ...onlyReader(view, view.conversationId) });
  }
  if (request.state === 'withdrawn' || request.state === 'expired') {
    return renderChange({ ...view, state: request.state }, services, { locale: request.locale });
  }
  if (request.state !== 'offered') return usualCard(request, services);
  const rule = await changes.autoRule(changeId);
  const offer = {
    command: request.command,
    requestId: request.id,
    revision: request.revision,
    needsApproval: rule === undefined,
  };
  return renderChange(view, services, { locale: request.locale, offer });
}

/** Once it is no draft it moves by itself: what is promised here must not come after what it has become since. */
async function viewInOrder(
  named: { readonly id: number; readonly tenantId: string },
  { changes }: CommandServices,
  tx?: Tx,
): Promise<ChangeView | undefined> {
  const view = await changes.view(named, tx);
  if (tx === undefined || view === undefined || view.state === 'draft') return view;
  await changes.hold(tx, named.id);
  return changes.view(named, tx);
}

/** As far as they are known without asking: a card is often made within a transaction. */
function tagsToChoose({ registrations, tagConvention: convention }: CommandServices): readonly string[] {
  if (convention.type === 'list') return convention.tags;
  const inUse = registrations.knownTags();
  const slips = likelyTypos(inUse);
  const fitting = [...inUse].filter(([tag]) => fitsConvention(tag, convention) && !slips.has(tag));
  return fitting.sort(([, some], [, others]) => others - some).map(([tag]) => tag);
}
