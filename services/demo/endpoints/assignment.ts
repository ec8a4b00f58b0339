import type { Version } from '../http-shapes';

/** An assignment of a profile or an ESP to a group: id `<owner>_<group>_0`; v1.0 knows fewer properties. */
export function toAssignment(ownerId: string, groupId: string, version: Version): Record<string, unknown> {
  const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId };
  const id = `${ownerId}_${groupId}_0`;
  if (version === 'v1.0') return { id, target };
  return {
    id,
    source: 'direct',
    sourceId: ownerId,
    target: {
      ...target,
      deviceAndAppManagementAssignmentFilterId: null,
      deviceAndAppManagementAssignmentFilterType: 'none',
    },
  };
}
