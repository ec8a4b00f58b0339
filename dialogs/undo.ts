import { undoActions } from './changing/change-actions';
import { undoDialog } from './changing/decision-dialogs';
import type { Command } from './command';
import sayings from './sayings/undo.json';

/** Puts back what a request changed. */
export const undo: Command = {
  id: 'undo',
  access: 'helpdesk',
  sideEffect: 'write',
  slots: ['requestId', 'serials'],
  examples: ['undo request 12', 'roll back request 12', 'put the tags of request 12 back'],
  vocabulary: {
    sayings,
    synonyms: ['undo', 'roll back', 'revert', 'unapply'],
    patterns: [
      /^(?!.*\b(who|not|never|what happens|which|when|why|how|can i|still)\b).*\b(undo|undoing|revert|reverting|reverse|roll back|rolling back|rollback|unapply|unwind|back out)\b( of| the| this| that| my| our| last| latest| all| every| everything| what| tag| group| tags| user| tagging| changes?| assignment| from| in| made by| with| whole)*( requests?| change| number| no)* ?<(?:request|number)>/,
      /^(?!.*\b(who|not|never|which|when|why|how)\b).*\b(put|set|bring|give|change|take|roll)\b.*<(?:request|number)>.*\b(back|again|as (it|they) (was|were))\b/,
      /\b(put|set|bring|give|change|take|roll)\b.*\bback\b.*\b(before|of|from|in|by|request) (the )?<(?:request|number)>/,
      /\brestore\b.*\b(tags?|users?|values?)\b.*<(?:request|number)>/,
      /<(?:request|number)>.*\b(must|should|has to|have to|needs to|needs|is to|to) (be |get )?(undone|reverted|rolled back|reversed|put back|undoing|reverting|rolling back)\b/,
      /<(?:request|number)>.*\b(undo|revert|reverse|roll (it )?back|put (them|it|everything) back)( (it|them|please|now|again))*$/,
      /^(please |ok |okay |oops |sorry |i |we |want |need |to |can |could |you |now |just )*(undo|revert|reverse|roll back|rollback) (the |my |our |that |this )?(very )?(last|latest|previous|recent|approved|applied)? ?(tag |group tag |user )?(requests?|changes?)( please| now| again)*$/,
    ],
    excludes: [
      /^(who|when|why|what|which|how|was|has|did|is|are|show|list|can i|may i|could i|can <(?:request|number)>)\b/,
      /\b(windows|driver|update|photo|document|email|typing)\b/,
    ],
  },
  actions: undoActions,
  createDialog: (services) => undoDialog('undo', services),
};
