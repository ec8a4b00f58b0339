/**
 * Permissions that let a call pass, the least first: microsoftgraph/microsoft-graph-devx-content
 * permissions/new/permissions.json (2026-08-07).
 */
const readOrWrite = (area: string): readonly string[] => [`${area}.Read.All`, `${area}.ReadWrite.All`];

export const readServiceConfig = readOrWrite('DeviceManagementServiceConfig');
export const writeServiceConfig = ['DeviceManagementServiceConfig.ReadWrite.All'];
export const readManagedDevices = readOrWrite('DeviceManagementManagedDevices');
export const writeManagedDevices = ['DeviceManagementManagedDevices.ReadWrite.All'];
export const readEnrollmentConfigurations = [
  ...readServiceConfig,
  ...readOrWrite('DeviceManagementConfiguration'),
];
export const readAuditEvents = readOrWrite('DeviceManagementApps');
export const readMobileApps = readOrWrite('DeviceManagementApps');
export const triggerSync = [...writeServiceConfig, 'DeviceManagementConfiguration.ReadWrite.All'];

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All'];

export const readDevices = ['Device.Read.All', 'Device.ReadWrite.All', ...directory];
export const readGroups = [
  'Group.Read.All',
  'Group.ReadBasic.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  ...directory,
];
/** Not in the table above; as the reference pages of these calls name them. */
export const readUsers = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directory];
export const readMemberships = [
  'GroupMember.Read.All',
  'Group.Read.All',
  'User.Read.All',
  'Group.ReadWrite.All',
  ...directory,
];
/** Both or more: learn.microsoft.com/graph/api/directoryobject-checkmembergroups. */
export const checkMemberships = [
  'User.Read.All and GroupMember.Read.All',
  'User.Read.All and Group.Read.All',
  ...directory,
];
/** learn.microsoft.com/graph/api/user-list-approleassignments and serviceprincipal-list. */
export const readAppRoleAssignments = ['Directory.Read.All', 'AppRoleAssignment.ReadWrite.All'];
export const readServicePrincipals = ['Application.Read.All', 'Application.ReadWrite.All', ...directory];
export const readOrganization = ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory];

/** The first of each is for the one team or chat whose members consented (learn.microsoft.com/microsoftteams, RSC). */
export const readChannelMessages = [
  'ChannelMessage.Read.Group',
  'ChannelMessage.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
];
export const readChatMessages = [
  'ChatMessage.Read.Chat',
  'Chat.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
];
/**
 * The table asks for ReadWrite where the item is read, and for Read where its content is; Graph takes Read for both
 * (microsoftgraph/microsoft-graph-docs-contrib#448, #8511).
 */
export const readSharedItems = [...readOrWrite('Files'), ...readOrWrite('Sites')];

/** The permissions in an entry: some calls take two together, written "… and …" as in the reference. */
export function eachOf(entry: string): readonly string[] {
  return entry.split(' and ');
}
