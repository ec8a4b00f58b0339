import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { refusedNews } from './refused-news';
import sayings from './sayings/unwatch.json';
import { answerUnwatch } from './watching/unwatch-answer';

/** Stops telling the person about a device. */
export const unwatch: Command = {
  id: 'unwatch',
  access: 'employee',
  sideEffect: 'none',
  slots: ['serials', 'tag'],
  examples: ['stop watching 5CG4217QHX', 'unwatch PF4K7X2N', 'no more messages about 7XK2QY3'],
  vocabulary: {
    sayings,
    synonyms: ['unwatch', 'unfollow', 'unsubscribe', 'mute', 'silence'],
    patterns: [
      /^(please |can you |could you |stop |and )*(unwatch|unfollow|stop (watching|following|monitoring|telling me about))\b.*(<tag>|\b(import|upload|registration|request) (number )?(<number>|<request>))/,
      ...refusedNews,
      /\bstop (reporting|writing|talking|mailing|updating|posting)\b/,
      /\bno (notifications?|updates?|messages?|news|pings?|alerts?) (more|any more|anymore|mehr)\b/,
      /\b(unwatch|unfollow|unsubscribe|unmonitor|untrack|mute)\b/,
      /\b(?:stop|quit|cease) (the |all |all the |my |all my |sending |sending me |giving me |any )*(watch|watching|watches|notifying|notifications?|telling|following|tracking|monitoring|pinging|messaging|messages|alerting|alerts?|updates?|informing|bothering|spamming|reminding|reminders?|subscription)\b/,
      /\b(no more|no further|no longer|enough|fewer) (want |need |get |wish |of |any )*(to be |to hear |to get |to receive |hear )?(these |the )?(notifications?|notified|updates?|alerts?|messages?|pings?|news|informed|told|about|reminders?)\b/,
      /\b(not|no need to|never) (want |need |have |to |be |get |please )*(notify|notified|notifications?|tell|told|ping|pinged|watch|watching|follow|alert|alerted|alerts|inform|informed|updates?|remind|message|messages|hear|keep me)\b.*\b(any more|anymore|any longer|again|now)\b/,
      /\b(turn|switch) (the |all |my )?(notifications?|alerts?|updates?|watch|watches)? ?off\b.*\b(notifications?|alerts?|updates?|watch|watches|<serial>)/,
      /\b(remove|take|drop|delete) .*\b(from|off) (my |the |your )?(watch|watches|notification|subscription)/,
      /\b(cancel|end|clear|disable|deactivate) (the |my |all |all my |this )*(watch|watches|notifications?|alerts?|subscriptions?|updates?|watch list|watchlist|reminders?)\b/,
    ],
  },
  createDialog: (services) =>
    new OneTurnDialog('unwatch', (context, invocation) => answerUnwatch(context, invocation, services)),
};
