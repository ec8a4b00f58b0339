import Fuse from 'fuse.js';
import { fitsConvention, isValueOf, type TagConvention } from './convention';
import { likelyTypos } from './likely-typos';
import { keyOf } from './tag-key';

export interface NearTag {
  readonly tag: string;
  /** How many registrations carry it; 0 for one that the convention allows and nobody uses yet. */
  readonly count: number;
}

const mostOffered = 3;
const farthest = 0.35;
/** Differences smaller than this make no better or worse. */
const grain = 20;
const longestTag = 64;

/**
 * What somebody may have meant by a tag: at most three, the nearest first, the most used first among equally near
 * ones. Case and separators do not count; a tag in use that looks like a slip itself is not what was meant. With a
 * convention only tags that fit it, also such as nobody uses yet.
 */
export function nearTags(
  tag: string,
  tagsInUse: ReadonlyMap<string, number>,
  convention?: TagConvention,
): readonly NearTag[] {
  const key = keyOf(tag.slice(0, longestTag));
  if (key === '') return [];
  const unused = convention === undefined ? [] : allowedNear(tag, convention);
  const pool = new Map([...unused.map((each) => [each, 0] as const), ...tagsInUse]);
  const slips = likelyTypos(tagsInUse);
  const entries = [...pool]
    .filter(
      ([each]) =>
        each !== tag && !slips.has(each) && (convention === undefined || fitsConvention(each, convention)),
    )
    .map(([each, count]) => ({ tag: each, count, key: keyOf(each) }));
  return fuseOf(entries)
    .search(key)
    .map(({ item, score = 0 }) => ({ ...item, distance: distanceOf(key, item.key, score) }))
    .sort((a, b) => a.distance - b.distance || b.count - a.count || a.tag.localeCompare(b.tag, 'en'))
    .slice(0, mostOffered)
    .map(({ tag: near, count }) => ({ tag: near, count }));
}

function fuseOf<T extends { readonly key: string }>(entries: readonly T[]): Fuse<T> {
  const options = { includeScore: true, ignoreLocation: true, ignoreFieldNorm: true, threshold: farthest };
  return new Fuse(entries, { ...options, keys: ['key'] });
}

/** Fuse finds one text within another without a difference; then what the longer one has besides is the difference. */
function distanceOf(asked: string, found: string, score: number): number {
  if (asked === found) return 0;
  const surplus = Math.abs(asked.length - found.length) / Math.max(asked.length, found.length);
  return 1 + Math.round(Math.max(score, surplus) * grain);
}

/** What the convention would make of a tag: the list, or the tag with its one wrong part put right. */
function allowedNear(tag: string, convention: TagConvention): readonly string[] {
  if (convention.type === 'list') return convention.tags;
  if (convention.type === 'pattern') return [];
  const found = tag.split(convention.separator);
  const wrong = convention.parts.flatMap((part, at) => (isValueOf(part, found[at] ?? '') ? [] : [at]));
  const [at] = wrong;
  if (at === undefined || wrong.length > 1 || found.length !== convention.parts.length) return [];
  const values = convention.parts[at]?.values ?? [];
  return values.map((value) => found.with(at, value).join(convention.separator));
}
