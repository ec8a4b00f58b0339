import { MessageFactory } from 'botbuilder';
import { escapeMarkdown } from '../../cards/escape';
import { importSummary } from '../../cards/import-summary';
import type { Work } from '../writing/write';

/** Records what became of each device and tells whoever sent the file, in a message of its own: it notifies them. */
export async function tellSettled(importId: number, { services, request, actor }: Work): Promise<void> {
  const { tenantId, conversationId, correlationId, locale, command, id: requestId } = request;
  const frame = {
    tenantId,
    conversationId,
    correlationId,
    command,
    requestId,
    actorId: actor.id,
    actorName: actor.name,
    role: actor.role,
  };
  await services.imports.settle(importId, frame, async (tx) => {
    const view = await services.imports.view({ id: importId, tenantId }, tx);
    if (view === undefined) return;
    const name = `<at>${escapeMarkdown(request.personName)}</at>`;
    const text = importSummary(services.messages(locale), view, name, escapeMarkdown);
    const mentioned = { id: request.personId, name: request.personName };
    await services.promise(tx, {
      tenantId,
      conversationId,
      correlationId,
      action: 'send',
      activity: {
        ...MessageFactory.text(text),
        entities: [{ type: 'mention', text: name, mentioned }],
      },
    });
  });
}
