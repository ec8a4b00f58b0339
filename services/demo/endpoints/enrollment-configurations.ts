import { dateTime } from '../dates';
import { day } from '../durations';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { parseFilter, type Filter } from '../odata-filter';
import { fits } from '../odata-match';
import { collection, single } from '../paging';
import { readEnrollmentConfigurations } from '../permissions';
import type { World } from '../world';
import { toAssignment } from './assignment';
import { defaultEsp, espRows, type EspRow } from './enrollment-configuration';

const path = '/deviceManagement/deviceEnrollmentConfigurations';
const pageType = 'windows10EnrollmentCompletionPageConfiguration';
const defaultPageType = 'defaultWindows10EnrollmentCompletionPageConfiguration';

/** Enrollment status pages: all their settings in beta, almost none in v1.0 (graph facts §7). */
export function enrollmentConfigurationRoutes(world: World): readonly Route[] {
  const { directory, epoch, guids, refusals } = world;
  const rows: readonly EspRow[] = [...espRows, defaultEsp];

  const idOf = (n: number): string =>
    `${guids.of('esp', n)}_${n < espRows.length ? 'W' : 'DefaultW'}indows10EnrollmentCompletionPageConfiguration`;

  function shown(call: Call, row: EspRow, n: number): Record<string, unknown> {
    const isDefault = row === defaultEsp;
    const dates = {
      createdDateTime: dateTime(epoch - 900 * day),
      lastModifiedDateTime: dateTime(epoch - 60 * day),
    };
    const isExpanded = call.query.get('$expand')?.split(',').includes('assignments') ?? false;
    return {
      '@odata.type': `#microsoft.graph.${pageType}`,
      id: idOf(n),
      displayName: row.name,
      description: row.description,
      priority: isDefault ? 0 : n + 1,
      ...dates,
      version: 1,
      allowNonBlockingAppInstallation: false,
      ...(call.version === 'beta' ? betaPart(row, isDefault) : {}),
      ...(isExpanded ? { assignments: assignmentsOf(call, row, n) } : {}),
    };
  }

  function betaPart(row: EspRow, isDefault: boolean): Record<string, unknown> {
    return {
      roleScopeTagIds: ['0'],
      deviceEnrollmentConfigurationType: isDefault ? defaultPageType : pageType,
      showInstallationProgress: row.isShown,
      // The opposite of "Block device use until all apps and profiles are installed" in the portal.
      blockDeviceSetupRetryByUser: !row.blocksUntilAppsAreIn,
      allowDeviceResetOnInstallFailure: row.allowsResetOnFailure,
      allowLogCollectionOnInstallFailure: row.collectsLogs,
      customErrorMessage: 'Setup could not be completed. Please contact the service desk.',
      installProgressTimeoutInMinutes: row.timeoutMinutes,
      allowDeviceUseOnInstallFailure: row.allowsUseOnFailure,
      selectedMobileAppIds: Array.from({ length: row.blockingApps }, (_, app) => guids.of('app', app)),
      trackInstallProgressForAutopilotOnly: row.isForOobeOnly,
      disableUserStatusTrackingAfterFirstUser: row.isForOobeOnly,
      installQualityUpdates: false,
    };
  }

  function assignmentsOf(call: Call, { assignedTo }: EspRow, n: number): readonly Record<string, unknown>[] {
    return directory.groups
      .filter(({ name }) => assignedTo.includes(name))
      .map(({ id }) => toAssignment(idOf(n), id, call.version));
  }

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    if (text !== null && filter === undefined)
      return refusals.refuseByIntune(400, 'BadRequest', 'An error has occurred', call);
    if (filter !== undefined && asksEndsWith(filter))
      return refusals.refuseByIntune(
        500,
        'InternalServerError',
        'An internal server error has occurred',
        call,
      );
    const all = rows.map((row, n) => shown(call, row, n));
    return collection(
      call,
      all.filter((row) => filter === undefined || fits(filter, row)),
      world.url(),
    );
  }

  function ofRow(answer: (call: Call, row: EspRow, n: number) => Answer): Route['handle'] {
    return (call, id) => {
      const n = rows.findIndex((_, index) => idOf(index).toLowerCase() === id.toLowerCase());
      const row = rows[n];
      return row === undefined ? refusals.notFound(call, id) : answer(call, row, n);
    };
  }

  const read = { method: 'GET', versions: bothVersions, permissions: readEnrollmentConfigurations } as const;
  return [
    { ...read, path, handle: list },
    {
      ...read,
      path: `${path}/:id`,
      handle: ofRow((call, row, n) => single(call, shown(call, row, n), world.url())),
    },
    {
      ...read,
      path: `${path}/:id/assignments`,
      handle: ofRow((call, row, n) => collection(call, assignmentsOf(call, row, n), world.url())),
    },
  ];
}

function asksEndsWith(filter: Filter): boolean {
  if (filter.type === 'not') return asksEndsWith(filter.of);
  if (filter.type === 'and' || filter.type === 'or')
    return asksEndsWith(filter.left) || asksEndsWith(filter.right);
  return filter.type === 'call' && filter.name === 'endswith';
}
