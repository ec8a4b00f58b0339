import type { Command } from './command';
import sayings from './sayings/summary.json';

/** The fleet in figures. */
export const summary: Command = {
  id: 'summary',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['tag'],
  examples: ['how many devices are registered?', 'fleet overview', 'devices by tag'],
  vocabulary: {
    sayings,
    synonyms: [
      'summary',
      'overview',
      'statistics',
      'dashboard',
      'how many',
      'total',
      'fleet',
      'count',
      'breakdown',
    ],
    patterns: [
      /\b(whole|overall|big|full|bigger|complete) picture\b/,
      /\bhow many (of )?(our |the |new |all )*(devices?|surfaces?|tablets?|kiosks?|are|have|do we|registered|enrolled|ready|failed|dell|hp|lenovo)\b/,
      /\b(fleet|estate|overall|big picture|at a glance|in total|totals?|dashboard|kpis?|key figures|statistics|stats)\b/,
      /\b(number|count|breakdown|percentage|share|total|totals) (of|by|per) (all )?(the |our |registered )*(devices?|tag|tags|state|model|surfaces?|group)/,
      /^(a |an |the |short |quick |give me (a |an |the )?|show me (a |an |the )?)*(summary|overview|stats|statistics|dashboard|totals|figures|numbers)( please| by (tag|state|model|group tag))*$/,
      /\bdevices? (by|per) (group )?(tag|state|model|country|manufacturer|status)\b/,
    ],
    excludes: [
      /<serial>/,
      /\b(csv|excel|xlsx|spreadsheet|export|tags (do|are|exist)|different tags|approvals|requests|import|rows|hashes|uploaded|profiles|commands|profile <)\b/,
      /\b(football|covid|stock|employees|meeting notes|email|emails|days|people|calories|minutes|hours|tickets)\b/,
    ],
  },
};
