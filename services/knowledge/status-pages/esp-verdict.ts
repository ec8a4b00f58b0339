import type { SettingValue, StatusPageSettings } from '../../graph/status-page-settings';
import type { EspRecommendation } from './esp-recommendation';

export type SettingVerdict = 'agrees' | 'deviates' | 'depends' | 'not-told';

/** A setting of a page, as the portal shows it, held to its recommendation. */
export interface SettingReview {
  readonly recommendation: EspRecommendation;
  /** Absent when Graph does not tell it. */
  readonly here?: SettingValue;
  readonly verdict: SettingVerdict;
}

/** One review per recommendation, in their order. */
export function reviewSettings(
  settings: StatusPageSettings,
  recommendations: readonly EspRecommendation[],
): readonly SettingReview[] {
  return recommendations.map((recommendation) => {
    const here = asShown(settings[recommendation.id], recommendation);
    const verdict = verdictOn(here, recommendation.recommended);
    return { recommendation, verdict, ...(here !== undefined && { here }) };
  });
}

function asShown(
  value: SettingValue | undefined,
  { isReversed }: EspRecommendation,
): SettingValue | undefined {
  return isReversed && typeof value === 'boolean' ? !value : value;
}

function verdictOn(here: SettingValue | undefined, wanted: EspRecommendation['recommended']): SettingVerdict {
  if (here === undefined) return 'not-told';
  if (wanted === null) return 'depends';
  if (typeof wanted === 'boolean') return here === wanted ? 'agrees' : 'deviates';
  const amount = amountOf(here);
  const isMet = 'atLeast' in wanted ? amount >= wanted.atLeast : amount <= wanted.atMost;
  return isMet ? 'agrees' : 'deviates';
}

/** A list without ids stands for every app there is. */
function amountOf(value: SettingValue): number {
  return typeof value === 'object' ? value.length || Infinity : Number(value);
}
