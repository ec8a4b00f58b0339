import type { Activity, CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Clock } from '../../services/clock';
import type { Conversations } from '../../services/store/conversations';
import type { AddressedMessage } from '../../services/store/outgoing';
import { setEffort } from './effort';
import { fateOf, NotSent, type Fate } from './fate';
import { mayBeSpokenTo } from './remember';

/** `changed`: it was not begun, because it is not what was to be sent any more. */
export type ProactiveOutcome =
  | Exclude<Fate, { type: 'taken' }>
  | { readonly type: 'taken'; readonly messageId?: string }
  | { readonly type: 'busy'; readonly freeInMs: number }
  | { readonly type: 'changed' | 'unknown-conversation' };

export interface ProactiveOptions {
  readonly adapter: CloudAdapter;
  readonly conversations: Conversations;
  readonly clock: Clock;
  /** The bot's own app id; empty without sign-in. */
  readonly appId: string;
  /** Without sign-in nobody vouches for a service URL, so only this machine is spoken to. */
  readonly loopbackOnly: boolean;
}

/**
 * Sends one message without being spoken to first, with one try. `begin` is asked right before it leaves. Never
 * rejects.
 */
export type SendProactively = (
  message: AddressedMessage,
  begin: () => Promise<boolean>,
  signal: AbortSignal,
) => Promise<ProactiveOutcome>;

/** A conversation that is busy for longer than this is come back to, so that the others do not wait for it. */
const patienceMs = 3000;

class Changed extends Error {}

export function createProactiveSender(options: ProactiveOptions): SendProactively {
  const { adapter, appId, clock, conversations, loopbackOnly } = options;
  return async (message, begin, signal) => {
    const reference = await wayTo(message, conversations);
    if (reference === undefined || !mayBeSpokenTo(reference.serviceUrl, loopbackOnly)) {
      return { type: 'unknown-conversation' };
    }
    let hasBegun = false;
    const beforeTry = async () => {
      if (!(await begin())) throw new Changed();
      hasBegun = true;
    };
    const call = { outcome: { type: 'not-sent' } as ProactiveOutcome };
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      setEffort(context, { tries: 1, patienceMs, signal, beforeTry });
      try {
        const messageId = await perform(context, message);
        call.outcome = { type: 'taken', ...(messageId !== undefined && { messageId }) };
      } catch (error) {
        call.outcome = outcomeOf(error, hasBegun, clock.now());
      }
    });
    return call.outcome;
  };
}

/** A channel, or a thread in it, of which nothing was heard itself, is reached as the threads around it are. */
async function wayTo(
  { tenantId, conversationId }: AddressedMessage,
  conversations: Conversations,
): Promise<ConversationReference | undefined> {
  const known = await conversations.findNear(tenantId, conversationId);
  if (known === undefined) return undefined;
  const reference = known.reference as ConversationReference;
  return { ...reference, conversation: { ...reference.conversation, id: conversationId } };
}

async function perform(context: TurnContext, message: AddressedMessage): Promise<string | undefined> {
  switch (message.action) {
    case 'send':
      return (await context.sendActivity(message.activity))?.id;
    case 'edit':
      await context.updateActivity({ ...(message.activity as Activity), id: message.targetId });
      return message.targetId;
    case 'delete':
      await context.deleteActivity(message.targetId);
      return undefined;
  }
}

function outcomeOf(error: unknown, hasBegun: boolean, now: number): ProactiveOutcome {
  if (error instanceof Changed) return { type: 'changed' };
  if (error instanceof NotSent) return { type: 'busy', freeInMs: error.freeInMs };
  return hasBegun ? fateOf(error, now) : { type: 'not-sent' };
}
