import type { EnrollmentConfiguration } from '../../graph/enrollment-configurations';
import { groupsOf, mostNames, type GroupOf, type PageNames } from './page-names';

/** What is worth knowing of a page beside its settings. */
export type PageRemark =
  /** Meets whoever no other page meets. */
  | 'default'
  /** Assigned to nobody. */
  | 'nobody'
  /** Graph did not tell the assignments. */
  | 'reach-not-told'
  /** Not shown, so its other settings have no effect. */
  | 'hidden'
  /** Assigned to people: its blocking apps do not count in the device phase (graph facts §7). */
  | 'for-people'
  /** The same, if its groups hold people. */
  | 'perhaps-for-people';

/** Whom a page meets; a group that cannot be read goes by its id. */
export interface PageReach {
  readonly everyDevice: boolean;
  readonly everyPerson: boolean;
  readonly groups: readonly string[];
  /** Groups beyond those. */
  readonly moreGroups: number;
}

export function reachOfPage(page: EnrollmentConfiguration, names: PageNames): PageReach {
  const ids = [...new Set(groupsOf(page))];
  return {
    everyDevice: has(page, 'all-devices'),
    everyPerson: has(page, 'all-users'),
    groups: ids.slice(0, mostNames).map((id) => names.groups.get(id)?.name ?? id),
    moreGroups: Math.max(0, ids.length - mostNames),
  };
}

/** In the order in which they matter. */
export function remarksOn(page: EnrollmentConfiguration, names: PageNames): readonly PageRemark[] {
  const members: readonly GroupOf[] = groupsOf(page).map((id) => names.groups.get(id)?.of ?? 'unknown');
  const isForPeople = has(page, 'all-users') || members.includes('people');
  const hasBlockingApps = (page.settings.selectedMobileAppIds ?? []).length > 0;
  const isAssigned = page.assignments.some(({ target }) => target.type !== 'exclusion');
  const holds: Readonly<Record<PageRemark, boolean>> = {
    default: page.isDefault,
    nobody: !page.isDefault && !isAssigned && page.areAssignmentsUntold !== true,
    'reach-not-told': !page.isDefault && page.areAssignmentsUntold === true,
    hidden: page.settings.showInstallationProgress === false,
    'for-people': hasBlockingApps && isForPeople,
    'perhaps-for-people': hasBlockingApps && !isForPeople && members.includes('unknown'),
  };
  return remarks.filter((remark) => holds[remark]);
}

const remarks: readonly PageRemark[] = [
  'nobody',
  'reach-not-told',
  'default',
  'hidden',
  'for-people',
  'perhaps-for-people',
];

function has({ assignments }: EnrollmentConfiguration, type: 'all-devices' | 'all-users'): boolean {
  return assignments.some(({ target }) => target.type === type);
}
