import { parsedPart } from '../../graph/batch';
import type { Deadline } from '../../graph/deadline';
import type { EnrollmentConfiguration } from '../../graph/enrollment-configurations';
import type { GraphClient } from '../../graph/graph-client';
import { dynamicGroup, pathOfGroup } from '../../graph/groups';
import { mobileAppName, pathOfMobileApp } from '../../graph/mobile-apps';
import { parseOne } from '../../graph/wire';

/** Who is in a group, as far as its rule tells. */
export type GroupOf = 'devices' | 'people' | 'unknown';

interface GroupName {
  readonly name: string;
  readonly of: GroupOf;
}

/** By id; what could not be read is missing. */
export interface PageNames {
  readonly groups: ReadonlyMap<string, GroupName>;
  readonly apps: ReadonlyMap<string, string>;
}

/** More names than that are not read for one page; a card could not show them. */
export const mostNames = 6;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The names behind the ids of some status pages. Never rejects; a name that cannot be read is no failure. */
export async function readPageNames(
  graph: Pick<GraphClient, 'batch'>,
  pages: readonly EnrollmentConfiguration[],
  deadline: Deadline,
): Promise<PageNames> {
  const groupIds = distinct(pages.map(groupsOf));
  const appIds = distinct(pages.map(({ settings }) => settings.selectedMobileAppIds ?? []));
  const paths = [...groupIds.map(pathOfGroup), ...appIds.map(pathOfMobileApp)];
  const answers = await graph.batch(
    paths.map((path) => ({ path })),
    { version: 'v1.0', deadline },
  );
  const groups = groupIds.flatMap((id, at) => {
    const read = parsedPart(answers[at], (answer) => parseOne(answer, dynamicGroup));
    return read.ok ? [[id, { name: read.value.name, of: membersBy(read.value.rule) }] as const] : [];
  });
  const apps = appIds.flatMap((id, at) => {
    const read = parsedPart(answers[groupIds.length + at], (answer) => parseOne(answer, mobileAppName));
    return read.ok && read.value !== undefined ? [[id, read.value] as const] : [];
  });
  return { groups: new Map(groups), apps: new Map(apps) };
}

/** The groups that a page is assigned to. */
export function groupsOf({ assignments }: EnrollmentConfiguration): readonly string[] {
  return assignments.flatMap(({ target }) => (target.type === 'group' ? [target.groupId] : []));
}

function distinct(idsOfPages: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(idsOfPages.flatMap((ids) => ids.slice(0, mostNames)))].filter((id) => guid.test(id));
}

const quoted = /"[^"]*"|'[^']*'/g;

function membersBy(rule = ''): GroupOf {
  const bare = rule.replaceAll(quoted, '');
  if (/\bdevice\./i.test(bare)) return 'devices';
  return /\buser\.|\bdirect reports\b/i.test(bare) ? 'people' : 'unknown';
}
