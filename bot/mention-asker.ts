import type { Activity, TurnContext } from 'botbuilder';
import { mention } from '../cards/mention';
import { redact } from '../services/redaction';
import { conversationOf } from './person';

/**
 * Where more people read, the first message that answers somebody names them, so that Teams notifies them; a card has
 * the name above it. Later messages of the turn go without.
 */
export function mentionAsker(context: TurnContext): void {
  const { id = '', name = '' } = (context.activity.from as Partial<Activity['from']> | undefined) ?? {};
  if (conversationOf(context.activity).scope === 'personal' || id === '' || name === '') return;
  let isMentioned = false;
  context.onSendActivities(async (_turn, activities, send) => {
    const first = activities.find(({ type }) => type === 'message');
    if (first !== undefined && !isMentioned) putBefore(first, mention({ id, name: redact(name) }));
    isMentioned ||= first !== undefined;
    return send();
  });
}

/** In place: the adapter sends the very object that it was given. */
function putBefore(activity: Partial<Activity>, { text, entity }: ReturnType<typeof mention>): void {
  activity.text = activity.text ? `${text} ${activity.text}` : text;
  activity.entities = [...(activity.entities ?? []), entity];
}
