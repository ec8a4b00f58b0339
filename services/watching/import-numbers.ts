import type { Db } from '../store/store';

/** People know an import by the number of the request that it was confirmed as. */
export interface ImportNumbers {
  importOf(tenantId: string, requestId: number): Promise<number | undefined>;
  numberOf(importId: number): Promise<number | undefined>;
}

export function createImportNumbers(db: Db): ImportNumbers {
  return {
    async importOf(tenantId, requestId) {
      const row = await db
        .selectFrom('imports')
        .select('import_id')
        .where('tenant_id', '=', tenantId)
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row?.import_id;
    },
    async numberOf(importId) {
      const row = await db
        .selectFrom('imports')
        .select('request_id')
        .where('import_id', '=', importId)
        .executeTakeFirst();
      return row?.request_id ?? undefined;
    },
  };
}
