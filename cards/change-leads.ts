import type { ChangeView, Prospect } from '../services/changes/change';
import { clip } from './clip';
import { joined } from './joined';
import { sayIfKnown, type Say } from './messages';
import { named } from './tag-impact-names';

/** Where a group tag leads, in a row each. */
export interface ChangeLead {
  readonly symbol: string;
  readonly colour: string;
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

const room = { most: 4, longest: 60 };

/** Profile, mode and status page, then the groups; nothing where the kind leads nowhere. */
export function changeLeads(say: Say, { prospect }: ChangeView): readonly ChangeLead[] {
  if (prospect === undefined) return [];
  return [
    profileLead(say, prospect),
    ...groupLead(say, 'change.joins', '+', prospect.gains),
    ...groupLead(say, 'change.leaves', '−', prospect.loses),
    ...carriersLead(say, prospect),
  ];
}

function profileLead(say: Say, { profile, mode, statusPage }: Prospect): ChangeLead {
  const label = say('change.leadsTo');
  const page =
    statusPage === undefined ? '' : say('change.statusPage', { name: clip(statusPage, room.longest) });
  if (profile === undefined) {
    return { symbol: '?', colour: 'Default', label, value: say('change.uncertain'), note: page };
  }
  if (profile === null) {
    return { symbol: '⚠', colour: 'Warning', label, value: say('tag-impact.noProfile'), note: page };
  }
  const kind = mode === undefined ? '' : sayIfKnown(say, `tag-impact.mode.${mode}`, '');
  const note = joined(say, [kind, page]);
  return { symbol: '→', colour: 'Accent', label, value: clip(profile, room.longest), note };
}

function carriersLead(say: Say, { carriers }: Prospect): readonly ChangeLead[] {
  if (carriers === undefined) return [];
  const value = say('change.carriers', { count: carriers });
  return [{ symbol: '•', colour: 'Default', label: say('change.carriedBy'), value, note: '' }];
}

function groupLead(
  say: Say,
  key: 'change.joins' | 'change.leaves',
  symbol: string,
  groups: readonly string[],
): readonly ChangeLead[] {
  if (groups.length === 0) return [];
  return [{ symbol, colour: 'Default', label: say(key), value: named(say, groups, room), note: '' }];
}
