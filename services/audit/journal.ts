import { createHash, createHmac } from 'node:crypto';
import type { Tx } from '../store/store';
import type { AuditEntry } from './audit-entry';

/** Writes what was done, in the transaction that did it. */
export interface Journal {
  append(tx: Tx, entry: AuditEntry): Promise<void>;
}

/**
 * Each entry carries a seal over itself and the seal before it, so that a changed, removed or inserted one breaks the
 * chain from there on. With `key` (which must not lie in the database) nobody who can write to the database can make
 * the seals anew.
 */
export function createJournal(key?: string): Journal {
  return {
    async append(tx, entry) {
      // Taking the head makes writers wait for each other: the chain has no forks.
      const head = await tx
        .selectFrom('audit_head')
        .select(['entry', 'seal'])
        .forUpdate()
        .executeTakeFirstOrThrow();
      const row = rowOf(entry, head.entry + 1);
      const seal = sealOf(row, head.seal, key);
      await tx
        .insertInto('audit')
        .values({ ...row, seal })
        .execute();
      await tx.updateTable('audit_head').set({ entry: row.entry, seal }).execute();
    },
  };
}

function rowOf(entry: AuditEntry, number: number) {
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
  return {
    entry: number,
    recorded_at: new Date(entry.at),
    tenant_id: entry.tenantId,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    role: entry.role,
    conversation_id: entry.conversationId,
    command: entry.command,
    action: entry.action,
    request_id: entry.requestId ?? null,
    serial: entry.serial?.toUpperCase() ?? '',
    before: json(entry.before),
    after: json(entry.after),
    approval: json(entry.approval),
    result: entry.result,
    correlation_id: entry.correlationId,
  };
}

function sealOf(row: object, previous: string, key: string | undefined): string {
  const text = `${previous}\n${JSON.stringify(row)}`;
  return (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');
}
