import { sql, type Selectable } from 'kysely';
import { canonicalJson } from '../../audit/canonical-json';
import { serialKey } from '../../devices/serial-text';
import type { Db, Tx } from '../../store/store';
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
  /** In the file's order. */
  rows(
    id: number,
    states: readonly RowState[],
    options?: { readonly limit?: number; readonly reason?: FailureReason },
  ): Promise<readonly StoredRow[]>;
  patch(id: number, patches: readonly RowPatch[], tx?: Tx): Promise<void>;
  /** Every row that is in one of the states. */
  move(id: number, from: readonly RowState[], to: Pick<RowPatch, 'state' | 'reason'>): Promise<void>;
  /** Puts what was chosen into the rows that were not refused; what was looked up before is to be looked up again. */
  settleChoices(id: number, choices: ImportChoices): Promise<void>;
  refuseTags(id: number, rows: readonly StoredRow[]): Promise<void>;
  /** Of our records in Intune's import list. */
  recordIds(id: number): Promise<readonly string[]>;
}

const everyRow = 1_000_000;

const stateOf: Readonly<Record<RowVerdict, RowState>> = {
  ready: 'ready',
  repaired: 'ready',
  asked: 'asked',
  refused: 'refused',
};

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
    async rows(id, states, { limit = everyRow, reason } = {}) {
      const rows = await rowsOf(id)
        .selectAll()
        .where('state', 'in', states)
        .$if(reason !== undefined, (query) => query.where('reason', '=', reason ?? null))
        .orderBy('line')
        .limit(limit)
        .execute();
      return rows.map(storedRow);
    },
    async patch(id, patches, tx) {
      if (patches.length > 0) await patchRows(tx ?? db, id, patches);
    },
    async move(id, from, { state, reason }) {
      await change(id)
        .set({ state, ...(reason && { reason }) })
        .where('state', 'in', from)
        .execute();
    },
    async settleChoices(id, { tag, user, includeAsked }) {
      const doubts: readonly RowState[] = includeAsked ? ['asked'] : [];
      await change(id)
        .set({ state: 'ready', found_tag: null })
        .where('state', 'in', ['here', 'other-tag', 'elsewhere', ...doubts])
        .execute();
      const chosen = {
        ...(tag !== undefined && { tag }),
        ...(user !== undefined && { assigned_user: user }),
      };
      if (Object.keys(chosen).length > 0) await change(id).set(chosen).where('state', '=', 'ready').execute();
    },
    async refuseTags(id, rows) {
      for (const { line, tag } of rows) {
        await change(id)
          .set({ state: 'refused', findings: JSON.stringify([{ code: 'tagNotAllowed', values: { tag } }]) })
          .where('line', '=', line)
          .execute();
      }
    },
    async recordIds(id) {
      const rows = await rowsOf(id).select('record_id').where('record_id', 'is not', null).execute();
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

function storedRow(row: Selectable<Tables['import_rows']>): StoredRow {
  return {
    line: row.line,
    serial: row.serial,
    sharesSerial: row.findings.some((finding) => 'code' in finding && finding.code === 'placeholderSerial'),
    tag: row.tag,
    user: row.assigned_user,
    manufacturer: row.manufacturer,
    model: row.model,
    state: row.state as RowState,
    ...(row.hash !== null && { hash: row.hash }),
    ...(row.record_id !== null && { recordId: row.record_id }),
    ...(row.registration_id !== null && { registrationId: row.registration_id }),
  };
}
