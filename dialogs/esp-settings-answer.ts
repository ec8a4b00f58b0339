import { z } from 'zod';
import { renderCard, type RenderedCard } from '../cards/card';
import { espSettingsCard, espSettingsData } from '../cards/esp-settings';
import { espSettingsVerbs, type EspSettingsPageData } from '../cards/esp-settings-verbs';
import { failureSentence } from '../cards/failure';
import { statusPageSettingNames } from '../services/graph/status-page-settings';
import { cardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

const pageShape: z.ZodType<EspSettingsPageData> = z.object({
  page: z.int().min(0).max(1_000_000),
  asked: z.array(z.enum(statusPageSettingNames)).max(statusPageSettingNames.length).optional(),
});

/** Teams waits ten seconds for the answer to a button; a message may take longer. */
const patienceMs = { button: 8000, message: 20_000 } as const;

/** The card with some of the tenant's status pages, or the sentence that says why there is none. */
export async function espSettingsOf(
  { page, asked }: EspSettingsPageData,
  { locale }: Invocation,
  { espReviews, knowledge, messages }: CommandServices,
  from: keyof typeof patienceMs = 'message',
): Promise<RenderedCard | string> {
  const say = messages(locale);
  const review = await espReviews.of({ part: page, withinMs: patienceMs[from] });
  if (!review.ok) return failureSentence(say, review.error);
  const sources = knowledge.sourceNames(review.value);
  return renderCard(espSettingsCard, espSettingsData({ say, review: review.value, asked, sources }));
}

/** A page is turned on the presser's screen only. */
export const espSettingsActions = [
  cardAction(espSettingsVerbs.page, pageShape, async (page, invocation, services) => {
    const answer = await espSettingsOf(page, invocation, services, 'button');
    return typeof answer === 'string'
      ? { type: 'message', text: answer }
      : { type: 'card', card: answer.attachment, forEveryone: false };
  }),
];
