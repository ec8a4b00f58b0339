import type { Activity } from 'botbuilder';
import { z } from 'zod';

const clientInfo = z.object({ type: z.literal('clientInfo'), timezone: z.string().max(100) });

/**
 * The time zone of whoever sent it, as Teams tells it: on messages itself, else among the entities, and not always
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages).
 */
export function timeZoneOf({ localTimezone, entities }: Partial<Activity>): string | undefined {
  if (typeof localTimezone === 'string' && localTimezone !== '') return localTimezone;
  if (!Array.isArray(entities)) return undefined;
  const told = entities.map((entity: unknown) => clientInfo.safeParse(entity));
  return told.find(({ success }) => success)?.data?.timezone;
}
