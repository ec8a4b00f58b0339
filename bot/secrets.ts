import type { Activity, Middleware, TurnContext } from 'botbuilder';
import { escapeMarkdown } from '../cards/escape';
import { redact, redacted } from '../services/redaction';

const deepestCard = 200;

/** What a person sent is not shown again, and what a failing service said is not passed on, where it is a secret. */
export const withoutSecrets: Middleware = {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    context.onSendActivities(async (_turn, activities, send) => {
      activities.forEach(clean);
      return send();
    });
    context.onUpdateActivity(async (_turn, activity, update) => {
      clean(activity);
      await update();
    });
    await next();
  },
};

/** Escaped for Markdown a secret looks different; what had one in it is escaped anew. */
function shown(text: string): string {
  const plain = text.replace(/\\(?=[\\`*_[\]<>~|&\-+#.)])|\u2060/g, '');
  const safe = redact(plain);
  return safe === plain.replace(/[\u200B-\u200D\uFEFF]/g, '') ? redact(text) : escapeMarkdown(safe);
}

/** In place: the adapter sends the very object that it was given. Addresses of files carry tokens of their own. */
function clean(activity: Partial<Activity>): void {
  if (typeof activity.text === 'string') activity.text = shown(activity.text);
  if (typeof activity.summary === 'string') activity.summary = shown(activity.summary);
  const { recipient } = activity;
  if (recipient !== undefined) activity.recipient = { ...recipient, name: redact(recipient.name) };
  activity.attachments?.forEach((attachment) => {
    attachment.content = redacted<unknown>(attachment.content, deepestCard, shown);
  });
  if (activity.type === 'invokeResponse')
    activity.value = redacted<unknown>(activity.value, deepestCard, shown);
}
