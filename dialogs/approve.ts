import { approveActions } from './changing/change-actions';
import { approveDialog } from './changing/decision-dialogs';
import type { Command } from './command';
import sayings from './sayings/approve.json';

/** Approves a request. */
export const approve: Command = {
  id: 'approve',
  access: 'admin',
  sideEffect: 'write',
  slots: ['requestId', 'tag'],
  examples: ['approve request 12', 'request 12 is approved', 'approve #12'],
  vocabulary: {
    sayings,
    synonyms: ['approve', 'approved', 'accept', 'grant', 'authorise', 'green light', 'sign off'],
    patterns: [
      /\bgive (the )?(request )?<(?:request|number)> (your |an |the |my |a )?(ok|okay|approval|blessing|go|yes|green light)\b/,
      /\bi (agree (to|with)|am fine with|am ok with|am happy with|support|back) (the )?(request )?<(?:request|number)>/,
      /^(?!.*\b(who|not|never|what|which|when|why|show|list|anything|pending|reject|decline|deny|can i|how)\b).*\b(approve|approving|accept|grant|authori[sz]e|green ?light|sign off( on)?|okay|confirm|permit|allow|let|pass|ok)\b( for| to| with)?( the| this| my| that)?( last| latest| tag| change| import| registration| deregistration)*( requests?| change| number| no)* ?<(?:request|number)>/,
      /^(?!.*\b(who|not|never|what|which|when|why|how|reject)\b).*<(?:request|number)> ?(and <(?:request|number)> )?(is |are |has been |looks |can |may |seems |was )*(approved|fine|ok|okay|good|go ahead|go through|granted|accepted|alright|authorised|correct|agreed|to go|proceed)\b/,
      /^(please |yes |ok |okay |i |we |hereby |now |just |you can |you may |go ahead and )*(approve|accept|authori[sz]e|grant)( (it|this|that|the|last|latest|request|change|these|them|all|requests|please|now|one|everything|pending|open))*$/,
      /\b(yes|yep|yeah|ja|oui|si|sure|fine|agreed|go ahead|green light|thumbs up|go)\b( (to|for|with|on|with the|that|it))* (the )?<(?:request|number)>/,
    ],
    excludes: [
      /^(who|when|why|what|which|how|is|was|has|did|are|show|list|anything|can i|may i)\b/,
      /\b(pending|history|reject|decline|deny)\b/,
    ],
  },
  actions: approveActions,
  createDialog: (services) => approveDialog('approve', services),
};
