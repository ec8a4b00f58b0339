import type { ImportView } from '../services/registration/imports/import';
import { importTotals } from './import-totals';
import { fileTitle } from './import-words';
import type { Say } from './messages';

/**
 * One sentence for the end of an import. `name` and `file` come in as the surface wants them: a mention's markup, or
 * text that is escaped.
 */
export function importSummary(
  say: Say,
  view: ImportView,
  name: string,
  escape: (text: string) => string = (text) => text,
): string {
  const { done, wanted, problems } = importTotals(view);
  const stem = view.kind === 'identifiers' ? 'imports.summaryAdded' : 'imports.summary';
  const values = { name, file: escape(fileTitle(view)), done, wanted };
  return problems === 0 ? say(stem, values) : say(`${stem}Problems`, { ...values, count: problems });
}
