import type { ImportRow, ImportView, RowPage } from '../services/registration/imports/import';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { rowLook } from './import-looks';
import template from './import-rows.json';
import sample from './import-rows.data.json';
import { importVerbs, type ImportAsked, type ImportRowsAsked } from './import-verbs';
import { fileTitle, rowWords } from './import-words';
import { joined } from './joined';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface ShownRow {
  readonly symbol: string;
  readonly colour: string;
  /** "Row 14 · 5CG4217QHX" */
  readonly name: string;
  readonly state: string;
  readonly device: string;
  readonly why: string;
}

export interface ImportRowsData extends CardData {
  readonly title: string;
  readonly reach: string;
  readonly empty: string;
  readonly rows: readonly ShownRow[];
  readonly buttons: readonly Button<ImportAsked | ImportRowsAsked>[];
}

/** What became of every row of an import, a page at a time. */
export const importRowsCard: Card<ImportRowsData> = {
  id: 'import-rows',
  template,
  sample,
  verbs: [importVerbs.rows, importVerbs.show],
};

export interface ImportRowsInput {
  readonly say: Say;
  readonly view: ImportView;
  readonly page: RowPage;
}

const longestSerial = 40;
const longestDevice = 50;
/** A page of twenty rows has to stay within the size that Teams delivers. */
const longestWhy = 200;

export function importRowsData({ say, view, page }: ImportRowsInput): ImportRowsData {
  const key = page.onlyProblems ? 'imports.list.titleProblems' : 'imports.list.title';
  const title = say(key, { file: fileTitle(view) });
  const reach = reachOf(say, page);
  return {
    summary: say('imports.list.summary', { title, reach }),
    title,
    reach,
    empty:
      page.rows.length > 0 ? '' : say(page.onlyProblems ? 'imports.list.noProblems' : 'imports.list.none'),
    rows: page.rows.map((row) => rowOf(say, row, view.phase === 'offered')),
    buttons: buttonsOf(say, view, page),
  };
}

/** Rows of a page stand together, so the first of the last page follows from the end. */
function reachOf(say: Say, { rows, page, pages, total }: RowPage): string {
  if (pages <= 1) return say('imports.list.reachAll', { count: total });
  const isLast = page >= pages - 1;
  const first = isLast ? total - rows.length + 1 : page * rows.length + 1;
  return say('imports.list.reach', { first, last: first + rows.length - 1, total, page: page + 1, pages });
}

function rowOf(say: Say, row: ImportRow, offered: boolean): ShownRow {
  const { state, why, todo } = rowWords(say, row, { offered });
  return {
    ...rowLook(row.state),
    name: joined(say, [
      say('imports.row', { line: row.line }),
      clip(row.serial, longestSerial) || say('imports.list.noSerial'),
    ]),
    state,
    device: joined(say, [
      clip(modelOf(row), longestDevice),
      clip(row.tag, longestDevice),
      row.hasTpm === false ? say('imports.noTpm') : '',
    ]),
    why: clip([why, todo].filter((sentence) => sentence !== '').join(' '), longestWhy),
  };
}

function modelOf({ manufacturer, model }: ImportRow): string {
  const hasMaker = model.toLowerCase().startsWith(manufacturer.toLowerCase());
  return (hasMaker ? model : `${manufacturer} ${model}`).trim();
}

function buttonsOf(
  say: Say,
  { id }: ImportView,
  { page, pages, onlyProblems }: RowPage,
): ImportRowsData['buttons'] {
  const turn = (name: 'previous' | 'next' | 'all' | 'problems', data: Omit<ImportRowsAsked, 'id'>) => ({
    label: say(`imports.list.${name}`),
    hint: say(`imports.list.${name}Hint`),
    verb: importVerbs.rows,
    data: { id, ...data },
  });
  const other = onlyProblems ? 'all' : 'problems';
  return [
    ...(page > 0 ? [turn('previous', { page: page - 1, onlyProblems })] : []),
    ...(page < pages - 1 ? [turn('next', { page: page + 1, onlyProblems })] : []),
    turn(other, { page: 0, onlyProblems: !onlyProblems }),
    {
      label: say('imports.list.back'),
      hint: say('imports.list.backHint'),
      verb: importVerbs.show,
      data: { id },
    },
  ];
}
