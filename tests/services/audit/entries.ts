import type { AuditEntry } from '../../../services/audit/audit-entry';
import type { Journal } from '../../../services/audit/journal';
import type { Db } from '../../../services/store/store';

/** 2026-03-02T09:00:00.123Z */
export const recordedAt = Date.UTC(2026, 2, 2, 9, 0, 0, 123);

export function entry(differing: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: recordedAt,
    tenantId: '5f0c2a61-7d94-4e1b-9a38-c2e4b7d51f06',
    actorId: 'b3a1f7c2-4d58-4c0e-8f27-1e9d6a5b3c71',
    actorName: 'Anna Lindqvist',
    role: 'admin',
    conversationId: 'a:anna',
    command: 'assign-tag',
    action: 'applied',
    serial: '5CG4217QHX',
    before: { groupTag: 'UK-Corp-Laptop' },
    after: { groupTag: 'FR-Corp-Laptop' },
    result: 'done',
    correlationId: 'c0ffee01',
    ...differing,
  };
}

export function append(db: Db, journal: Journal, ...entries: readonly AuditEntry[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const one of entries) await journal.append(tx, one);
  });
}
