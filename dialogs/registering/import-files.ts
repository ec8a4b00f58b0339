import { z } from 'zod';
import { fileTitle, rowWords } from '../../cards/import-words';
import { csvFile } from '../../services/files/csv';
import type { ImportRow, ImportView } from '../../services/registration/imports/import';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { offeredFile, type MadeFile } from '../offered-file';
import { mayLookAt } from './import-access';

const shape = z.object({ importId: z.number().int().positive() });
type Row = ImportRow & { readonly hash?: string };

const rowsAtOnce = 500;
/** As Microsoft's own importer and script write it (graph facts §2.6). */
const autopilotHeader = [
  'Device Serial Number',
  'Windows Product ID',
  'Hardware Hash',
  'Group Tag',
  'Assigned User',
];
const columns = [
  'line',
  'serial',
  'tag',
  'user',
  'manufacturer',
  'model',
  'result',
  'reason',
  'todo',
] as const;

/** What became of every row. */
export const resultFile = offeredFile('import-result', shape, (ids, invocation, services) =>
  make(ids.importId, invocation, services, async (view) => {
    const say = services.messages(invocation.locale);
    const rows = await allRows(view.id, services);
    const lines = rows.map((row) => {
      const { state, why, todo } = rowWords(say, row);
      const { serial, tag, user, manufacturer, model } = row;
      return [String(row.line), serial, tag, user, manufacturer, model, state, why, todo];
    });
    return {
      name: say('imports.csv.name', namedAfter(view, services)),
      description: say('imports.csv.description', { count: rows.length }),
      bytes: csvFile([columns.map((column) => say(`imports.csv.column.${column}`)), ...lines]),
    };
  }),
);

/** The usable rows as they were sent, in the form that every other tool takes. */
export const repairedFile = offeredFile('import-repaired', shape, (ids, invocation, services) =>
  make(ids.importId, invocation, services, async (view) => {
    const say = services.messages(invocation.locale);
    const rows = (await allRows(view.id, services)).filter(isUsable);
    if (rows.length === 0) return say('imports.repaired.nothing');
    const lines = rows.map(({ serial, hash = '', tag, user }) => [serial, '', hash, tag, user]);
    return {
      name: say('imports.repaired.name', namedAfter(view, services)),
      description: say('imports.repaired.description', { count: rows.length }),
      bytes: csvFile([autopilotHeader, ...lines]),
    };
  }),
);

async function make(
  importId: number,
  { actor, locale }: Invocation,
  { imports, messages }: CommandServices,
  write: (view: ImportView) => Promise<MadeFile | string>,
): Promise<MadeFile | string> {
  const view = await imports.view({ id: importId, tenantId: actor.tenantId });
  if (view === undefined) return messages(locale)('register.noImports');
  if (!mayLookAt(actor, view)) return messages(locale)('register.notYours', { name: view.personName });
  return write(view);
}

/** The name of the file that was sent, without its ending, and the day. */
function namedAfter(view: ImportView, { clock }: CommandServices) {
  const file = fileTitle(view).replace(/\.\w{1,5}$/, '');
  return { file, date: new Date(clock.now()).toISOString().slice(0, 10) };
}

function isUsable({ verdict, state, hash }: Row): boolean {
  return verdict !== 'refused' && state !== 'refused' && hash !== undefined;
}

async function allRows(id: number, { imports }: CommandServices): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const some = await imports.rowsFrom(id, rows.at(-1)?.line ?? 0, rowsAtOnce);
    rows.push(...some);
    if (some.length < rowsAtOnce) return rows;
  }
}
