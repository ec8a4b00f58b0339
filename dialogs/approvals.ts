import { lookActions } from './changing/change-actions';
import { approvalsDialog } from './changing/decision-dialogs';
import type { Command } from './command';
import sayings from './sayings/approvals.json';

/** What waits for approval. */
export const approvals: Command = {
  id: 'approvals',
  access: 'helpdesk',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['requestId'],
  examples: ['what is waiting for approval?', 'show my requests', 'open requests'],
  vocabulary: {
    sayings,
    synonyms: ['approvals', 'pending', 'queue', 'requests', 'outstanding', 'awaiting'],
    patterns: [
      /^(the )?request <request>$/,
      /\b(pending|open|waiting|outstanding|awaiting|unapproved|undecided|unresolved) (approvals?|requests?|changes|decisions?|change requests?)\b/,
      /\b(show|list|which|what|any|all|see|anything|something|everything|there)\b.*\b(to approve|approvals|needs? (a |my |an |your )?(approval|approving|decision|sign off|signing off|ok)|(wait|waits|waiting|pending) (for|on)? ?(an? |my |your |me )?(approval|decision|sign off|second person)?)/,
      /\b(approval|approvals) (queue|list|inbox|pending|backlog)\b/,
      /\bwhat(ever)? (is )?(still )?(needs|waiting for|awaiting|requires) (an? |my |our )?(approval|decision|approving|sign off)/,
      /^(show |list |the |my |all |open |see )*(approvals|requests)( please)?$/,
      /^(what is|show|show me|details of|details for|status of|state of|open|view|tell me about|info on) (in )?<request>/,
      /\b(has|is|was|did|have)\b.*\bmy (change |tag |last )?(request|change)\b.*\b(approved?|pending|open|decided|through|rejected|declined)\b/,
    ],
    excludes: [/^(approve|reject|decline|deny|please approve|please reject|who)\b/],
  },
  actions: lookActions,
  createDialog: (services) => approvalsDialog('approvals', services),
};
