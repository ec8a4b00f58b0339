import { sql } from 'kysely';
import type { Db } from '../../store/store';

/** Keeps two imports from registering one serial number at the same time. */
export interface ImportClaims {
  /**
   * Claims what is `ready` in an import; what another import has in hand, whose request still runs, becomes
   * `elsewhere`. Placeholder serial numbers belong to many devices and are not claimed.
   */
  claim(importId: number): Promise<void>;
  release(importId: number): Promise<void>;
}

export function createImportClaims(db: Db): ImportClaims {
  return {
    claim: (importId) =>
      db.transaction().execute(async (tx) => {
        await sql`
          insert into import_claims (tenant_id, serial_key, import_id)
          select distinct i.tenant_id, r.serial_key, i.import_id
          from import_rows r join imports i using (import_id)
          where r.import_id = ${importId} and r.state = 'ready' and not (r.findings @> ${placeholder}::jsonb)
          order by r.serial_key
          on conflict (tenant_id, serial_key) do update set import_id = excluded.import_id
          where not exists (
            select from imports i join requests q using (request_id)
            where i.import_id = import_claims.import_id and q.state in ('accepted', 'working'))`.execute(tx);
        await sql`
          update import_rows r set state = 'elsewhere'
          from import_claims c join imports i on i.tenant_id = c.tenant_id and i.import_id = ${importId}
          where r.import_id = ${importId} and r.state = 'ready' and not (r.findings @> ${placeholder}::jsonb)
            and c.serial_key = r.serial_key and c.import_id <> ${importId}`.execute(tx);
      }),
    async release(importId) {
      await db.deleteFrom('import_claims').where('import_id', '=', importId).execute();
    },
  };
}

const placeholder = JSON.stringify([{ code: 'placeholderSerial' }]);
