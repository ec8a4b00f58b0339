import type { TurnContext } from 'botbuilder';

/** What takes less needs no sign of life. */
const firstAfterMs = 1000;
/** Teams shows "is typing" for about five seconds. */
const againAfterMs = 4000;

/**
 * Shows that the bot is typing while a turn takes longer than a second. Whatever the bot says ends Teams' sign, and
 * begins the wait for the next one. That it could not be shown fails nothing.
 */
export async function whileTyping(context: TurnContext, turn: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const pause = () => {
    clearTimeout(timer);
  };
  const waitFor = (ms: number) => {
    pause();
    if (!isOver)
      timer = setTimeout(
        () =>
          void show().then(() => {
            waitFor(againAfterMs);
          }),
        ms,
      );
  };
  const show = async () => {
    try {
      await context.sendActivity({ type: 'typing' });
    } catch {
      // Nobody misses it.
    }
  };
  context.onSendActivities(async (_turn, activities, send) => {
    const isSaid = activities.some(({ type }) => type === 'message');
    if (isSaid) pause();
    const sent = await send();
    if (isSaid) waitFor(againAfterMs);
    return sent;
  });
  waitFor(firstAfterMs);
  try {
    await turn();
  } finally {
    isOver = true;
    pause();
  }
}
