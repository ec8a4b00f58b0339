import type { Activity, CloudAdapter, TurnContext } from 'botbuilder';
import { withinSignal } from '../../services/graph/deadline';
import type { Log } from '../../services/log';
import { describeError } from '../../services/redaction';
import type { Conversations } from '../../services/store/conversations';
import { correlationOf } from '../correlation';
import { mayBeSpokenTo, tenantKey } from './remember';

export interface PersonalOptions {
  readonly adapter: CloudAdapter;
  readonly conversations: Conversations;
  /** The bot's own app id; empty without sign-in. */
  readonly appId: string;
  readonly loopbackOnly: boolean;
  readonly log: Log;
}

/** Sends a message to the personal chat with whoever a turn is from; false when that cannot be reached. */
export type TellPersonally = (context: TurnContext, message: string | Partial<Activity>) => Promise<boolean>;

/**
 * The personal chat is the one that is known, or the one that Teams opens: that works for people who have installed
 * the app, themselves or by their organisation (send-proactive-messages).
 */
export function createPersonalSender(options: PersonalOptions): TellPersonally {
  const { adapter, appId, conversations, loopbackOnly, log } = options;
  return async (context, message) => {
    const { conversation, from, serviceUrl } = context.activity;
    if (from.aadObjectId === undefined || !mayBeSpokenTo(serviceUrl, loopbackOnly)) return false;
    const known = await conversations.personalWith(tenantKey(conversation.tenantId), from.aadObjectId);
    const say = async (personal: TurnContext) => {
      await personal.sendActivity(message);
    };
    try {
      if (known === undefined) await open(adapter, appId, context, say);
      else await adapter.continueConversationAsync(appId, known.reference, say);
      return true;
    } catch (error) {
      log.warn(
        { err: describeError(error), correlationId: correlationOf(context) },
        'personal chat not reached',
      );
      return false;
    }
  };
}

/** Opening one goes past the pipeline in which calls are bounded. */
const openWithinMs = 8000;

async function open(
  adapter: CloudAdapter,
  appId: string,
  { activity, turnState }: TurnContext,
  say: (personal: TurnContext) => Promise<void>,
): Promise<void> {
  const { channelId, conversation, from, recipient, serviceUrl } = activity;
  const { tenantId = '' } = conversation;
  const wanted = {
    isGroup: false,
    bot: recipient,
    members: [from],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  const audience = turnState.get<string | undefined>(adapter.OAuthScopeKey) ?? '';
  const opened = adapter.createConversationAsync(appId, channelId, serviceUrl, audience, wanted, say);
  await withinSignal(opened, AbortSignal.timeout(openWithinMs));
}
