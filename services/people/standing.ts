import { roles, type Role } from './actor';

/** What somebody may do, and with which devices. */
export interface Standing {
  readonly role: Role;
  /** They look after devices whose group tag begins with one of these; absent: after all devices. */
  readonly tagPrefixes?: readonly string[];
}

/** What the configuration gives to a person, a group or an app role. */
export interface Grant {
  readonly to: string;
  readonly standing: Standing;
}

/** Who may do what: people and groups by lower-case Entra object id, app roles by value, whose case counts. */
export interface RoleRules {
  readonly people: readonly Grant[];
  readonly groups: readonly Grant[];
  readonly appRoles: readonly Grant[];
}

/** Of several standings the highest role, with all their tag prefixes; unlimited wins, an admin always is. */
export function together(standings: readonly Standing[]): Standing {
  const role = roles.findLast((each) => standings.some((standing) => standing.role === each)) ?? 'employee';
  const limits = standings.filter((standing) => standing.role === role).map(({ tagPrefixes }) => tagPrefixes);
  if (role !== 'helpdesk' || limits.includes(undefined)) return { role };
  const byKey = new Map(
    limits.flatMap((limit = []) => limit.map((prefix) => [prefix.toLowerCase(), prefix])),
  );
  return { role, tagPrefixes: [...byKey.values()] };
}

/** Whether one more standing would let somebody do more; `standing` comes from `together`. */
export function raises(standing: Standing, another: Standing): boolean {
  const both = together([standing, another]);
  return both.role !== standing.role || both.tagPrefixes?.length !== standing.tagPrefixes?.length;
}
