import type { Command } from './command';
import { helpActions } from './helping/help-actions';
import { helpOffer } from './helping/help-asking';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/get-help.json';

/** Hands an employee's case to the helpdesk; nothing is sent before the button on the card is pressed. */
export const getHelp: Command = {
  id: 'get-help',
  access: 'employee',
  sideEffect: 'none',
  menus: ['personal'],
  slots: [],
  examples: ['get help', 'I need help with my laptop', 'talk to the helpdesk'],
  vocabulary: {
    sayings,
    synonyms: ['helpdesk', 'service desk', 'it support', 'somebody from it', 'someone from it'],
    patterns: [
      /^(please |can you |could you |i want to |i would like to |i need to )*get (me )?(some )?help( please| now)?( from (it|the helpdesk|a human|a person|somebody|someone))?$/,
      /\b(i|we) (really |urgently |still )*(need|want|require) (some |your |more |urgent |a little )*(help|support|assistance) (with|for|on|about|setting up) (my|the|this|our) /,
      /\b(talk|speak|chat|write|get|connect|hand|pass|forward|escalate|transfer|put|send|bring)\b.*\b(helpdesk|help desk|service desk|it support|it department|support team|human|real person)\b/,
      /\b(somebody|someone|anybody|anyone|a person|a human|a colleague) (from|in|at|of) (the )?(it|helpdesk|help desk|service desk|support)\b/,
      /\b(ask|contact|call|inform|alert|message|reach) (the |our |my )?(it )?(helpdesk|help desk|service desk|support)\b/,
    ],
    excludes: [
      /<serial>/,
      /<code>/,
      /\b(printer|wifi|password|outlook|excel|word|powerpoint|vpn|phone|coffee|csv|import)\b/,
      /\b(how (do|can|does) (i|you)|what can you|commands?)\b.*\bhelp\b/,
    ],
  },
  actions: helpActions,
  createDialog: (services) =>
    new OneTurnDialog('get-help', async (context, invocation) => {
      const offered = await helpOffer(undefined, invocation, services);
      await sendCard(context, offered.type === 'card' ? offered.card : offered.text);
    }),
};
