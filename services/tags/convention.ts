import { isGroupTag } from '../registration/doctor/text-rules';
import type { SafePattern } from './safe-pattern';

export interface TagPart {
  readonly name: string;
  /** Empty where anything will do. */
  readonly values: readonly string[];
}

/** How group tags are named: by their parts, by a pattern, or these and no others. */
export type TagNaming =
  | { readonly type: 'parts'; readonly separator: string; readonly parts: readonly TagPart[] }
  | { readonly type: 'pattern'; readonly pattern: SafePattern }
  | { readonly type: 'list'; readonly tags: readonly string[] };

export type TagConvention = TagNaming & {
  /** Whether a tag that does not fit may not be given. */
  readonly isStrict: boolean;
};

/** Consistent names are what prevents assignment chaos (guide, tag convention): UK-Corp-Laptop. */
export const usualConvention = {
  type: 'parts',
  separator: '-',
  parts: ['Country', 'Role', 'DeviceType'].map((name) => ({ name, values: [] })),
  isStrict: false,
} as const satisfies TagConvention;

/** Whether a tag is as it should be, and if not, what is wrong with it. */
export type TagVerdict =
  | { readonly type: 'fits' }
  /** No group tag can be written so. */
  | { readonly type: 'impossible' }
  | { readonly type: 'part-count'; readonly expected: number; readonly found: number }
  | { readonly type: 'part'; readonly part: TagPart; readonly value: string }
  | { readonly type: 'pattern' }
  | { readonly type: 'unlisted' };

const fits = { type: 'fits' } as const;

/** Case counts: Entra's rules do not mind it, people who look for a tag do (graph facts §2.7). */
export function checkTag(tag: string, convention: TagConvention): TagVerdict {
  if (!isGroupTag(tag)) return { type: 'impossible' };
  switch (convention.type) {
    case 'parts':
      return checkParts(tag, convention);
    case 'pattern':
      return convention.pattern.matches(tag) ? fits : { type: 'pattern' };
    case 'list':
      return convention.tags.includes(tag) ? fits : { type: 'unlisted' };
  }
}

export function fitsConvention(tag: string, convention: TagConvention): boolean {
  return checkTag(tag, convention).type === 'fits';
}

type Parts = Extract<TagNaming, { type: 'parts' }>;

function checkParts(tag: string, { separator, parts }: Parts): TagVerdict {
  const found = tag.split(separator);
  if (found.length !== parts.length) {
    return { type: 'part-count', expected: parts.length, found: found.length };
  }
  const wrong = parts.findIndex((part, at) => !isValueOf(part, found[at] ?? ''));
  const part = parts[wrong];
  return part === undefined ? fits : { type: 'part', part, value: found[wrong] ?? '' };
}

export function isValueOf({ values }: TagPart, value: string): boolean {
  return values.length === 0 ? value.trim() !== '' : values.includes(value);
}

/** Whether the convention names the very tag, so that it cannot be a slip of somebody who meant another. */
export function isVouchedFor(tag: string, convention: TagConvention): boolean {
  const namesValues =
    convention.type === 'list' ||
    (convention.type === 'parts' && convention.parts.every(({ values }) => values.length > 0));
  return namesValues && fitsConvention(tag, convention);
}

/** A tag as it should be: the most used one that fits, or one that the convention names. */
export function exampleTag(
  convention: TagConvention,
  tagsInUse: ReadonlyMap<string, number>,
): string | undefined {
  let best: string | undefined;
  for (const [tag, count] of tagsInUse) {
    const isMore = best === undefined || count > (tagsInUse.get(best) ?? 0);
    if (isMore && fitsConvention(tag, convention)) best = tag;
  }
  return best ?? namedTag(convention);
}

function namedTag(convention: TagConvention): string | undefined {
  if (convention.type === 'list') return convention.tags[0];
  if (convention.type === 'pattern') return undefined;
  const tag = convention.parts.map(({ name, values }) => values[0] ?? name).join(convention.separator);
  const isNamed = convention.parts.some(({ values }) => values.length > 0);
  return isNamed && fitsConvention(tag, convention) ? tag : undefined;
}
