import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Arrival } from '../services/store/inbox';

/** How an activity is known when it comes again; undefined for one without an id. */
export function arrivalOf(activity: Activity): Arrival | undefined {
  const { id, type, conversation } = activity;
  if (id === undefined) return undefined;
  return {
    conversationId: conversation.id,
    activityId: id,
    fingerprint: type === 'message' ? fingerprintOf(activity) : '',
  };
}

/** Who said what: the same for a message that comes again under another id. */
function fingerprintOf({ from, text, value, attachments }: Activity): string {
  const { aadObjectId, id } = (from as Activity['from'] | undefined) ?? {};
  const said = [aadObjectId ?? id, text, value, attachments];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64');
}
