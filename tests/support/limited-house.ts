import { FileHost } from './file-host';
import { openHouse, personWith, type House } from './house';
import { ImportStory } from './import-story';
import { groupId, groupOf, rolesFromGroups } from './role-groups';

interface LimitedHouse {
  readonly house: House;
  readonly host: FileHost;
  readonly story: ImportStory;
}

/** Roles come from groups, and Sofie of the helpdesk looks after UK and Irish devices only. */
export async function openLimitedHouse(): Promise<LimitedHouse> {
  const house = await openHouse({
    environment: {
      ...rolesFromGroups,
      ROLE_HELPDESK_GROUPS: `${groupId('Autopilot helpdesk UK')}=uk-|IE-,${groupId(groupOf.helpdesk)}`,
    },
  });
  // With both groups she would look after all.
  house.tenant.directory.removeMember(groupOf.helpdesk, personWith('helpdesk').objectId);
  const host = await FileHost.start();
  return { house, host, story: new ImportStory(house, host) };
}
