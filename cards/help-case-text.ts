import type { HelpCase } from '../services/help/help-case';
import { caseRows } from './help-case';
import type { Say } from './messages';

/** What is told of a case that was not stored. */
export type UnsentCase = Pick<HelpCase, 'person' | 'facts' | 'tried' | 'said' | 'createdAt'>;

/** A case in plain lines, to be sent on by hand; to be escaped line by line. */
export function caseLines(say: Say, unsent: UnsentCase, meaning: string): readonly string[] {
  return [
    say('get-help.text.title'),
    ...caseRows({ say, helpCase: unsent, meaning }).map((row) => say('get-help.text.row', { ...row })),
  ];
}
