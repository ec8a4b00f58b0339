import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { refusedNews } from './refused-news';
import sayings from './sayings/watch.json';
import { answerWatch } from './watching/watch-answer';
import { stopWatch } from './watching/watch-actions';

/** Tells the person when a device is ready or changes. */
export const watch: Command = {
  id: 'watch',
  access: 'employee',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['serials', 'tag'],
  examples: ['tell me when 5CG4217QHX is ready', 'watch PF4K7X2N', 'let me know when my laptop is ready'],
  vocabulary: {
    sayings,
    synonyms: ['watch', 'notify', 'follow', 'subscribe', 'track', 'monitor', 'ping', 'alert'],
    patterns: [
      /^(please |can you |could you |would you |hi |hello |hey |start |and )*(watch|watching|follow|following|track|tracking|monitor|monitoring|observe|keep an eye on|keep watch on)\b.*(<tag>|\b(import|upload|registration|request) (number )?(<number>|<request>))/,
      /\b(tell|notify|ping|inform|alert) me (please )?(when|once|if|as soon as|about|whenever) .*\b(import|upload|registration|request) (number )?(<number>|<request>)/,
      /\b(love|like|appreciate|want|need) (to get |to have |to hear )?(a |an |some )?(heads up|ping|shout|note|message|nudge|word|signal)\b/,
      /^(please |can you |could you |would you |hi |hello |hey |start |and )*(watch|watching|follow|following|track|tracking|monitor|monitoring|subscribe|observe|keep an eye|keep watch)\b.*(<serial>|\b(my|mine|this|these|it) ?(device)?\b)/,
      /\b(tell|notify|ping|inform|alert|message|remind|warn|text|email|mail|poke|nudge|let|telling|letting|notifying|pinging|informing|alerting) me (please |know |straight away |right away |immediately |here )*(when|once|if|as soon|the moment|about|of|whenever|after|the minute|the second)\b/,
      /\b(keep|keeping) me (posted|updated|informed|up to date|in the loop)\b/,
      /\b(give|drop|send|shoot|leave) me a (shout|message|ping|note|line|heads up|notification|nudge|buzz|signal)\b/,
      /\b(be|get|like to be|want to be) (notified|informed|told|alerted|pinged)\b/,
      /\b(turn|switch|set|enable) (on |up )?(a |an |the )?(notifications?|alerts?|updates?|watch)\b/,
      /\b(i want|i would like|i need) (a |some )?(notifications?|alerts?|updates?|news)\b/,
    ],
    excludes: [
      /\b(stop|unwatch|unfollow|unsubscribe|no longer|any more|anymore|turn off|switch off|mute|not) (?!forget)/,
      /\b(rain|weather|train|lunch|meeting|movie|tv|football|video|netflix|parcel|bus)\b/,
    ],
    never: refusedNews,
  },
  actions: [stopWatch],
  createDialog: (services) =>
    new OneTurnDialog('watch', (context, invocation) => answerWatch(context, invocation, services)),
};
