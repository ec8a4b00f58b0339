import type { Activity, Middleware, TurnContext } from 'botbuilder';
import { redact, redacted, redactMarkdown } from '../services/redaction';

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

/** Where clients read Markdown: cards/escape.ts has escaped what stands there. */
const markdownField = /^(?:text|title|value)$/;

function shown(text: string, field: string): string {
  return markdownField.test(field) ? redactMarkdown(text) : redact(text);
}

/** In place: the adapter sends the very object that it was given. Addresses of files carry tokens of their own. */
function clean(activity: Partial<Activity>): void {
  if (typeof activity.text === 'string') activity.text = redactMarkdown(activity.text);
  if (typeof activity.summary === 'string') activity.summary = redact(activity.summary);
  const { recipient } = activity;
  // Not every client names who it speaks for.
  const name = recipient?.name;
  if (recipient !== undefined && name !== undefined) {
    activity.recipient = { ...recipient, name: redact(name) };
  }
  activity.attachments?.forEach((attachment) => {
    attachment.content = redacted<unknown>(attachment.content, deepestCard, shown);
  });
  if (activity.type === 'invokeResponse')
    activity.value = redacted<unknown>(activity.value, deepestCard, shown);
}
