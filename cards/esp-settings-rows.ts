import type { StatusPageSetting } from '../services/graph/status-page-settings';
import type { StatusPageReview } from '../services/knowledge/status-pages/esp-review';
import type { SettingReview, SettingVerdict } from '../services/knowledge/status-pages/esp-verdict';
import { hereText, recommendedText, signs } from './esp-settings-words';
import type { Say } from './messages';

/** A setting in full: as the portal calls it, how it stands, and why it should stand otherwise. */
export interface SettingRow {
  readonly symbol: string;
  readonly colour: string;
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

/** What lies behind a click. */
export interface SettingsBehind {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly rows: readonly { readonly text: string }[];
}

const verdictSigns: Readonly<Record<SettingVerdict, (typeof signs)[keyof typeof signs]>> = {
  agrees: signs.good,
  deviates: signs.bad,
  depends: signs.plain,
  'not-told': signs.unknown,
};

/** What was asked for, and then what deviates; what Microsoft says is left out where a page above has it. */
export function rowsInFront(
  say: Say,
  page: StatusPageReview,
  asked: readonly StatusPageSetting[],
  above: readonly StatusPageReview[],
): readonly SettingRow[] {
  const told = new Set(above.flatMap((each) => [...frontOf(each, asked)].map(idOf)));
  return [...frontOf(page, asked)].map((review) => {
    const { name, why, microsoft } = review.recommendation;
    const isWhole = microsoft === '' || told.has(idOf(review));
    return {
      ...verdictSigns[review.verdict],
      name,
      value: valueOf(say, review, page.appNames),
      why: isWhole ? why : say('esp-settings.whyMicrosoft', { why, microsoft }),
    };
  });
}

const idOf = ({ recommendation: { id } }: SettingReview): StatusPageSetting => id;

/** All others; none when nothing is left. */
export function rowsBehind(
  say: Say,
  page: StatusPageReview,
  asked: readonly StatusPageSetting[],
  at: number,
): readonly SettingsBehind[] {
  const front = frontOf(page, asked);
  const reviews = page.settings.filter((review) => !front.has(review));
  if (reviews.length === 0) return [];
  const rows = reviews.map((review) => ({
    text: say('esp-settings.line', {
      symbol: verdictSigns[review.verdict].symbol,
      name: review.recommendation.name,
      value: valueOf(say, review, page.appNames),
    }),
  }));
  return [
    {
      id: `page-${at}`,
      label: say('esp-settings.others', { count: reviews.length }),
      hint: say('esp-settings.othersHint'),
      rows,
    },
  ];
}

/** Of a page that is not shown, only that counts. */
function frontOf(page: StatusPageReview, asked: readonly StatusPageSetting[]): ReadonlySet<SettingReview> {
  const isHidden = page.remarks.includes('hidden');
  const counts = (review: SettingReview) => !isHidden || idOf(review) === 'showInstallationProgress';
  return new Set([
    ...page.settings.filter((review) => asked.includes(idOf(review))),
    ...page.settings.filter((review) => review.verdict === 'deviates' && counts(review)),
  ]);
}

function valueOf(say: Say, review: SettingReview, appNames: readonly string[]): string {
  const here = hereText(say, review, appNames);
  return review.verdict === 'agrees'
    ? say('esp-settings.asRecommended', { here })
    : say('esp-settings.compared', { here, recommended: recommendedText(say, review) });
}
