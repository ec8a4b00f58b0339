import { changeListCard, changeListData, mostListed } from '../../cards/change-list';
import { renderCard, type RenderedCard } from '../../cards/card';
import type { ChangeView } from '../../services/changes/change';
import { hasRole } from '../../services/people/actor';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { viewerOf } from './change-card';

/** What waits for approval: for an admin what they can decide and then the rest, for others what they asked for. */
export async function approvalsAnswer(
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { changes, clock, messages }: Pick<CommandServices, 'changes' | 'clock' | 'messages'>,
): Promise<RenderedCard> {
  const isAdmin = hasRole(actor, 'admin');
  const waiting = await changes.waiting(actor.tenantId, isAdmin ? undefined : actor.id);
  const mayApprove = (view: ChangeView) => viewerOf(view, actor).mayApprove;
  const theirs = waiting.filter(mayApprove);
  const others = waiting.filter((view) => !mayApprove(view));
  const listed = [...theirs, ...others].slice(0, mostListed);
  return renderCard(
    changeListCard,
    changeListData({
      say: messages(locale),
      now: clock.now(),
      reach: isAdmin ? (others.length === 0 ? 'decide' : 'all') : 'mine',
      changes: listed.map((view) => ({ view, mayApprove: mayApprove(view) })),
      total: waiting.length,
    }),
  );
}
