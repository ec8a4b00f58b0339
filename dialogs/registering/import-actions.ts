import { z } from 'zod';
import { renderCard } from '../../cards/card';
import { escapeMarkdown } from '../../cards/escape';
import { importRowsCard, importRowsData } from '../../cards/import-rows';
import { importVerbs } from '../../cards/import-verbs';
import { vendorText } from '../../cards/vendor-text';
import type { ImportView } from '../../services/registration/imports/import';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { importCard } from './import-card';
import { mayLookAt } from './import-access';
import { repairedFile, resultFile } from './import-files';

const named = z.object({ id: z.number().int().positive() });
const pageNamed = named.extend({ page: z.number().int().min(0).max(100_000), onlyProblems: z.boolean() });

/** Acts on an import that this person may look at. */
function onImport<T extends z.infer<typeof named>>(
  verb: string,
  shape: z.ZodType<T>,
  act: (
    view: ImportView,
    asked: T,
    invocation: Invocation,
    services: CommandServices,
  ) => Promise<ActionOutcome> | ActionOutcome,
): CardAction {
  return cardAction(verb, shape, async (asked, invocation, services) => {
    const { actor, locale } = invocation;
    const say = services.messages(locale);
    const view = await services.imports.view({ id: asked.id, tenantId: actor.tenantId });
    if (view === undefined) return { type: 'message', text: say('register.noImports') };
    if (!mayLookAt(actor, view)) {
      return { type: 'message', text: say('register.notYours', { name: view.personName }) };
    }
    return act(view, asked, invocation, services);
  });
}

const showRows = onImport(importVerbs.rows, pageNamed, async (view, asked, { locale }, services) => {
  const page = await services.imports.page(view.id, asked.page, asked.onlyProblems);
  const say = services.messages(locale);
  const card = renderCard(importRowsCard, importRowsData({ say, view, page }));
  return { type: 'card', card: card.attachment, forEveryone: false };
});

const stop = onImport(
  importVerbs.stop,
  named,
  async (view, _asked, { actor, locale }, { imports, messages }) => {
    const say = messages(locale);
    if (view.settledAt !== undefined) return { type: 'message', text: say('register.settled') };
    const isNew = await imports.stop(view.id, actor.name);
    return { type: 'message', text: say(isNew ? 'register.stopAsked' : 'register.stopped') };
  },
);

const writeToVendor = onImport(
  importVerbs.vendorText,
  named,
  async (view, _asked, { actor, locale }, { imports, messages }) => {
    const say = messages(locale);
    const rows = await imports.failedRows(view.id, 'otherTenant');
    if (rows.length === 0) return { type: 'message', text: say('register.noVendorText') };
    const { forYou, lines } = vendorText(say, rows, actor.tenantId);
    return { type: 'post', post: lines.map(escapeMarkdown).join('\n\n'), text: forYou };
  },
);

/** The buttons of an import's cards, beside confirming and withdrawing. */
export const importActions: readonly CardAction[] = [
  showRows,
  stop,
  writeToVendor,
  onImport(importVerbs.resultFile, named, ({ id }) => ({
    type: 'file',
    file: resultFile,
    ids: { importId: id },
  })),
  onImport(importVerbs.repairedFile, named, ({ id }) => ({
    type: 'file',
    file: repairedFile,
    ids: { importId: id },
  })),
];

/** The import as it stands now, in place of whatever was looked at. */
export const showImport = onImport(importVerbs.show, named, async (view, _asked, { locale }, services) => {
  const say = services.messages(locale);
  const requestId = await services.imports.requestOf(view.id);
  const request = requestId === undefined ? undefined : await services.requests.find(requestId);
  if (request === undefined) return { type: 'message', text: say('register.noImports') };
  const card = await importCard({ ...request, locale }, services);
  return { type: 'card', card: card.attachment, forEveryone: false };
});
