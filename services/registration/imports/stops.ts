import type { Db } from '../../store/store';

/** Nothing more is sent to Intune for an import; what was sent is followed to its end. False when it was stopped before. */
export async function stopImport(db: Db, importId: number, byName: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ stopped_by: byName })
    .where('import_id', '=', importId)
    .where('stopped_by', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
