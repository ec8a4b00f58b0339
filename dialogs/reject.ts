import { rejectActions } from './changing/change-actions';
import { RejectDialog } from './changing/decision-dialogs';
import type { Command } from './command';
import sayings from './sayings/reject.json';

/** Rejects a request. */
export const reject: Command = {
  id: 'reject',
  access: 'admin',
  sideEffect: 'write',
  slots: ['requestId', 'reason'],
  examples: ['reject request 12', 'decline #12', 'request 12 is rejected'],
  vocabulary: {
    sayings,
    synonyms: ['reject', 'rejected', 'decline', 'deny', 'refuse', 'veto', 'turn down', 'disapprove'],
    patterns: [
      /^(?!.*\byet\b).*\bi (do|can|will|would|could) not (want to )?(approve|accept|grant|authorise|agree (to|with)|support)\b.* ?<(?:request|number)>/,
      /^(?!.*\b(who|not reject|not decline|not deny|never|what|which|when|why|show|list|anything|how)\b).*\b(reject|rejecting|decline|declining|deny|denying|refuse|refusing|turn down|veto|disapprove|dismiss|block|say no to|no to|no for|thumbs down (for|to|on)|throw out)\b( the| this| my| that)?( last| latest| tag| change| import| registration| deregistration)*( requests?| change| number| no)* ?<(?:request|number)>/,
      /^(?!.*\b(who|never|what|which|when|why|how)\b).*<(?:request|number)> ?(is |are |has been |looks |can |may |seems |must |was |should be |to be )*(rejected|declined|denied|refused|not ok|not okay|not fine|not approved|wrong|no good|turned down|vetoed)\b/,
      /^(?!.*\b(who|never|what|which|when|why|how)\b).*(<(?:request|number)>.*\b(reject|decline|deny|refuse) (it|this|that|please)\b|\bturn <(?:request|number)> down\b|\bsend <(?:request|number)> back\b)/,
      /^(please |no |ok |okay |i |we |hereby |now |just )*(reject|decline|deny|refuse|veto|disapprove)( (it|this|that|the|last|latest|request|change|these|them|all|requests|please|now|one|everything))*$/,
    ],
    excludes: [
      /^(who|when|why|what|which|how|was|has|did|are|show|list|anything)\b/,
      /\bnot (reject|decline|deny|refuse)\b/,
    ],
  },
  actions: rejectActions,
  createDialog: (services) => new RejectDialog('reject', services),
};
