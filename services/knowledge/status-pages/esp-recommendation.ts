import { z } from 'zod';
import { statusPageSettingNames } from '../../graph/status-page-settings';
import { readData } from '../data';

const text = (longest: number) => z.string().trim().max(longest);
const amount = z.int().positive();

/** How a setting of the enrolment status page should stand, as far as that can be said of every tenant. */
export const espRecommendationShape = z.strictObject({
  id: z.enum(statusPageSettingNames),
  /** As the portal calls it. */
  name: text(140).min(1),
  /** Graph keeps the opposite of what the portal shows. */
  isReversed: z.literal(true).optional(),
  /** As the portal shows it; null where it depends. */
  recommended: z.union([
    z.boolean(),
    z.strictObject({ atLeast: amount }),
    z.strictObject({ atMost: amount }),
    z.null(),
  ]),
  why: text(240).min(1),
  /** What Microsoft says; empty when nothing. */
  microsoft: text(300),
  /** Ids of `sources.json`. */
  from: z.array(z.string()).min(1),
});

export type EspRecommendation = z.infer<typeof espRecommendationShape>;

/** The recommendations for the enrolment status page, in the order in which they are shown. */
export function readEspRecommendations(): readonly EspRecommendation[] {
  return (readData('status-pages/esp-recommendations.json') as { settings: readonly EspRecommendation[] })
    .settings;
}
