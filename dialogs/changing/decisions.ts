import { changeTitle } from '../../cards/change-words';
import type { MessageKey } from '../../cards/messages';
import type { ActRefusal, ChangeAct, ChangeView } from '../../services/changes/change';
import type { Act } from '../../services/changes/change-acts';
import type { Acted } from '../../services/changes/change-transitions';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { showingChanges } from './change-showing';
import { otherTag } from './other-tag';
import { renew } from './renew';
import { undo } from './undo';

interface Named {
  readonly id: number;
  readonly revision?: number | undefined;
}

/** What became of a decision: the change as it is now, or the sentence why not. */
export type Decided =
  | { readonly type: 'moved'; readonly change: ChangeView }
  | { readonly type: 'refused'; readonly text: string };

/** What the decision needs to be told besides. */
export interface Said {
  readonly reason?: string;
  readonly tag?: string;
  /** What the card asked for and did not get. */
  readonly lacks?: 'reason-missing' | 'tag-missing';
}

/** A person decides on a change, by button or by sentence. */
export async function decide(
  act: ChangeAct,
  named: Named,
  invocation: Invocation,
  services: CommandServices,
  said: Said = {},
): Promise<Decided> {
  const asked = actOf(act, named, invocation);
  const { changes } = services;
  const show = showingChanges(services);
  const view = await changes.view({ id: named.id, tenantId: invocation.actor.tenantId });
  // What cannot be is recorded too, and whoever may not decide at all is told that first.
  const refuse = async (why: ActRefusal, text?: string) =>
    decided(await changes.refuse(asked, why), named, invocation, services, text);
  if (said.lacks !== undefined || view === undefined) return refuse(said.lacks ?? 'not-possible-now');
  switch (act) {
    case 'approve': {
      if (said.tag === undefined || said.tag === view.wish?.['tag'])
        return decided(await changes.approve(asked, show), named, invocation, services);
      const amended = await otherTag(view, said.tag, invocation, services, named.revision !== undefined);
      if (!amended.ok) return refuse('tag-unfit', amended.error);
      return decided(await changes.approve(asked, show, amended.value), named, invocation, services);
    }
    case 'reject':
      return decided(await changes.reject(asked, said.reason ?? '', show), named, invocation, services);
    case 'withdraw':
      return decided(await changes.withdraw(asked, show), named, invocation, services);
    case 'renew':
      return decided(await renew(asked, view, invocation, services), named, invocation, services);
    case 'undo':
      return decided(await undo(asked, view, invocation, services), named, invocation, services);
  }
}

function actOf(act: ChangeAct, { id, revision }: Named, invocation: Invocation): Act {
  const { actor, conversation, correlationId, locale } = invocation;
  return {
    act,
    id,
    ...(revision !== undefined && { revision }),
    actor,
    conversationId: conversation.id,
    scope: conversation.scope,
    correlationId,
    locale,
  };
}

function decided(
  acted: Acted,
  named: Named,
  invocation: Invocation,
  services: CommandServices,
  why?: string,
): Decided {
  if (acted.type === 'moved') return acted;
  if (acted.type === 'unknown') return refused('unknown', named, invocation, services);
  if (acted.refusal === 'tag-unfit' && why !== undefined) return { type: 'refused', text: why };
  return refused(acted.refusal, named, invocation, services, acted.change);
}

function refused(
  why: ActRefusal | 'unknown',
  { id }: Named,
  { locale }: Invocation,
  { messages }: CommandServices,
  change?: ChangeView,
): Decided {
  const say = messages(locale);
  const key: MessageKey = why === 'unknown' ? 'changing.unknownRequest' : `change.refused.${why}`;
  const values = change && {
    name: change.requester.name,
    title: changeTitle(say, change),
    state: say(`changing.stateNow.${change.state}`),
  };
  return { type: 'refused', text: say(key, { id, ...values }) };
}
