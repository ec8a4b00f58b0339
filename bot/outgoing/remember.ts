import { TurnContext, type Activity, type ConversationAccount } from 'botbuilder';
import type { Conversations } from '../../services/store/conversations';
import { isLoopbackUrl } from '../config/values';
import { conversationOf } from '../person';

/** Keeps how to reach the conversation that an activity came from; the activity has passed the door. */
export type RememberConversation = (activity: Activity) => Promise<void>;

export function createMemory(conversations: Conversations, loopbackOnly: boolean): RememberConversation {
  return async (activity) => {
    const isSomewhere = (activity.conversation as Partial<ConversationAccount> | undefined)?.id !== undefined;
    if (!isSomewhere || !mayBeSpokenTo(activity.serviceUrl, loopbackOnly)) return;
    const { id: conversationId, scope } = conversationOf(activity);
    const isPersonal = scope === 'personal';
    const { aadObjectId } = (activity.from as Activity['from'] | undefined) ?? {};
    await conversations.remember({
      tenantId: tenantKey(activity.conversation.tenantId),
      conversationId,
      scope,
      ...(isPersonal && aadObjectId !== undefined && { personId: aadObjectId.toLowerCase() }),
      reference: referenceOf(activity, isPersonal),
    });
  };
}

/** Tenant ids are GUIDs; a conversation is found whichever way one is spelt. */
export function tenantKey(tenantId: string | undefined): string {
  return tenantId?.toLowerCase() ?? '';
}

/** Without sign-in nobody vouches for a service URL, and what is sent to it is people's data. */
export function mayBeSpokenTo(serviceUrl: string | undefined, loopbackOnly: boolean): boolean {
  return serviceUrl !== undefined && (!loopbackOnly || isLoopbackUrl(serviceUrl));
}

/** Not the message it was, and outside a personal chat not who happened to speak last. */
function referenceOf(activity: Activity, isPersonal: boolean): object {
  const { bot, channelId, conversation, serviceUrl, user } = TurnContext.getConversationReference(activity);
  return { bot, channelId, conversation, serviceUrl, ...(isPersonal && { user }) };
}
