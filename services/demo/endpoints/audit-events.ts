import type { AuditEntry } from '../audit';
import { dateTime } from '../dates';
import { bothVersions, type Route } from '../http-shapes';
import { collection } from '../paging';
import { readAuditEvents } from '../permissions';
import type { World } from '../world';

const operations: Readonly<Record<string, string>> = { POST: 'Action', DELETE: 'Delete' };

/** Intune's audit of the changes made through this tenant: what was done and when, latest first. */
export function auditEventRoutes({ audit, guids, url }: World): readonly Route[] {
  const shown = ({ key, at, method, path }: AuditEntry): Record<string, unknown> => {
    const activity = `${method} ${path.replace('/deviceManagement/', '').replace('/:id', '')}`;
    return {
      id: guids.of('audit-event', key),
      displayName: activity,
      componentName: 'Enrollment',
      activity,
      activityDateTime: dateTime(at),
      activityType: activity,
      activityOperationType: operations[method] ?? 'Action',
      activityResult: 'Success',
      category: 'Enrollment',
      correlationId: guids.of('activity', key),
      resources: [],
    };
  };
  return [
    {
      method: 'GET',
      path: '/deviceManagement/auditEvents',
      versions: bothVersions,
      permissions: readAuditEvents,
      handle: (call) => collection(call, audit.all().slice(0, 100).map(shown), url()),
    },
  ];
}
