import { sql, type Selectable } from 'kysely';
import { canonicalJson } from '../../audit/canonical-json';
import { serialKey } from '../../devices/serial-text';
import type { Db } from '../../store/store';
import type { Tables } from '../../store/tables';
import type { DoctoredRow, RowVerdict } from '../doctor/doctored-row';
import type { FailureReason, ImportChoices, RowState } from './import';

/** A row as its work sees it. */
export interface StoredRow {
  readonly line: number;
  readonly serial: string;
  /** A placeholder: the serial number says nothing about which device it is. */
  readonly sharesSerial: boolean;
  readonly tag: string;
  readonly user: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly hash?: string;
  readonly state: RowState;
  readonly recordId?: string;
  readonly registrationId?: string;
  /** How often it was handed to Graph. */
  readonly sends: number;
}

/** What becomes of a row; what is left out stays. */
export interface RowPatch {
  readonly line: number;
  readonly state: RowState;
  readonly reason?: FailureReason;
  readonly errorName?: string;
  readonly errorCode?: number;
  readonly foundTag?: string;
  readonly recordId?: string;
  readonly registrationId?: string;
}

export interface ImportRows {
  addRows(id: number, rows: readonly DoctoredRow[]): Promise<void>;
  /** In the file's order; hashes are long, so only on demand. */
  rows(
    id: number,
    states: readonly RowState[],
    options?: { readonly limit?: number; readonly reason?: FailureReason; readonly withHash?: boolean },
  ): Promise<readonly StoredRow[]>;
  patch(id: number, patches: readonly RowPatch[]): Promise<void>;
  /** Every row that is in one of the states. */
  move(id: number, from: readonly RowState[], to: Pick<RowPatch, 'state' | 'reason'>): Promise<void>;
  /** Puts what was chosen into the rows that were not refused; what was looked up before is to be looked up again. */
  settleChoices(id: number, choices: ImportChoices): Promise<void>;
  refuseTags(id: number, rows: readonly StoredRow[]): Promise<void>;
  /** Of all records that this bot has in Intune's import list. */
  recordIds(tenantId: string): Promise<readonly string[]>;
}

const everyRow = 1_000_000;

const stateOf: Readonly<Record<RowVerdict, RowState>> = {
  ready: 'ready',
  repaired: 'ready',
  asked: 'asked',
  refused: 'refused',
};

/** All but the hash. */
const columns = [
  'line',
  'serial',
  'findings',
  'tag',
  'assigned_user',
  'manufacturer',
  'model',
  'state',
  'record_id',
  'registration_id',
  'sends',
] as const;

export function createImportRows(db: Db): ImportRows {
  const rowsOf = (id: number) => db.selectFrom('import_rows').where('import_id', '=', id);
  const change = (id: number) => db.updateTable('import_rows').where('import_id', '=', id);
  return {
    async addRows(id, rows) {
      if (rows.length === 0) return;
      await db
        .insertInto('import_rows')
        .values(rows.map((row) => newRow(id, row)))
        .execute();
    },
    async rows(id, states, { limit = everyRow, reason, withHash = false } = {}) {
      const rows = await rowsOf(id)
        .select(columns)
        .$if(withHash, (query) => query.select('hash'))
        .where('state', 'in', states)
        .$if(reason !== undefined, (query) => query.where('reason', '=', reason ?? null))
        .orderBy('line')
        .limit(limit)
        .execute();
      return rows.map(storedRow);
    },
    async patch(id, patches) {
      if (patches.length > 0) await patchRows(db, id, patches);
    },
    async move(id, from, { state, reason }) {
      await change(id)
        .set({ state, ...(reason && { reason }) })
        .where('state', 'in', from)
        .execute();
    },
    async settleChoices(id, { tag, user, includeAsked }) {
      const doubts: readonly RowState[] = includeAsked ? ['asked'] : [];
      // A user is chosen for the one device that was to be registered, not for those that are there already.
      if (user !== undefined) {
        await change(id)
          .set({ assigned_user: user })
          .where('state', 'in', ['ready', ...doubts])
          .execute();
      }
      await change(id)
        .set({ state: 'ready', found_tag: null })
        .where('state', 'in', ['here', 'other-tag', 'elsewhere', ...doubts])
        .execute();
      if (tag !== undefined) await change(id).set({ tag }).where('state', '=', 'ready').execute();
    },
    async refuseTags(id, rows) {
      for (const tag of new Set(rows.map((row) => row.tag))) {
        const lines = rows.filter((row) => row.tag === tag).map(({ line }) => line);
        const finding = canonicalJson([{ code: 'tagNotAllowed', values: { tag } }]);
        await change(id)
          .set({ state: 'refused', findings: sql<string>`findings || ${finding}::jsonb` })
          .where('line', 'in', lines)
          .execute();
      }
    },
    async recordIds(tenantId) {
      const rows = await db
        .selectFrom('import_rows')
        .innerJoin('imports', 'imports.import_id', 'import_rows.import_id')
        .select('record_id')
        .where('imports.tenant_id', '=', tenantId)
        .where('record_id', 'is not', null)
        .execute();
      return rows.map(({ record_id }) => record_id ?? '');
    },
  };
}

function newRow(id: number, row: DoctoredRow) {
  return {
    import_id: id,
    line: row.line,
    serial: row.serial,
    serial_key: serialKey(row.serial),
    tag: row.tag,
    assigned_user: row.user,
    manufacturer: row.manufacturer,
    model: row.model,
    has_tpm: row.hasTpm ?? null,
    hash: row.hash ?? null,
    verdict: row.verdict,
    findings: canonicalJson(row.findings),
    state: stateOf[row.verdict],
  };
}

async function patchRows(db: Db, id: number, patches: readonly RowPatch[]): Promise<void> {
  await sql`
    update import_rows as r set
      state = p.state,
      sends = r.sends + case when p.state = 'sending' then 1 else 0 end,
      reason = case when p.state = 'failed' then p.reason end,
      error_name = coalesce(p."errorName", r.error_name),
      error_code = coalesce(p."errorCode", r.error_code),
      found_tag = coalesce(p."foundTag", r.found_tag),
      record_id = coalesce(p."recordId", r.record_id),
      registration_id = coalesce(p."registrationId", r.registration_id)
    from jsonb_to_recordset(${canonicalJson(patches)}::jsonb) as p(
      line integer, state text, reason text, "errorName" text, "errorCode" integer,
      "foundTag" text, "recordId" text, "registrationId" text)
    where r.import_id = ${id} and r.line = p.line`.execute(db);
}

type Read = Pick<Selectable<Tables['import_rows']>, (typeof columns)[number]> & {
  readonly hash?: string | null;
};

function storedRow(row: Read): StoredRow {
  return {
    line: row.line,
    serial: row.serial,
    sharesSerial: row.findings.some((finding) => 'code' in finding && finding.code === 'placeholderSerial'),
    tag: row.tag,
    user: row.assigned_user,
    manufacturer: row.manufacturer,
    model: row.model,
    state: row.state as RowState,
    sends: row.sends,
    ...(row.hash != null && { hash: row.hash }),
    ...(row.record_id !== null && { recordId: row.record_id }),
    ...(row.registration_id !== null && { registrationId: row.registration_id }),
  };
}
