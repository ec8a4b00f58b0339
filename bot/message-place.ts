import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { MessagePlace } from '../services/graph/channel-messages';
import { conversationOf } from './person';

const text = z.string().min(1);
const channelData = z.object({
  team: z.object({ aadGroupId: text }),
  channel: z.object({ id: text }),
});

/**
 * Where Graph has the message of an activity; undefined in a personal chat, and for a channel whose team Teams does not
 * name by its group (`channelData.team.aadGroupId`). A channel's conversation id ends in the thread's first message.
 */
export function messagePlace(activity: Activity): MessagePlace | undefined {
  const { id, scope } = conversationOf(activity);
  const messageId = activity.id ?? '';
  if (messageId === '' || scope === 'personal') return undefined;
  if (scope === 'groupChat') return { chatId: id, messageId };
  const { data } = channelData.safeParse(activity.channelData);
  if (data === undefined) return undefined;
  const replyToId = /;messageid=(\d+)$/.exec(id)?.[1];
  const place = { teamId: data.team.aadGroupId, channelId: data.channel.id, messageId };
  return replyToId === undefined ? place : { ...place, replyToId };
}
