import type { AuditEntry } from '../audit';
import { dateTime } from '../dates';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { parseFilter } from '../odata-filter';
import { fits } from '../odata-match';
import { markOf, pageOf } from '../paging';
import { readAuditEvents } from '../permissions';
import type { World } from '../world';

const operations: Readonly<Record<string, string>> = { POST: 'Action', DELETE: 'Delete' };
const pageSize = { usual: 100, most: 1_000 };

/** Intune's audit of the changes made in this tenant: who did what to which device and when, latest first. */
export function auditEventRoutes(world: World): readonly Route[] {
  const { audit, refusals } = world;

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    if (text !== null && filter === undefined)
      return refusals.refuse(400, 'BadRequest', 'Invalid filter clause.');
    const from = Number(markOf(call) ?? Infinity);
    const rows = audit
      .all()
      .filter(({ key }) => key < from)
      .map((entry) => ({ mark: String(entry.key), value: toAuditEvent(entry, world) }))
      .filter(({ value }) => filter === undefined || fits(filter, value));
    return pageOf(call, rows, pageSize, world.url());
  }

  return [
    {
      method: 'GET',
      path: '/deviceManagement/auditEvents',
      versions: bothVersions,
      permissions: readAuditEvents,
      handle: list,
    },
  ];
}

/** learn.microsoft.com/graph/api/resources/intune-auditing-auditevent (actor, resources, modifiedProperties). */
function toAuditEvent(entry: AuditEntry, { guids, people }: World): Record<string, unknown> {
  const { key, at, method, action, resources, by, result = 'Success' } = entry;
  const activity = `${action} ${resources[0]?.type ?? ''}`.trim();
  return {
    id: guids.of('audit-event', key),
    displayName: activity,
    componentName: 'Enrollment',
    activity,
    activityDateTime: dateTime(at),
    activityType: activity,
    activityOperationType: action === 'Create' ? 'Create' : (operations[method] ?? 'Action'),
    activityResult: result,
    category: 'Enrollment',
    correlationId: guids.of('activity', key),
    actor: {
      type: by === undefined ? 'Application' : 'ItPro',
      auditActorType: by === undefined ? 'Application' : 'ItPro',
      userPermissions: [],
      applicationId: null,
      applicationDisplayName: by === undefined ? 'Autopilot bot' : 'Microsoft Intune portal extension',
      userPrincipalName: by ?? null,
      servicePrincipalName: null,
      ipAddress: null,
      userId: by === undefined ? null : (people.find(by)?.id ?? null),
    },
    resources: resources.map(({ id, name, type, changes }) => ({
      displayName: name,
      type,
      auditResourceType: type,
      resourceId: id,
      modifiedProperties: changes.map((change) => ({
        displayName: change.name,
        oldValue: change.before,
        newValue: change.after,
      })),
    })),
  };
}
