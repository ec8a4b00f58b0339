import type { Clock } from '../../clock';
import { deadlineAfter } from '../../graph/deadline';
import {
  enrollmentConfiguration,
  enrollmentConfigurationsPath,
  type EnrollmentConfiguration,
} from '../../graph/enrollment-configurations';
import type { GraphClient } from '../../graph/graph-client';
import type { GraphFailure } from '../../graph/graph-failure';
import { fail, ok, type Result } from '../../result';
import { readEspRecommendations, type EspRecommendation } from './esp-recommendation';
import { reviewSettings, type SettingReview } from './esp-verdict';
import { mostNames, readPageNames, type PageNames } from './page-names';
import { reachOfPage, remarksOn, type PageReach, type PageRemark } from './page-reach';

/** An enrolment status page of the tenant, held to the recommendations. */
export interface StatusPageReview {
  readonly name: string;
  readonly isDefault: boolean;
  /** 1 wins; absent when Graph does not tell. */
  readonly priority?: number;
  readonly reach: PageReach;
  readonly remarks: readonly PageRemark[];
  readonly settings: readonly SettingReview[];
  /** Some of the apps that block, by name. */
  readonly appNames: readonly string[];
}

/** A few pages at a time, the one that wins first and the default one last. */
export interface EspReview {
  readonly pages: readonly StatusPageReview[];
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  /** Of all parts. */
  readonly total: number;
  /** How many of all pages have a setting that deviates. */
  readonly deviating: number;
}

export interface EspReviews {
  /** Read anew each time; a part that is no more becomes the last. Never rejects. */
  of(question: {
    readonly part: number;
    readonly withinMs: number;
  }): Promise<Result<EspReview, GraphFailure>>;
}

const pagesPerPart = 3;

export function createEspReviews(graph: Pick<GraphClient, 'listOf' | 'batch'>, clock: Clock): EspReviews {
  let recommendations: readonly EspRecommendation[] | undefined;
  return {
    async of({ part, withinMs }) {
      const deadline = deadlineAfter(withinMs, clock);
      const options = { version: 'beta', deadline } as const;
      const list = await graph.listOf(enrollmentConfigurationsPath, enrollmentConfiguration, options);
      if (!list.ok) return list;
      if (!list.value.complete) return fail({ type: 'incomplete' });
      const pages = inOrder(list.value.rows.filter(({ isStatusPage }) => isStatusPage));
      const parts = Math.max(1, Math.ceil(pages.length / pagesPerPart));
      const here = Math.min(part, parts - 1);
      const shown = pages.slice(here * pagesPerPart, (here + 1) * pagesPerPart);
      const names = await readPageNames(graph, shown, deadline);
      const wanted = (recommendations ??= readEspRecommendations());
      return ok({
        pages: shown.map((page) => reviewOf(page, names, wanted)),
        part: here,
        parts,
        total: pages.length,
        deviating: pages.filter((page) => deviates(page, wanted)).length,
      });
    },
  };
}

function inOrder(pages: readonly EnrollmentConfiguration[]): readonly EnrollmentConfiguration[] {
  const placeOf = ({ isDefault, priority }: EnrollmentConfiguration) => (isDefault ? Infinity : priority);
  return pages.toSorted((a, b) => compare(placeOf(a), placeOf(b)) || compare(a.name, b.name));
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

function deviates({ settings }: EnrollmentConfiguration, wanted: readonly EspRecommendation[]): boolean {
  return reviewSettings(settings, wanted).some(({ verdict }) => verdict === 'deviates');
}

function reviewOf(
  page: EnrollmentConfiguration,
  names: PageNames,
  wanted: readonly EspRecommendation[],
): StatusPageReview {
  const { name, isDefault, priority, settings } = page;
  const blocking = settings.selectedMobileAppIds ?? [];
  return {
    name,
    isDefault,
    ...(Number.isFinite(priority) && { priority }),
    reach: reachOfPage(page, names),
    remarks: remarksOn(page, names),
    settings: reviewSettings(settings, wanted),
    appNames: blocking.slice(0, mostNames).flatMap((id) => names.apps.get(id) ?? []),
  };
}
