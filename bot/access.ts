import { hasRole, type Actor, type Role } from '../services/people/actor';
import type { Command } from '../dialogs/command';

export interface RoleLists {
  readonly admin: readonly string[];
  readonly helpdesk: readonly string[];
}

export interface Access {
  /** The role of a person by Entra object id; whoever is not listed is an employee. */
  roleOf(personId: string): Role;
  /** Asked before a dialog begins, again when it goes on, and again when a button arrives. */
  mayUse(actor: Actor, command: Pick<Command, 'access'>): boolean;
}

export function createAccess(lists: RoleLists): Access {
  return {
    roleOf(personId) {
      if (personId === '') return 'employee';
      if (lists.admin.includes(personId)) return 'admin';
      return lists.helpdesk.includes(personId) ? 'helpdesk' : 'employee';
    },
    mayUse: (actor, command) => hasRole(actor, command.access),
  };
}
