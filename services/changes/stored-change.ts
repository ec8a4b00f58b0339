import type { Selectable } from 'kysely';
import type { Role } from '../people/actor';
import type { Tables } from '../store/tables';
import type { Approval, Change, ChangeState, Prospect } from './change';
import type { KindId } from './kinds';
import type { Values } from './kinds/kind';

/** Passing trouble with Graph while a change is carried out. Times in ms since 1970. */
export interface Trouble {
  readonly failure: string;
  readonly since: number;
  readonly tries: number;
  readonly nextTryAt: number;
}

/** A change as its work sees it. */
export interface StoredChange extends Change {
  readonly step: number;
  readonly waits: number;
  readonly trouble?: Trouble;
  readonly remindedAt?: number;
}

type Row = Selectable<Tables['changes']> & { readonly undone_by: number | null };

/** A change as its row says. */
export function changeOf(row: Row): StoredChange {
  return {
    id: row.change_id,
    tenantId: row.tenant_id,
    kind: row.kind as KindId,
    state: row.state as ChangeState,
    revision: row.revision,
    requester: { id: row.requester_id, name: row.requester_name },
    requesterRole: row.requester_role as Role,
    conversationId: row.conversation_id,
    scope: row.scope as Change['scope'],
    locale: row.locale,
    correlationId: row.correlation_id,
    ...(row.request_id !== null && { requestId: row.request_id }),
    ...(row.wish !== null && { wish: row.wish as Values }),
    total: row.total,
    ...(row.prospect !== null && { prospect: row.prospect as Prospect }),
    effects: row.effects,
    approvalsNeeded: row.approvals_needed,
    approvals: row.approvals as readonly Approval[],
    ...(row.auto_rule !== null && { autoRule: row.auto_rule }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.by_id !== null && { by: { id: row.by_id, name: row.by_name ?? '' } }),
    ...(row.undoes !== null && { undoes: row.undoes }),
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
    ...timesOf(row),
    step: row.step,
    waits: row.waits,
    ...(row.trouble !== null && { trouble: row.trouble as Trouble }),
  };
}

function timesOf(row: Row) {
  return {
    ...(row.expires_at !== null && { expiresAt: row.expires_at.getTime() }),
    ...(row.reminded_at !== null && { remindedAt: row.reminded_at.getTime() }),
    ...(row.applied_at !== null && { appliedAt: row.applied_at.getTime() }),
    createdAt: row.created_at.getTime(),
    changedAt: row.changed_at.getTime(),
  };
}
