import type { Activity, TurnContext } from 'botbuilder';
import { noSlots, type Slots } from '../dialogs/slots';
import type { Invocation } from '../dialogs/invocation';
import type { Actor } from '../services/people/actor';
import type { Access } from './access';
import { correlationOf } from './correlation';

const defaultLocale = 'en';

/** Who is speaking, as Teams vouches for it: the Entra object id, never a name in the text. */
function actorOf(activity: Activity, access: Access): Actor {
  const from = activity.from as Activity['from'] | undefined;
  const id = (from?.aadObjectId ?? '').toLowerCase();
  return {
    id,
    tenantId: activity.conversation.tenantId?.toLowerCase() ?? '',
    name: from?.name ?? '',
    role: access.roleOf(id),
  };
}

export function invocationFor(
  context: TurnContext,
  access: Access,
  command: string,
  slots: Slots = noSlots,
): Invocation {
  return {
    command,
    slots,
    actor: actorOf(context.activity, access),
    locale: context.activity.locale ?? defaultLocale,
    correlationId: correlationOf(context),
  };
}
