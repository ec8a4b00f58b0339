import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { showImport } from './registering/import-actions';
import { answerImportStatus } from './registering/import-answer';
import sayings from './sayings/registration-status.json';

/** How an import of hashes went or goes. */
export const registrationStatus: Command = {
  id: 'registration-status',
  access: 'helpdesk',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['serials'],
  examples: ['how is my import going?', 'did the upload finish?', 'which rows failed?'],
  vocabulary: {
    sayings,
    synonyms: ['import', 'upload', 'registration', 'batch', 'rows'],
    patterns: [
      /\b(import|upload|registration|batch|job)s? (status|state|progress|results?|report|finished|done|complete|completed|ok|okay|through|successful|failed|over|ready|yet)\b/,
      /\b(status|state|progress|results?|outcome) (of|for|on|from) (the |my |our |this |that |last |latest |yesterday |recent |current )*(import|upload|registration|batch|csv|file|hash)/,
      /^(so |and |hi |hello |hey )*(did|has|have|is|are|was|were|how did|how is|how was|how far|how are)\b.*\b(import|upload|registration|batch|csv|file|hashes)\b/,
      /\b(i|we) (just |have |already )?(sent|uploaded|imported|dropped|registered|attached|gave|submitted|posted|handed|threw|pushed|passed|shared|put)\b.*\b(did|has|have|are|is|were|was|what|how|any)\b/,
      /\b(which|how many|what) (of )?(the |my )*(rows|lines|hashes|entries|devices)\b.*\b(failed|imported|rejected|went in|uploaded|import|upload)\b/,
      /^(was|is|has|did|how did|how is) (the |my )?(import|upload|registration) (of|for) <serial>/,
    ],
    excludes: [/\b(error|code) <code>/, /\b(approved|who)\b/],
  },
  actions: [showImport],
  createDialog: (services) =>
    new OneTurnDialog('registration-status', (context, invocation) =>
      answerImportStatus(context, invocation, services),
    ),
};
