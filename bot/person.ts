import { TurnContext, type Activity } from 'botbuilder';
import type { Command } from '../dialogs/command';
import type { Invocation } from '../dialogs/invocation';
import { noSlots, type Slots } from '../dialogs/slots';
import type { Actor } from '../services/people/actor';
import type { Scope } from '../services/store/conversations';
import type { Access } from './access';
import { attachedFiles } from './attached-files';
import { correlationOf } from './correlation';
import { messagePlace } from './message-place';

const defaultLocale = 'en';

/** Who is speaking, as Teams vouches for it: the Entra object id, never a name in the text. */
function personOf(activity: Activity): Pick<Actor, 'id' | 'tenantId' | 'name'> {
  const from = activity.from as Activity['from'] | undefined;
  return {
    id: from?.aadObjectId ?? '',
    tenantId: activity.conversation.tenantId ?? '',
    name: from?.name ?? '',
  };
}

const scopes: readonly string[] = ['personal', 'groupChat', 'channel'] satisfies Scope[];

/** Where it was said; whatever is no personal chat may have other readers. */
export function conversationOf({ conversation }: Activity): Invocation['conversation'] {
  const { id, conversationType, isGroup } = conversation as Partial<Activity['conversation']> & {
    id: string;
  };
  const usual = isGroup === true ? 'groupChat' : 'personal';
  const scope = scopes.includes(conversationType ?? '') ? (conversationType as Scope) : usual;
  return { id, scope };
}

export function localeOf({ activity }: TurnContext): string {
  return typeof activity.locale === 'string' ? activity.locale : defaultLocale;
}

/** What the person wrote, without the mention of the bot that Teams puts in front in channels. */
export function plainText(activity: Activity): string {
  if (activity.type !== 'message') return '';
  const mentioned = (activity.recipient as Activity['recipient'] | undefined) !== undefined;
  const text = mentioned ? TurnContext.removeRecipientMention(activity) : activity.text;
  return ((text as string | null | undefined) ?? '').trim();
}

function placeOf(activity: Activity): Pick<Invocation, 'place'> {
  const place = activity.type === 'message' ? messagePlace(activity) : undefined;
  return place === undefined ? {} : { place };
}

/** What this turn asks of a command, by a person whose role is read anew when the command writes. */
export async function invocationFor(
  context: TurnContext,
  access: Access,
  command: Pick<Command, 'id' | 'sideEffect'> | undefined,
  slots: Slots = noSlots,
): Promise<Invocation> {
  const fresh = command?.sideEffect === 'write';
  return {
    command: command?.id ?? 'unknown',
    slots,
    text: plainText(context.activity),
    files: attachedFiles(context.activity),
    ...placeOf(context.activity),
    actor: await access.identify(personOf(context.activity), { fresh }),
    conversation: conversationOf(context.activity),
    ...(context.activity.type === 'invoke' &&
      context.activity.replyToId !== undefined && { pressedOn: context.activity.replyToId }),
    locale: localeOf(context),
    correlationId: correlationOf(context),
  };
}
