import { z } from 'zod';
import { renderCard, type RenderedCard } from '../../cards/card';
import { importOfferCard, importOfferData } from '../../cards/import-offer';
import { importProgressCard, importProgressData } from '../../cards/import-progress';
import type { StoredRequest } from '../../services/requests/requests';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';

/** What the request of an import names. */
export const importPayload = z.object({
  importId: z.number().int().positive(),
  choices: z.object({
    tag: z.string().optional(),
    user: z.string().optional(),
    includeAsked: z.boolean(),
  }),
});
export type ImportPayload = z.infer<typeof importPayload>;

/** The card of an import: before it is confirmed what would happen, then how it goes. */
export async function importCard(
  request: StoredRequest,
  { imports, messages, clock }: CommandServices,
  tx?: Tx,
): Promise<RenderedCard> {
  const { importId } = importPayload.parse(request.payload);
  const view = await imports.view({ id: importId, tenantId: request.tenantId }, tx);
  if (view === undefined) throw new Error(`Request ${request.id} names an import that is gone`);
  const say = messages(request.locale);
  if (request.state === 'offered') {
    const tags = await imports.tags(importId, tx);
    return renderCard(importOfferCard, importOfferData({ say, request, view, tags, canChooseUser: true }));
  }
  const now = clock.now();
  return renderCard(importProgressCard, importProgressData({ say, now, request, view, mayStop: true }));
}
