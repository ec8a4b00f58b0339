import type { Standing } from './standing';

/** Roles in rising order: each may do what the one before may. */
export const roles = ['employee', 'helpdesk', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A person as Teams vouches for them: never a name or address taken from text. */
export interface Actor extends Standing {
  /** Entra object id, lower case. */
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** What they may do could not be read just now; their role is `employee` then, and they may write nothing. */
  readonly rolesUnread?: true;
}

export function hasRole(actor: Pick<Actor, 'role'>, needed: Role): boolean {
  return roles.indexOf(actor.role) >= roles.indexOf(needed);
}
