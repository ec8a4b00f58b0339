import { z } from 'zod';
import { optionalId, optionalText } from './wire';

/** What an assignment is for; `groupId` in lower case. */
type AssignmentTarget =
  | { readonly type: 'group' | 'exclusion'; readonly groupId: string }
  | { readonly type: 'all-devices' | 'all-users' | 'other' };

/** `filter` narrows an assignment to the devices that it matches, or to all others. */
export interface Assignment {
  readonly target: AssignmentTarget;
  readonly filter?: { readonly id: string; readonly mode: 'include' | 'exclude' };
}

const target = z
  .object({
    '@odata.type': optionalText,
    groupId: optionalId,
    deviceAndAppManagementAssignmentFilterId: optionalId,
    deviceAndAppManagementAssignmentFilterType: optionalText,
  })
  .transform((row): Assignment => {
    const mode = row.deviceAndAppManagementAssignmentFilterType;
    const id = row.deviceAndAppManagementAssignmentFilterId;
    const isFilter = mode === 'include' || mode === 'exclude';
    return {
      target: targetOf(row['@odata.type'] ?? '', row.groupId?.toLowerCase()),
      ...(id !== undefined && isFilter && { filter: { id, mode } }),
    };
  });

function targetOf(type: string, groupId: string | undefined): AssignmentTarget {
  if (type.endsWith('allDevicesAssignmentTarget')) return { type: 'all-devices' };
  if (type.endsWith('allLicensedUsersAssignmentTarget')) return { type: 'all-users' };
  if (groupId === undefined) return { type: 'other' };
  if (type.endsWith('exclusionGroupAssignmentTarget')) return { type: 'exclusion', groupId };
  return type.endsWith('groupAssignmentTarget') ? { type: 'group', groupId } : { type: 'other' };
}

/** The expanded `assignments` of a profile or configuration; those that cannot be read are left out. */
export const assignments = z
  .array(z.unknown())
  .catch([])
  .transform((rows) =>
    rows.flatMap((row) => {
      const parsed = z.object({ target }).safeParse(row);
      return parsed.success ? [parsed.data.target] : [];
    }),
  );
