import { checkTag, isVouchedFor, type TagConvention, type TagVerdict } from './convention';
import { likelyTypos } from './likely-typos';
import type { NearTag } from './near-tags';

/** One tag in use. */
export interface TagLine {
  readonly tag: string;
  readonly count: number;
  readonly verdict: TagVerdict;
  /** What was probably meant. */
  readonly meant?: NearTag;
}

export interface TagOverview {
  /** The most used first. */
  readonly lines: readonly TagLine[];
  /** How many registrations have one of these tags. */
  readonly devices: number;
  readonly misfits: number;
  readonly typos: number;
}

/** The tags in use, held to the convention. */
export function tagOverview(tagsInUse: ReadonlyMap<string, number>, convention: TagConvention): TagOverview {
  const typos = likelyTypos(tagsInUse);
  const lines = [...tagsInUse]
    .sort(([a, some], [b, others]) => others - some || a.localeCompare(b, 'en'))
    .map(([tag, count]): TagLine => {
      const meant = isVouchedFor(tag, convention) ? undefined : typos.get(tag);
      return { tag, count, verdict: checkTag(tag, convention), ...(meant && { meant }) };
    });
  return {
    lines,
    devices: lines.reduce((sum, { count }) => sum + count, 0),
    misfits: lines.filter(({ verdict }) => verdict.type !== 'fits').length,
    typos: lines.filter(({ meant }) => meant !== undefined).length,
  };
}
