import { z } from 'zod';
import { channelCard, channelData } from '../cards/channel';
import { channelVerbs, type ChannelStop, type ChannelUse } from '../cards/channel-verbs';
import { renderCard, type RenderedCard } from '../cards/card';
import { purposes } from '../services/places/places';
import { channelOf } from '../services/store/conversations';
import { cardAction, type ActionOutcome, type CardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** Which messages come to this conversation; in a personal chat, the sentence that says where to ask. */
export async function channelAnswer(
  { actor, conversation, locale }: Invocation,
  { messages, places }: CommandServices,
): Promise<RenderedCard | string> {
  const say = messages(locale);
  if (conversation.scope === 'personal') return say('channel.personal');
  const chosen = await Promise.all(
    purposes.map(async (purpose) => [purpose, await places.of(actor.tenantId, purpose)] as const),
  );
  const data = channelData({
    say,
    conversationId: channelOf(conversation.id),
    places: Object.fromEntries(chosen.filter(([, place]) => place !== undefined)),
  });
  return renderCard(channelCard, data);
}

const purpose = z.enum(purposes);
const stopShape: z.ZodType<ChannelStop> = z.object({ purpose });
/** A digest comes at its times, everything else when it happens. */
const useShape: z.ZodType<ChannelUse> = z.union([
  z.object({ purpose: z.literal('digest'), rhythm: z.enum(['daily', 'weekly']) }),
  z.object({ purpose: purpose.exclude(['digest']) }),
]);

/** For everybody who sees the card. In a channel all of it is meant, not the thread. */
export const channelActions: readonly CardAction[] = [
  cardAction(
    channelVerbs.use,
    useShape,
    ({ purpose, rhythm }, invocation, services) => {
      const wanted = { locale: invocation.locale, ...(rhythm !== undefined && { rhythm }) };
      return choose({ purpose, wanted }, invocation, services);
    },
    { sideEffect: 'write' },
  ),
  cardAction(channelVerbs.stop, stopShape, choose, { sideEffect: 'write' }),
];

async function choose(
  wish: Omit<Parameters<CommandServices['choosePlace']>[0], 'conversationId'>,
  invocation: Invocation,
  services: CommandServices,
): Promise<ActionOutcome> {
  const { actor, conversation, correlationId } = invocation;
  if (conversation.scope !== 'personal') {
    const conversationId = channelOf(conversation.id);
    await services.choosePlace({ ...wish, conversationId }, { actor, correlationId });
  }
  const answer = await channelAnswer(invocation, services);
  return typeof answer === 'string'
    ? { type: 'message', text: answer }
    : { type: 'card', card: answer.attachment, forEveryone: true };
}
