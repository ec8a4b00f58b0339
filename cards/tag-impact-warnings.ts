import type { TagWarning } from '../services/tags/warnings';
import { clip } from './clip';
import { named } from './tag-impact-names';
import type { Say } from './messages';

export interface ShownWarning {
  readonly symbol: string;
  readonly colour: string;
  readonly text: string;
  readonly isFirst: boolean;
}

const mostWarnings = 10;

/** Worth knowing and nothing wrong. */
const harmless: readonly TagWarning['type'][] = ['also-takes', 'filter'];

export function shownWarnings(
  say: Say,
  warnings: readonly TagWarning[],
  notes: readonly string[],
): readonly ShownWarning[] {
  const shown = warnings.slice(0, mostWarnings);
  const left = warnings.length - shown.length;
  const lines = [
    ...shown.map((warning) => ({
      text: warningText(say, warning),
      isGrave: !harmless.includes(warning.type),
    })),
    ...(left > 0 ? [{ text: say('tag-impact.warning.more', { count: left }), isGrave: true }] : []),
    ...notes.map((text) => ({ text, isGrave: true })),
  ];
  return lines.map(({ text, isGrave }, index) => ({
    symbol: isGrave ? '⚠' : 'i',
    colour: isGrave ? 'Warning' : 'Default',
    text,
    isFirst: index === 0,
  }));
}

export function warningText(say: Say, warning: TagWarning): string {
  switch (warning.type) {
    case 'not-used':
      return notUsed(say, warning.near);
    case 'no-group':
    case 'no-profile':
    case 'groups-incomplete':
      return say(`tag-impact.warning.${warning.type}`);
    case 'default-profile':
      return say('tag-impact.warning.default-profile', { profile: clip(warning.profile, 80) });
    case 'conflict':
      return say('tag-impact.warning.conflict', {
        winner: clip(warning.winner, 80),
        others: named(say, warning.others),
      });
    case 'paused':
      return say('tag-impact.warning.paused', { group: clip(warning.group, 80) });
    case 'perhaps-profile':
    case 'perhaps-page':
      return say(`tag-impact.warning.${warning.type}`, { name: clip(warning.name, 80) });
    case 'filter':
      return say('tag-impact.warning.filter', {
        owner: clip(warning.owner, 80),
        filters: named(say, warning.filters),
      });
    case 'also-takes':
      return say('tag-impact.warning.also-takes', {
        group: clip(warning.group, 80),
        tags: named(say, warning.tags),
      });
    case 'enrolled':
      return say('tag-impact.warning.enrolled', { serials: named(say, warning.serials) });
    case 'doubt':
      return say(`tag-impact.warning.doubt.${warning.doubt.type}`, {
        group: clip(warning.group, 80),
        what: clip(whatOf(warning.doubt), 80),
      });
  }
}

function notUsed(say: Say, near: Extract<TagWarning, { type: 'not-used' }>['near']): string {
  if (near.length === 0) return say('tag-impact.warning.not-used');
  const tags = near.map(({ tag, count }) => say('tag-impact.near', { tag: clip(tag, 80), count }));
  return say('tag-impact.warning.not-used-near', { tags: named(say, tags) });
}

function whatOf(doubt: Extract<TagWarning, { type: 'doubt' }>['doubt']): string {
  switch (doubt.type) {
    case 'not-understood':
      return doubt.near;
    case 'too-long':
      return '';
    case 'property':
      return doubt.property;
    case 'operator':
      return doubt.operator;
    case 'pattern':
      return doubt.pattern;
  }
}
