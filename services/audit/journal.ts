import type { Log } from '../log';
import { redact, redacted } from '../redaction';
import type { Tx } from '../store/store';
import type { AuditEntry } from './audit-entry';
import { canonicalJson, storableText } from './canonical-json';
import { sealOf, type SealedRow } from './seal';

/** Writes what was done, in the transaction that did it. */
export interface Journal {
  append(tx: Tx, entry: AuditEntry): Promise<void>;
}

/**
 * Each entry carries a seal over itself and the seal before it, so that a changed, removed or inserted one breaks the
 * chain from there on. With `key` (which must not lie in the database) nobody who can write to the database can make
 * the seals anew. Number and seal also go to the log, where they outlive whoever rewrites the whole chain; a number
 * that stands there twice belongs to a transaction that was not committed, and the later line counts.
 */
export function createJournal(log: Log, key?: string): Journal {
  return {
    async append(tx, entry) {
      // Taking the head makes writers wait for each other: the chain has no forks.
      const head = await tx
        .selectFrom('audit_head')
        .select(['entry', 'seal'])
        .forUpdate()
        .executeTakeFirstOrThrow();
      const row = rowOf(entry, head.entry + 1);
      const seal = sealOf({ ...row, recorded_at: row.recorded_at.toISOString() }, head.seal, key);
      await tx
        .insertInto('audit')
        .values({
          ...row,
          before: jsonOf(row.before),
          after: jsonOf(row.after),
          approval: jsonOf(row.approval),
          seal,
        })
        .execute();
      await tx.updateTable('audit_head').set({ entry: row.entry, seal }).execute();
      log.info({ entry: row.entry, seal, correlationId: row.correlation_id }, 'audit entry sealed');
    },
  };
}

function rowOf(entry: AuditEntry, number: number): Omit<SealedRow, 'seal'> {
  return {
    entry: number,
    recorded_at: new Date(entry.at),
    tenant_id: text(entry.tenantId),
    actor_id: text(entry.actorId),
    actor_name: text(entry.actorName),
    role: entry.role,
    conversation_id: text(entry.conversationId),
    command: text(entry.command),
    action: text(entry.action),
    request_id: entry.requestId ?? null,
    serial: text(entry.serial?.toUpperCase() ?? ''),
    before: data(entry.before),
    after: data(entry.after),
    approval: data(entry.approval),
    result: entry.result,
    correlation_id: text(entry.correlationId),
  };
}

function text(value: string): string {
  return storableText(redact(value));
}

/** As it will be read: without secrets, and without what JSON cannot hold. */
function data(value: object | undefined): object | null {
  return value === undefined ? null : (JSON.parse(canonicalJson(redacted(value))) as object);
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : canonicalJson(value);
}
