import { z } from 'zod';
import { renderCard, type RenderedCard } from '../../cards/card';
import { importOfferCard, importOfferData } from '../../cards/import-offer';
import { importProgressCard, importProgressData } from '../../cards/import-progress';
import type { StoredRequest } from '../../services/requests/requests';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import { usualCard } from '../writing/request-view';

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
  services: CommandServices,
  tx?: Tx,
): Promise<RenderedCard> {
  const { imports, messages, clock } = services;
  const { importId = 0 } = importPayload.safeParse(request.payload).data ?? {};
  const view = await imports.view({ id: importId, tenantId: request.tenantId }, tx);
  // What nobody confirmed is forgotten after a day; its card may still be pressed.
  if (view === undefined) return usualCard(request, services);
  const say = messages(request.locale);
  if (request.state === 'offered') {
    const tags = await imports.tags(importId, tx);
    return renderCard(importOfferCard, importOfferData({ say, request, view, tags, canChooseUser: true }));
  }
  const now = clock.now();
  return renderCard(importProgressCard, importProgressData({ say, now, request, view, mayStop: true }));
}
