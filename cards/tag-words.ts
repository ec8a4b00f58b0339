import type { TagConvention, TagPart, TagVerdict } from '../services/tags/convention';
import type { NearTag } from '../services/tags/near-tags';
import { clip } from './clip';
import { joined } from './joined';
import type { Say } from './messages';

const longestTag = 60;
const longestPattern = 120;
const mostValues = 12;
/** A page of twenty rows has to stay within the size that Teams delivers. */
const mostValuesInRow = 4;

export function shownTag(tag: string): string {
  return clip(tag, longestTag);
}

/** What the convention is called in a sentence: "Country-Role-DeviceType". */
export function conventionName(say: Say, convention: TagConvention): string {
  switch (convention.type) {
    case 'parts':
      return clip(convention.parts.map(({ name }) => name).join(convention.separator), longestPattern);
    case 'pattern':
      return say('tags.name.pattern', { pattern: clip(convention.pattern.source, longestPattern) });
    case 'list':
      return say('tags.name.list', { count: convention.tags.length });
  }
}

/** The convention in one line, with an example where there is one. */
export function conventionSentence(say: Say, convention: TagConvention, example?: string): string {
  const name = conventionName(say, convention);
  if (example === undefined) return say('tags.convention', { name });
  return say('tags.conventionExample', { name, example: shownTag(example) });
}

/** What may stand where; empty where anything will do. */
export function allowedWords(say: Say, convention: TagConvention): string {
  if (convention.type === 'list') return say('tags.allowed', { values: valueWords(say, convention.tags) });
  if (convention.type === 'pattern') return '';
  const limited = convention.parts.filter(({ values }) => values.length > 0);
  return joined(
    say,
    limited.map(({ name, values }) => say('tags.part', { part: name, values: valueWords(say, values) })),
  );
}

function valueWords(say: Say, values: readonly string[], most = mostValues): string {
  const shown = values.slice(0, most).map(shownTag).join(', ');
  const more = values.length - most;
  return more > 0 ? say('tags.valuesMore', { values: shown, count: more }) : shown;
}

/** Why a tag does not fit the convention; empty when it does. */
export function verdictWords(say: Say, verdict: TagVerdict): string {
  switch (verdict.type) {
    case 'fits':
      return '';
    case 'impossible':
      return say('tags.misfit.impossible');
    case 'part-count':
      return say('tags.misfit.partCount', { expected: verdict.expected, found: verdict.found });
    case 'part':
      return partWords(say, verdict.part, verdict.value);
    case 'pattern':
      return say('tags.misfit.pattern');
    case 'unlisted':
      return say('tags.misfit.unlisted');
  }
}

function partWords(say: Say, { name, values }: TagPart, value: string): string {
  if (value.trim() === '') return say('tags.misfit.emptyPart', { part: name });
  return say('tags.misfit.part', {
    part: name,
    value: shownTag(value),
    values: valueWords(say, values, mostValuesInRow),
  });
}

export function deviceCount(say: Say, count: number): string {
  return say('tags.devices', { count });
}

/** "UK-Corp-Laptop (214 devices)" */
export function nearWords(say: Say, { tag, count }: NearTag): string {
  if (count === 0) return say('tags.nearUnused', { tag: shownTag(tag) });
  return say('tags.near', { tag: shownTag(tag), devices: deviceCount(say, count) });
}
