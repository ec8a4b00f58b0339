import type { Role } from '../../services/people/actor';
import type { Grant, RoleRules } from '../../services/people/standing';
import type { ConfigProblem } from './problem';
import { isGuid } from './values';

type Environment = Readonly<Record<string, string | undefined>>;

const variables = {
  people: { admin: 'ROLE_ADMINS', helpdesk: 'ROLE_HELPDESK' },
  groups: { admin: 'ROLE_ADMIN_GROUPS', helpdesk: 'ROLE_HELPDESK_GROUPS' },
  appRoles: { admin: 'ROLE_ADMIN_APP_ROLE', helpdesk: 'ROLE_HELPDESK_APP_ROLE' },
} as const;

/** Who may do what; adds every problem it finds. A helpdesk entry may be limited: `<id>=UK-|IE-`. */
export function readRoles(environment: Environment, problems: ConfigProblem[]): RoleRules {
  const grants = (names: Readonly<Record<'admin' | 'helpdesk', string>>, read: typeof readEntries) =>
    (['admin', 'helpdesk'] as const).flatMap((role) =>
      read(names[role], environment[names[role]]?.trim() ?? '', role, problems),
    );
  return {
    people: grants(variables.people, readEntries),
    groups: grants(variables.groups, readEntries),
    appRoles: grants(variables.appRoles, readAppRole),
  };
}

/** Ids separated by commas, semicolons or spaces. */
function readEntries(variable: string, text: string, role: Role, problems: ConfigProblem[]): Grant[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((entry) => {
      const [id = '', ...rest] = entry.split('=');
      if (!isGuid(id)) problems.push({ variable, problem: 'not-a-guid', value: id });
      if (rest.length === 0) return { to: id.toLowerCase(), standing: { role } };
      const tagPrefixes = rest.join('=').split('|');
      if (role === 'admin') problems.push({ variable, problem: 'admin-with-prefixes', value: entry });
      else if (tagPrefixes.includes('')) problems.push({ variable, problem: 'empty-prefix', value: entry });
      return { to: id.toLowerCase(), standing: { role, tagPrefixes } };
    });
}

/** The value of one app role as it stands in the app registration, where it has no spaces. */
function readAppRole(variable: string, text: string, role: Role, problems: ConfigProblem[]): Grant[] {
  if (text === '') return [];
  if (/\s/.test(text)) problems.push({ variable, problem: 'not-an-app-role', value: text });
  return [{ to: text, standing: { role } }];
}
