import { titleKey } from './answers';
import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import sayings from './sayings/cancel.json';

/** Stops the dialog in progress. */
export const cancel: Command = {
  id: 'cancel',
  access: 'employee',
  sideEffect: 'none',
  inMenus: false,
  slots: [],
  examples: ['cancel', 'stop', 'never mind'],
  vocabulary: {
    sayings,
    synonyms: ['cancel', 'abort', 'quit', 'stop', 'nevermind', 'nvm', 'forget'],
    patterns: [
      /^(please |ok |okay |no |oh |oops |wait |sorry |hm |actually )*(cancel|abort|quit|stop|exit|nvm|nevermind|never mind|forget it|forget that|forget about it|drop it|scrap (it|that|this)|leave it|stop (it|this|that)|cancel (it|this|that)|start over)\b(?!.*\b(notif|notify|watch|alert|follow|updat|messag|remind|tell|ping|request|about|inform))/,
      /\bchanged my mind\b/,
    ],
  },
  interrupts: true,
  createDialog: ({ messages }) =>
    new OneTurnDialog('cancel', async (context, { locale, interrupted }) => {
      const say = messages(locale);
      const text =
        interrupted === undefined
          ? say('cancel.nothing')
          : say('cancel.stopped', { title: say(titleKey(interrupted)) });
      await context.sendActivity(text);
    }),
};
