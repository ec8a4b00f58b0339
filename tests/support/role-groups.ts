import { createDirectory } from '../../services/demo/directory';
import { createGuids } from '../../services/demo/guids';

const { groups } = createDirectory(createGuids(1));

/** The object id of a group in every simulated tenant that is not given another seed. */
export function groupId(name: string): string {
  const group = groups.find((each) => each.name === name);
  if (group === undefined) throw new Error(`No group ${name}`);
  return group.id;
}

/** The group that gives a role in a house with `rolesFromGroups`. */
export const groupOf = { helpdesk: 'Autopilot helpdesk', admin: 'Autopilot admins' } as const;

/** Settings of a bot that takes roles from the tenant's groups. */
export const rolesFromGroups = {
  ROLE_ADMIN_GROUPS: groupId(groupOf.admin),
  ROLE_HELPDESK_GROUPS: groupId(groupOf.helpdesk),
};
