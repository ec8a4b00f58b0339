import type { DeviceImpact } from '../services/tags/device-impact';
import type { TagImpact } from '../services/tags/impact';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { failureClause } from './failure';
import { joined } from './joined';
import type { Say } from './messages';
import { chooseVerb, type RouteChoice } from './choices';
import type { Button } from './status-verbs';
import { tagButton } from './tag-button';
import template from './tag-impact.json';
import sample from './tag-impact.data.json';
import { named, narrow } from './tag-impact-names';
import { shownWarnings, warningText, type ShownWarning } from './tag-impact-warnings';

interface ImpactRow {
  readonly symbol: string;
  readonly colour: string;
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

export interface TagImpactData extends CardData {
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly ImpactRow[];
  readonly devicesHeading: string;
  readonly devices: readonly { readonly serial: string; readonly change: string; readonly effect: string }[];
  readonly warnings: readonly ShownWarning[];
  readonly footnote: string;
  readonly give: readonly Button<RouteChoice>[];
}

/** Where a group tag leads: profile, status page, groups, and what to know before it is given. */
export const tagImpactCard: Card<TagImpactData> = { id: 'tag-impact', template, sample, verbs: [chooseVerb] };

export interface TagImpactInput {
  readonly say: Say;
  readonly impact: TagImpact;
  /** What else to know of the tag, in sentences. */
  readonly remarks?: readonly string[];
  /** Serials that were named and of which nothing is told. */
  readonly notLooked?: readonly string[];
  /** When the message named more serials than are read at once. */
  readonly tooMany?: { readonly named: number; readonly limit: number };
}

const longestName = 80;
const good = { symbol: '✓', colour: 'Good' } as const;
const bad = { symbol: '⚠', colour: 'Warning' } as const;
const plain = { symbol: '○', colour: 'Default' } as const;

export function tagImpactData({
  say,
  impact,
  notLooked = [],
  remarks = [],
  tooMany,
}: TagImpactInput): TagImpactData {
  const notes = [
    ...remarks,
    ...(notLooked.length > 0 ? [say('tag-impact.notLooked', { serials: named(say, notLooked) })] : []),
    ...(tooMany === undefined ? [] : [say('tag-impact.tooMany', tooMany)]),
  ];
  return {
    summary: summaryOf(say, impact),
    title: clip(impact.tag, longestName),
    subtitle: carriersText(say, impact),
    rows: [profileRow(say, impact), statusPageRow(say, impact), groupsRow(say, impact)],
    devicesHeading: impact.devices.length > 0 ? say('tag-impact.devices') : '',
    devices: impact.devices.map((each) => deviceRow(say, impact.tag, each)),
    warnings: shownWarnings(say, impact.warnings, notes),
    footnote: say('tag-impact.footnote'),
    give: tagButton(say, serialsToChange(impact), impact.tag),
  };
}

function serialsToChange({ tag, devices }: TagImpact): readonly string[] {
  return devices.flatMap(({ device }) => (device.groupTag === tag ? [] : [device.serial]));
}

function summaryOf(say: Say, impact: TagImpact): string {
  const { warnings } = impact;
  const tag = clip(impact.tag, longestName);
  const profile = profileSentence(say, impact);
  const [first] = warnings;
  if (first === undefined) return say('tag-impact.summary', { tag, profile });
  return say('tag-impact.summaryWarnings', { tag, profile, warning: warningText(say, first) });
}

function profileSentence(say: Say, { profile: read }: TagImpact): string {
  if (!read.ok) return say('tag-impact.unreadSentence', { why: failureClause(say, read.error) });
  const { profile } = read.value;
  if (profile === undefined) return say('tag-impact.noProfileSentence');
  return say('tag-impact.profileSentence', {
    name: clip(profile.name, longestName),
    mode: say(`tag-impact.mode.${profile.mode}`),
  });
}

function carriersText(say: Say, { carriers }: TagImpact): string {
  if (!carriers.ok) return say('tag-impact.carriersUnread', { why: failureClause(say, carriers.error) });
  return carriers.value === 0
    ? say('tag-impact.noCarriers')
    : say('tag-impact.carriers', { count: carriers.value });
}

function profileRow(say: Say, { profile: read }: TagImpact): ImpactRow {
  const label = say('tag-impact.profile');
  if (!read.ok) return unreadRow(say, label, read.error);
  const { profile } = read.value;
  if (profile === undefined) return { ...bad, label, value: say('tag-impact.noProfile'), note: '' };
  const note = joined(say, [
    say(`tag-impact.mode.${profile.mode}`),
    profile.isPreprovisioningAllowed ? say('tag-impact.preprovisioning') : '',
  ]);
  return { ...good, label, value: clip(profile.name, longestName), note };
}

function statusPageRow(say: Say, { statusPage: read }: TagImpact): ImpactRow {
  const label = say('tag-impact.statusPage');
  if (!read.ok) return unreadRow(say, label, read.error);
  const { page } = read.value;
  if (page === undefined) return { ...plain, label, value: say('tag-impact.noStatusPage'), note: '' };
  const { timeoutMinutes: minutes, isDefault, name } = page;
  const note = joined(say, [
    isDefault ? say('tag-impact.defaultStatusPage') : '',
    minutes === undefined ? '' : say('tag-impact.timeout', { count: minutes }),
  ]);
  return { ...(isDefault ? plain : good), label, value: clip(name, longestName), note };
}

function groupsRow(say: Say, { groups: read }: TagImpact): ImpactRow {
  const label = say('tag-impact.groups');
  if (!read.ok) return unreadRow(say, label, read.error);
  const names = (groups: readonly { readonly name: string }[]) =>
    named(
      say,
      groups.map(({ name }) => name),
    );
  const { byTag, anyway } = read.value;
  const note = anyway.length > 0 ? say('tag-impact.anyway', { groups: names(anyway) }) : '';
  return byTag.length > 0
    ? { ...good, label, value: names(byTag), note }
    : { ...bad, label, value: say('tag-impact.noGroups'), note };
}

function unreadRow(say: Say, label: string, failure: Parameters<typeof failureClause>[1]): ImpactRow {
  const why = failureClause(say, failure);
  return { symbol: '?', colour: 'Default', label, value: say('tag-impact.unread', { why }), note: '' };
}

function deviceRow(say: Say, tag: string, { device, gains, loses }: DeviceImpact) {
  const before = device.groupTag;
  const isSame = before?.toLowerCase() === tag.toLowerCase();
  return {
    serial: clip(device.serial, narrow.longest),
    change: isSame
      ? say('tag-impact.sameTag')
      : say('tag-impact.change', {
          before: before === undefined ? say('tag-impact.untagged') : clip(before, longestName),
          after: clip(tag, longestName),
        }),
    effect: isSame
      ? ''
      : joined(say, [
          gains.length > 0 ? say('tag-impact.gains', { groups: named(say, gains, narrow) }) : '',
          loses.length > 0 ? say('tag-impact.loses', { groups: named(say, loses, narrow) }) : '',
          gains.length + loses.length === 0 ? say('tag-impact.staysIn') : '',
        ]),
  };
}
