import type { Explanation } from '../services/knowledge/explain';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { explainVerbs, type ExplainOpen } from './explain-verbs';
import { openButton } from './explanation';
import { phasesText, titleOf } from './explanation-words';
import template from './explanation-table.json';
import sample from './explanation-table.data.json';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface Row {
  readonly code: string;
  readonly meaning: string;
  readonly where: string;
  readonly open: Button<ExplainOpen>;
}

export interface ExplanationTableData extends CardData {
  readonly title: string;
  readonly hint: string;
  readonly columns: { readonly code: string; readonly meaning: string };
  readonly rows: readonly Row[];
  readonly more: string;
}

/** Several codes of one text, a line each; a line opens its explanation. */
export const explanationTableCard: Card<ExplanationTableData> = {
  id: 'explanation-table',
  template,
  sample,
  verbs: [explainVerbs.open],
};

const longestCode = 40;

/** So many rows a card has room for; the others are counted. */
export const mostRows = 12;

export function explanationTableData(say: Say, explanations: readonly Explanation[]): ExplanationTableData {
  const shown = explanations.slice(0, mostRows);
  const subjects = shown.map(({ subject }) => subject);
  const more = explanations.length - shown.length;
  const title = say('explain.table.title', { count: explanations.length });
  return {
    summary: say('explain.table.summary', {
      title,
      list: shown
        .map((each) => say('explain.table.item', { code: codeOf(each), meaning: titleOf(say, each) }))
        .join(' '),
    }),
    title,
    hint: say('explain.table.hint'),
    columns: { code: say('explain.table.code'), meaning: say('explain.table.meaning') },
    rows: shown.map((each) => ({
      code: codeOf(each),
      meaning: titleOf(say, each),
      where: phasesText(say, each),
      open: openButton(say, each, subjects),
    })),
    more: more > 0 ? say('explain.table.more', { count: more }) : '',
  };
}

/** As the tables name it, so that one spelling stands beside another. */
function codeOf({ decoded, written, subject }: Explanation): string {
  return clip(decoded === undefined ? written : subject, longestCode);
}
