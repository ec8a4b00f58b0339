import { botApp } from '../services/demo/bot-app';
import people from '../services/demo/people.json';
import type { Role } from '../services/people/actor';
import type { RoleRules } from '../services/people/standing';
import type { StandingReaderOptions } from '../services/people/standing-reader';
import type { Config } from './config';

/** Who may do what; in a demo where nothing is configured, the demo people as their roles say. */
export function rulesOf({ mode, roles }: Config): RoleRules {
  const { people: listed, groups, appRoles } = roles;
  const isConfigured = [...listed, ...groups, ...appRoles].length > 0;
  if (mode === 'real' || isConfigured) return roles;
  const grants = people.people.map(({ entraObjectId, role }) => ({
    to: entraObjectId,
    standing: { role: role as Role },
  }));
  return { ...roles, people: grants };
}

/** Whose groups and app roles count: those of the bot's own tenant and app registration. */
export function directoryOf({ credential }: Config): StandingReaderOptions['directory'] {
  return credential ?? { tenantId: people.tenantId, appId: botApp.appId };
}

/**
 * What reading roles and approvers takes beyond what the commands need: learn.microsoft.com/graph/api,
 * directoryobject-checkmembergroups and user-list-approleassignments.
 */
export function permissionsFor({ changes, roles }: Config): readonly string[] {
  const asksForGroups = roles.groups.length > 0 || changes.approvers.length > 0;
  return [
    ...(asksForGroups ? ['GroupMember.Read.All', 'User.Read.All'] : []),
    ...(roles.appRoles.length > 0 ? ['Directory.Read.All'] : []),
  ];
}
