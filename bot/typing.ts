import type { TurnContext } from 'botbuilder';

/** What takes less needs no sign of life. */
const firstAfterMs = 1000;
/** Teams shows a sign for about five seconds. */
const againAfterMs = 4000;

/**
 * Shows that the bot is typing while a turn takes longer than a second. Whatever the bot says ends Teams' sign, and
 * begins the wait for the next one. That it could not be shown fails nothing.
 */
export async function whileTyping(context: TurnContext, turn: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const showAfter = (ms: number) => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(show, ms);
  };
  const show = () => {
    void showTyping(context).then(() => {
      showAfter(againAfterMs);
    });
  };
  context.onSendActivities(async (_turn, activities, send) => {
    const isSaid = activities.some(({ type }) => type === 'message');
    // It would come behind what is being said.
    if (isSaid) clearTimeout(timer);
    const sent = await send();
    if (isSaid) showAfter(againAfterMs);
    return sent;
  });
  showAfter(firstAfterMs);
  try {
    await turn();
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}

/** Never rejects: nobody misses it. */
async function showTyping(context: TurnContext): Promise<void> {
  await context.sendActivity({ type: 'typing' }).then(
    () => undefined,
    () => undefined,
  );
}
