import { renderCard } from '../cards/card';
import { helpCard, helpData } from '../cards/help';
import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/help.json';

/** What the bot can do and how to use it. */
export const help: Command = {
  id: 'help',
  access: 'employee',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: [],
  examples: ['help', 'what can you do?', "what does 'sync' do?"],
  vocabulary: {
    sayings,
    synonyms: ['help', 'menu', 'commands', 'features', 'capabilities', 'usage', 'manual'],
    patterns: [
      /\b(your|bot s|the bot) (abilities|capabilities|features|functions|skills|commands|services|options|powers|talents|instructions)\b/,
      /\b(anything|something|things|stuff|everything|what else|list)\b.*\b(you|bot) (can|could|are able to|know how to|do|offer|understand|support|handle|cover|know)\b/,
      /<command>/,
      /^(please )?(i )?(need )?(some )?help( me)?( please| here| now)?$/,
      /\bwhat (can|could|may|do|are|all can) (you|i|this bot|the bot|we)( all)?( able to)? (do|ask|offer|help|use|type|say)\b/,
      /\b(sort|kind|type)s? of (things?|questions?|stuff)\b.*\b(ask|do|answer|say|help)\b/,
      /\b(show|list|what|which|all)\b.*\b(your|available|the|bot) commands\b/,
      /^(what|how|when|why|who) [^"<]{0,40}" [^"<]{2,40} "( [a-z]+)? (do|does|work|works|for|mean|use|used|command)\b/,
      /\b(command|button|function) " [^"]{2,40} "/,
      /" [^"]{2,40} " (command|button|function)\b/,
      /\bhow (do|can|does|should|to) (i |we |one )?(use|talk to|work with|operate|interact with) (you|this|the bot|this bot|it)\b/,
      /\bhow (does|do) (this|the bot|this bot|this thing|you) work\b/,
    ],
  },
  interrupts: true,
  createDialog: ({ messages, offered }) =>
    new OneTurnDialog('help', async (context, { actor, locale }) => {
      const say = messages(locale);
      if (actor.rolesUnread === true) await context.sendActivity(say('help.rolesUnread'));
      await sendCard(context, renderCard(helpCard, helpData(offered(actor), say)));
    }),
};
