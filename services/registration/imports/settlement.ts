import type { AuditEntry } from '../../audit/audit-entry';
import type { Journal } from '../../audit/journal';
import type { Clock } from '../../clock';
import type { Db, Tx } from '../../store/store';
import type { RowState } from './import';

/** Who did it, where; what is the same for every device of an import. */
type AuditFrame = Omit<AuditEntry, 'at' | 'action' | 'result' | 'serial' | 'before' | 'after'>;

/** Records what became of every device that was sent, and tells it once. */
export interface Settlement {
  /** `alongside` goes into the transaction that settles the import: the promise to tell. */
  settle(importId: number, frame: AuditFrame, alongside: (tx: Tx) => Promise<void>): Promise<void>;
}

const entriesInOneGo = 100;

const results: Partial<Record<RowState, AuditEntry['result']>> = {
  listed: 'done',
  assigned: 'done',
  added: 'done',
  differs: 'failed',
  failed: 'failed',
};

export function createSettlement(db: Db, journal: Journal, clock: Clock): Settlement {
  /** False when there was nothing left to record. */
  const recordSome = (importId: number, frame: AuditFrame): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom('import_rows')
        .select(['line', 'serial', 'tag', 'assigned_user', 'state', 'reason', 'found_tag'])
        .where('import_id', '=', importId)
        .where('is_audited', '=', false)
        .where('state', 'in', Object.keys(results))
        .orderBy('line')
        .limit(entriesInOneGo)
        .forUpdate()
        .execute();
      for (const { serial, tag, assigned_user: user, state, reason, found_tag: foundTag } of rows) {
        const result = results[state as RowState] ?? 'failed';
        await journal.append(tx, {
          ...frame,
          at: clock.now(),
          action: 'registered',
          serial,
          result,
          after: {
            ...(tag !== '' && { groupTag: foundTag ?? tag }),
            ...(user !== '' && { assignedUser: user }),
            ...(reason !== null && { reason }),
          },
        });
      }
      if (rows.length === 0) return false;
      await tx
        .updateTable('import_rows')
        .set({ is_audited: true })
        .where('import_id', '=', importId)
        .where(
          'line',
          'in',
          rows.map(({ line }) => line),
        )
        .execute();
      return true;
    });

  return {
    async settle(importId, frame, alongside) {
      while (await recordSome(importId, frame));
      await db.transaction().execute(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('imports')
          .set({ settled_at: new Date(clock.now()) })
          .where('import_id', '=', importId)
          .where('settled_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 1n) await alongside(tx);
      });
    },
  };
}
