import type { StatusPageSetting } from '../services/graph/status-page-settings';
import type { EspReview, StatusPageReview } from '../services/knowledge/status-pages/esp-review';
import type { Card, CardData } from './card';
import { rowsBehind, rowsInFront, type SettingRow, type SettingsBehind } from './esp-settings-rows';
import template from './esp-settings.json';
import sample from './esp-settings.data.json';
import { espSettingsVerbs, type EspSettingsPageData } from './esp-settings-verbs';
import { hereText, pageName, reachText, remarkText, standOf, type SignedText } from './esp-settings-words';
import { joined } from './joined';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface ShownPage {
  readonly name: string;
  readonly reach: string;
  readonly stand: SignedText;
  readonly remarks: readonly SignedText[];
  readonly rows: readonly SettingRow[];
  /** Where to change what deviates; empty when nothing does. */
  readonly place: string;
  readonly behind: readonly SettingsBehind[];
}

export interface EspSettingsData extends CardData {
  readonly title: string;
  readonly tally: string;
  readonly pages: readonly ShownPage[];
  readonly footnote: string;
  readonly buttons: readonly Button<EspSettingsPageData>[];
}

/** The tenant's enrolment status pages held to the recommendations, a few pages at a time. */
export const espSettingsCard: Card<EspSettingsData> = {
  id: 'esp-settings',
  template,
  sample,
  verbs: Object.values(espSettingsVerbs),
};

export interface EspSettingsInput {
  readonly say: Say;
  readonly review: EspReview;
  /** What was asked for stands first on every page. */
  readonly asked?: readonly StatusPageSetting[] | undefined;
  /** Names of where the recommendations are known from. */
  readonly sources: readonly string[];
}

export function espSettingsData({ say, review, asked = [], sources }: EspSettingsInput): EspSettingsData {
  const title = say('esp-settings.title');
  const tally = tallyOf(say, review);
  const inShort = review.pages.map((page) => shortly(say, page, asked)).join(' ');
  return {
    summary: say('esp-settings.summary', { title, tally, pages: inShort }).trim(),
    title,
    tally: review.parts > 1 ? joined(say, [tally, partText(say, review)]) : tally,
    pages: review.pages.map((page, at) => shownPage(say, page, asked, review.pages.slice(0, at))),
    footnote: say('esp-settings.footnote', { sources: sources.join(', ') }),
    buttons: [
      ...(review.part > 0 ? [turn(say, 'previous', review.part - 1, asked)] : []),
      ...(review.part < review.parts - 1 ? [turn(say, 'next', review.part + 1, asked)] : []),
    ],
  };
}

function shownPage(
  say: Say,
  page: StatusPageReview,
  asked: readonly StatusPageSetting[],
  above: readonly StatusPageReview[],
): ShownPage {
  const deviates = page.settings.some(({ verdict }) => verdict === 'deviates');
  return {
    name: pageName(page),
    reach: reachText(say, page),
    stand: standOf(say, page),
    remarks: page.remarks.map((remark) => remarkText(say, remark)),
    rows: rowsInFront(say, page, asked, above),
    place: deviates ? say('esp-settings.place') : '',
    behind: rowsBehind(say, page, asked, above.length),
  };
}

/** What was asked for, or else how the page stands. */
function shortly(say: Say, page: StatusPageReview, asked: readonly StatusPageSetting[]): string {
  const wanted = page.settings.filter(({ recommendation: { id } }) => asked.includes(id));
  const values = wanted.map((setting) => hereText(say, setting));
  const said = wanted.length > 0 ? values.join(', ') : standOf(say, page).text;
  return say('esp-settings.pageSummary', { name: pageName(page), said });
}

function tallyOf(say: Say, { total, deviating }: EspReview): string {
  if (total === 0) return say('esp-settings.none');
  return joined(say, [
    say('esp-settings.tally', { count: total }),
    deviating === 0 ? '' : say('esp-settings.deviating', { count: deviating }),
  ]);
}

function partText(say: Say, { part, parts }: EspReview): string {
  return say('esp-settings.part', { part: part + 1, parts });
}

function turn(
  say: Say,
  name: 'previous' | 'next',
  page: number,
  asked: readonly StatusPageSetting[],
): Button<EspSettingsPageData> {
  const data = { page, ...(asked.length > 0 && { asked }) };
  const verb = espSettingsVerbs.page;
  return name === 'previous'
    ? { label: say('esp-settings.previous'), hint: say('esp-settings.previousHint'), verb, data }
    : { label: say('esp-settings.next'), hint: say('esp-settings.nextHint'), verb, data };
}
