import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { noSlots, type Slots } from '../dialogs/slots';
import type { Invocation } from '../dialogs/invocation';
import type { Actor } from '../services/people/actor';
import type { Access } from './access';

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
  activity: Activity,
  access: Access,
  command: string,
  slots: Slots = noSlots,
): Invocation {
  return {
    command,
    slots,
    actor: actorOf(activity, access),
    locale: activity.locale ?? defaultLocale,
    correlationId: randomUUID().slice(0, 8),
  };
}
