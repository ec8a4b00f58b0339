import type { EnrollmentConfiguration } from '../graph/enrollment-configurations';
import { reachOf } from './assignment-reach';
import type { Membership } from './groups-for-tag';

/** Which enrolment status page a device shows, as far as that hangs on the device. */
export interface StatusPageFate {
  /** Absent when the tenant shows none at all. */
  readonly page?: EnrollmentConfiguration;
  readonly perhaps: readonly EnrollmentConfiguration[];
  /** Ids of assignment filters on the page's assignments. */
  readonly filters: readonly string[];
}

/**
 * The lowest priority number wins; the default page comes last. A page for the person's groups counts only where no
 * page is for the device (graph facts §7).
 */
export function statusPageForGroups(
  pages: readonly EnrollmentConfiguration[],
  membershipOf: (groupId: string) => Membership,
): StatusPageFate {
  const reached = pages
    .filter(({ isDefault }) => !isDefault)
    .map((page) => ({ page, reach: reachOf(page.assignments, membershipOf) }))
    .sort((a, b) => a.page.priority - b.page.priority);
  const winner = reached.find(({ reach }) => reach.byGroup === 'yes' || reach.asEveryDevice);
  const page = winner?.page ?? pages.find(({ isDefault }) => isDefault);
  const perhaps = reached
    .filter(({ reach, page: { priority } }) => {
      return reach.byGroup === 'perhaps' && priority < (winner?.page.priority ?? Infinity);
    })
    .map((each) => each.page);
  return { ...(page !== undefined && { page }), perhaps, filters: winner?.reach.filters ?? [] };
}
