import type { TagImpact } from './impact';
import { nearTags, type NearTag } from './near-tags';
import { asksForPhysicalIds, isNamedIn } from './rule-text';
import { registeredRuleDevice } from './rules/rule-device';
import type { RuleDoubt } from './rules/rule';

/** What to know before a tag is given; names of groups, profiles and status pages. */
export type TagWarning =
  /** No registration carries the tag; `near` are tags in use that may have been meant. */
  | { readonly type: 'not-used'; readonly near: readonly NearTag[] }
  /** No dynamic group takes a device in because of it. */
  | { readonly type: 'no-group' }
  | { readonly type: 'no-profile' }
  /** Only the profile that is assigned to all devices. */
  | { readonly type: 'default-profile'; readonly profile: string }
  | { readonly type: 'conflict'; readonly winner: string; readonly others: readonly string[] }
  | { readonly type: 'paused'; readonly group: string }
  | { readonly type: 'doubt'; readonly group: string; readonly doubt: RuleDoubt }
  | { readonly type: 'perhaps-profile' | 'perhaps-page'; readonly name: string }
  /** Assignment filters, by id, that were not evaluated. */
  | { readonly type: 'filter'; readonly owner: string; readonly filters: readonly string[] }
  /** The group's rule takes in other tags in use without naming them. */
  | { readonly type: 'also-takes'; readonly group: string; readonly tags: readonly string[] }
  | { readonly type: 'groups-incomplete' }
  /** These devices are enrolled: the change takes effect after a reset. */
  | { readonly type: 'enrolled'; readonly serials: readonly string[] };

interface Judged extends Omit<TagImpact, 'warnings'> {
  /** Tags in use that may be spoken of, with the number of their registrations. */
  readonly otherTags: readonly (readonly [tag: string, count: number])[];
  readonly isComplete: boolean;
}

/** The most pressing first. */
export function warningsOf(impact: Judged): readonly TagWarning[] {
  return [
    ...ofTag(impact),
    ...ofProfile(impact),
    ...ofGroups(impact),
    ...ofPage(impact),
    ...ofDevices(impact),
    ...alsoTaken(impact),
  ];
}

function ofTag({ tag, carriers, groups, isComplete, otherTags }: Judged): readonly TagWarning[] {
  const isUnused = carriers.ok && carriers.value === 0;
  const isAlone = groups.ok && groups.value.byTag.length === 0;
  return [
    ...(isUnused ? [{ type: 'not-used', near: nearTags(tag, new Map(otherTags)) } as const] : []),
    ...(isAlone ? [{ type: 'no-group' } as const] : []),
    ...(isComplete ? [] : [{ type: 'groups-incomplete' } as const]),
  ];
}

function ofProfile({ profile: read }: Judged): readonly TagWarning[] {
  if (!read.ok) return [];
  const { profile, via, rivals, perhaps, filters } = read.value;
  const possible = perhaps.map(({ name }) => ({ type: 'perhaps-profile', name }) as const);
  if (profile === undefined) return [{ type: 'no-profile' }, ...possible];
  const { name } = profile;
  const others = rivals.map((rival) => rival.name);
  return [
    ...(others.length > 0 ? [{ type: 'conflict', winner: name, others } as const] : []),
    ...(via === 'all-devices' ? [{ type: 'default-profile', profile: name } as const] : []),
    ...possible,
    ...(filters.length > 0 ? [{ type: 'filter', owner: name, filters } as const] : []),
  ];
}

/** A rule that asks nothing about tags is no matter of the tag, whether or not it can be evaluated. */
function ofGroups({ groups }: Judged): readonly TagWarning[] {
  if (!groups.ok) return [];
  const { paused, doubtful } = groups.value;
  const relevant = doubtful.filter(
    ({ group, doubt }) => doubt.type !== 'property' || asksForPhysicalIds(group.rule.text),
  );
  return [
    ...paused.map(({ name }) => ({ type: 'paused', group: name }) as const),
    ...relevant.map(({ group, doubt }) => ({ type: 'doubt', group: group.name, doubt }) as const),
  ];
}

function ofPage({ statusPage }: Judged): readonly TagWarning[] {
  if (!statusPage.ok) return [];
  const { page, perhaps, filters } = statusPage.value;
  return [
    ...perhaps.map(({ name }) => ({ type: 'perhaps-page', name }) as const),
    ...(page !== undefined && filters.length > 0
      ? [{ type: 'filter', owner: page.name, filters } as const]
      : []),
  ];
}

function ofDevices({ devices }: Judged): readonly TagWarning[] {
  const serials = devices.filter(({ device }) => device.isEnrolled).map(({ device }) => device.serial);
  return serials.length > 0 ? [{ type: 'enrolled', serials }] : [];
}

function alsoTaken({ tag, groups, otherTags }: Judged): readonly TagWarning[] {
  if (!groups.ok) return [];
  const others = otherTags.filter(([other]) => other.toLowerCase() !== tag.toLowerCase());
  return groups.value.byTag.flatMap(({ name, rule }) => {
    const tags = others
      .map(([other]) => other)
      .filter((other) => !isNamedIn(rule.text, other))
      .filter((other) => rule.verdictFor(registeredRuleDevice({ groupTag: other })).type === 'yes');
    return tags.length > 0 ? [{ type: 'also-takes', group: name, tags } as const] : [];
  });
}
