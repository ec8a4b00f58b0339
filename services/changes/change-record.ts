import type { AuditEntry } from '../audit/audit-entry';
import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import type { Actor } from '../people/actor';
import type { Tx } from '../store/store';
import type { Change, NamedPerson } from './change';
import { kinds } from './kinds';

/** Whoever does something: a person with their role, or the requester on whose behalf time passes. */
export type Doer = Pick<Actor, 'id' | 'name' | 'role'>;

/** Records what happens to a change, in the transaction in which it happens. */
export type RecordChange = (
  tx: Tx,
  change: Change,
  doer: Doer,
  what: Pick<AuditEntry, 'action' | 'result'> & Partial<AuditEntry>,
) => Promise<void>;

export function createChangeRecord(journal: Journal, clock: Clock): RecordChange {
  return (tx, change, doer, what) =>
    journal.append(tx, {
      at: clock.now(),
      tenantId: change.tenantId,
      actorId: doer.id,
      actorName: doer.name,
      role: doer.role,
      conversationId: change.conversationId,
      command: kinds[change.kind].command,
      correlationId: change.correlationId,
      ...(change.requestId !== undefined && { requestId: change.requestId }),
      ...what,
    });
}

/** Whoever asked for a change, as they stood then. */
export function requesterOf({ requester, requesterRole }: Change): Doer {
  return { ...requester, role: requesterRole };
}

/** Who let it happen, for the audit. */
export function approvalOf({ id, approvals, autoRule }: Change): object {
  const people = approvals.map(({ id: personId, name, at }) => ({ id: personId, name, at }));
  return {
    change: id,
    ...(people.length > 0 && { approvedBy: people }),
    ...(autoRule && { rule: autoRule }),
  };
}

export function named({ id, name }: NamedPerson): NamedPerson {
  return { id, name };
}
