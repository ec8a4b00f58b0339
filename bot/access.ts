import type { CardAction } from '../dialogs/card-action';
import type { Command } from '../dialogs/command';
import type { Slots } from '../dialogs/slots';
import type { Log } from '../services/log';
import { hasRole, roles, type Actor, type Role } from '../services/people/actor';
import type { StandingReader } from '../services/people/standing-reader';

type AccessRules = Pick<Command, 'access' | 'accessWith' | 'sideEffect'>;

export interface Access {
  /** Who somebody is here and now; `fresh` for whatever writes. Never rejects: unread roles are no roles. */
  identify(
    person: Pick<Actor, 'id' | 'tenantId' | 'name'>,
    options: { readonly fresh: boolean },
  ): Promise<Actor>;
  /** Whoever asked for something that is done only now, as they stand now: they may have lost their role since. */
  actorAgain(requester: {
    readonly personId: string;
    readonly tenantId: string;
    readonly name: string;
  }): Promise<Actor>;
  /** Asked before a dialog begins, again when it goes on, when a button arrives, and when a job acts. */
  mayUse(actor: Actor, command: AccessRules, slots?: Slots): boolean;
  /** Whether they may press this button of the command's card; it may ask for another role than the command. */
  mayPress(actor: Actor, command: AccessRules, action: Pick<CardAction, 'access'>): boolean;
}

export function createAccess(standings: StandingReader, log: Log): Access {
  async function identify(
    { id, tenantId, name }: Pick<Actor, 'id' | 'tenantId' | 'name'>,
    options: { readonly fresh: boolean },
  ): Promise<Actor> {
    const person = { id: id.toLowerCase(), tenantId: tenantId.toLowerCase(), name };
    const standing = await standings.standingOf(person, options);
    if (standing.ok) return { ...person, ...standing.value };
    const { type, status, code, requestId } = standing.error;
    log.warn({ failure: { type, status, code, requestId } }, 'roles not read');
    return { ...person, role: 'employee', rolesUnread: true };
  }

  function mayUse(actor: Actor, command: AccessRules, slots?: Slots): boolean {
    if (actor.rolesUnread === true && command.sideEffect === 'write') return false;
    return hasRole(actor, roleFor(command, slots));
  }

  return {
    identify,
    actorAgain: ({ personId, tenantId, name }) => identify({ id: personId, tenantId, name }, { fresh: true }),
    mayUse,
    mayPress: (actor, command, { access = command.access }) => mayUse(actor, { ...command, access }),
  };
}

/** The highest of what the command asks for and what the named slots ask for. */
function roleFor({ access, accessWith = {} }: AccessRules, slots: Partial<Slots> = {}): Role {
  const named = Object.entries(accessWith).filter(([slot]) => (slots[slot as keyof Slots]?.length ?? 0) > 0);
  const needed: readonly Role[] = [access, ...named.map(([, role]) => role)];
  return roles.findLast((role) => needed.includes(role)) ?? access;
}
