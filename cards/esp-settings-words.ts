import type { SettingValue } from '../services/graph/status-page-settings';
import type { StatusPageReview } from '../services/knowledge/status-pages/esp-review';
import type { SettingReview } from '../services/knowledge/status-pages/esp-verdict';
import type { PageRemark } from '../services/knowledge/status-pages/page-reach';
import { clip } from './clip';
import { joined } from './joined';
import type { Say } from './messages';

/** A sentence with the sign that goes before it. */
export interface SignedText {
  readonly symbol: string;
  readonly colour: string;
  readonly text: string;
}

export const signs = {
  good: { symbol: '✔', colour: 'Good' },
  bad: { symbol: '⚠', colour: 'Warning' },
  plain: { symbol: '○', colour: 'Default' },
  unknown: { symbol: '?', colour: 'Default' },
} as const;

const longest = { page: 60, inList: 32 } as const;
const mostGroups = 4;

/** The name of a page as its card shows it. */
export function pageName({ name }: Pick<StatusPageReview, 'name'>): string {
  return clip(name, longest.page);
}

/** Its priority and whom it meets. */
export function reachText(say: Say, { isDefault, priority, reach }: StatusPageReview): string {
  const shown = reach.groups.slice(0, mostGroups).map((name) => clip(name, longest.inList));
  const more = reach.groups.length - shown.length + reach.moreGroups;
  const meets = [
    ...(reach.everyDevice ? [say('esp-settings.everyDevice')] : []),
    ...(reach.everyPerson ? [say('esp-settings.everyPerson')] : []),
    ...shown,
  ].join(', ');
  return joined(say, [
    isDefault || priority === undefined ? '' : say('esp-settings.priority', { priority }),
    more > 0 ? say('esp-settings.more', { list: meets, count: more }) : meets,
  ]);
}

/** How a page stands against the recommendations, in a clause. */
export function standOf(say: Say, { settings }: Pick<StatusPageReview, 'settings'>): SignedText {
  const deviating = settings.filter(({ verdict }) => verdict === 'deviates').length;
  const total = deviating + settings.filter(({ verdict }) => verdict === 'agrees').length;
  if (total === 0) return { ...signs.unknown, text: say('esp-settings.nothingTold') };
  return deviating === 0
    ? { ...signs.good, text: say('esp-settings.agrees', { count: total }) }
    : { ...signs.bad, text: say('esp-settings.deviates', { count: deviating, total }) };
}

const remarkSigns: Readonly<Record<PageRemark, (typeof signs)[keyof typeof signs]>> = {
  nobody: signs.bad,
  'reach-not-told': signs.unknown,
  default: signs.plain,
  hidden: signs.bad,
  'for-people': signs.bad,
  'perhaps-for-people': signs.plain,
};

export function remarkText(say: Say, remark: PageRemark): SignedText {
  return { ...remarkSigns[remark], text: say(`esp-settings.remark.${remark}`) };
}

/** How a setting stands here; `appNames` are those of the apps that block, where they are to be named. */
export function hereText(say: Say, { here }: SettingReview, appNames: readonly string[] = []): string {
  if (here === undefined) return say('esp-settings.notTold');
  if (typeof here !== 'object') return valueText(say, here);
  if (here.length === 0) return say('esp-settings.everyApp');
  const apps = say('esp-settings.apps', { count: here.length });
  if (appNames.length === 0) return apps;
  const names = appNames.map((name) => clip(name, longest.inList)).join(', ');
  const more = here.length - appNames.length;
  const list = more > 0 ? say('esp-settings.more', { list: names, count: more }) : names;
  return say('esp-settings.appsNamed', { apps, list });
}

/** How it should stand. */
export function recommendedText(say: Say, { recommendation: { id, recommended } }: SettingReview): string {
  if (recommended === null) return say('esp-settings.depends');
  if (typeof recommended === 'boolean') return valueText(say, recommended);
  const amountText = (count: number) =>
    id === 'selectedMobileAppIds' ? say('esp-settings.apps', { count }) : valueText(say, count);
  return 'atLeast' in recommended
    ? say('esp-settings.atLeast', { amount: amountText(recommended.atLeast) })
    : say('esp-settings.atMost', { amount: amountText(recommended.atMost) });
}

function valueText(say: Say, value: Exclude<SettingValue, object>): string {
  if (typeof value === 'number') return say('esp-settings.minutes', { count: value });
  return value ? say('esp-settings.yes') : say('esp-settings.no');
}
