import { sql, type Selectable } from 'kysely';
import { serialKey } from '../../devices/serial-text';
import type { Db, Tx } from '../../store/store';
import type { Tables } from '../../store/tables';
import type { FileKind } from '../doctor/doctored-file';
import type { Finding, RowVerdict } from '../doctor/doctored-row';
import type { Trouble } from './import-store';
import {
  rowStates,
  type FailureReason,
  type ImportChoices,
  type ImportPhase,
  type ImportRow,
  type ImportView,
  type RowPage,
  type RowState,
} from './import';

/** Which import, and where it can be asked for again. */
export interface ImportPlace {
  readonly id: number;
  readonly requestId: number;
}

/** Imports as people are shown them; of another tenant there is nothing to see. */
export interface ImportViews {
  view(of: { readonly id: number; readonly tenantId: string }, tx?: Tx): Promise<ImportView | undefined>;
  /** The request that it was confirmed as. */
  requestOf(id: number): Promise<number | undefined>;
  page(id: number, page: number, onlyProblems: boolean): Promise<RowPage>;
  /** Rows for a file, a few at a time. */
  rowsFrom(id: number, afterLine: number, limit: number): Promise<readonly (ImportRow & { hash?: string })[]>;
  failedRows(id: number, reason: FailureReason): Promise<readonly ImportRow[]>;
  /** Group tags to choose from. */
  tags(id: number, tx?: Tx): Promise<readonly string[]>;
  /** The newest imports that were confirmed: somebody's, or all of the tenant's. */
  latest(tenantId: string, personId: string | undefined, limit: number): Promise<readonly ImportPlace[]>;
  /** The newest confirmed import with this serial number in it: somebody's, or of all of the tenant's. */
  withSerial(
    tenantId: string,
    personId: string | undefined,
    serial: string,
  ): Promise<ImportPlace | undefined>;
}

const rowsPerPage = 20;
const problemsShown = 5;
const fewestForUsual = 3;
const problemStates = [
  'refused',
  'asked',
  'failed',
  'differs',
  'elsewhere',
  'other-tag',
] as const satisfies readonly RowState[];

export function createImportViews(db: Db): ImportViews {
  const confirmed = (tenantId: string) =>
    db
      .selectFrom('imports')
      .innerJoin('requests', 'requests.request_id', 'imports.request_id')
      .select(['imports.import_id as id', 'requests.request_id as requestId'])
      .where('imports.tenant_id', '=', tenantId)
      .where('requests.state', 'not in', ['offered', 'withdrawn', 'expired'])
      .orderBy('imports.import_id', 'desc');

  return {
    view: ({ id, tenantId }, tx) => viewOf(tx ?? db, id, tenantId),
    async requestOf(id) {
      const row = await db
        .selectFrom('imports')
        .select('request_id')
        .where('import_id', '=', id)
        .executeTakeFirst();
      return row?.request_id ?? undefined;
    },
    async page(id, page, onlyProblems) {
      const matching = db
        .selectFrom('import_rows')
        .where('import_id', '=', id)
        .$if(onlyProblems, (query) => query.where('state', 'in', problemStates));
      const { total } = await matching
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const pages = Math.max(1, Math.ceil(total / rowsPerPage));
      const at = Math.min(Math.max(0, page), pages - 1);
      const rows = await matching
        .selectAll()
        .orderBy('line')
        .limit(rowsPerPage)
        .offset(at * rowsPerPage)
        .execute();
      return { rows: rows.map(shownRow), page: at, pages, total, onlyProblems };
    },
    async rowsFrom(id, afterLine, limit) {
      const rows = await rowsOf(db, id).where('line', '>', afterLine).limit(limit).execute();
      return rows.map((row) => ({ ...shownRow(row), ...(row.hash !== null && { hash: row.hash }) }));
    },
    async failedRows(id, reason) {
      const rows = await rowsOf(db, id).where('state', '=', 'failed').where('reason', '=', reason).execute();
      return rows.map(shownRow);
    },
    async tags(id, tx) {
      const row = await (tx ?? db)
        .selectFrom('imports')
        .select('tags')
        .where('import_id', '=', id)
        .executeTakeFirst();
      return row?.tags ?? [];
    },
    latest: (tenantId, personId, limit) =>
      confirmed(tenantId)
        .$if(personId !== undefined, (query) => query.where('imports.person_id', '=', personId ?? ''))
        .limit(limit)
        .execute(),
    withSerial: (tenantId, personId, serial) =>
      confirmed(tenantId)
        .$if(personId !== undefined, (query) => query.where('imports.person_id', '=', personId ?? ''))
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('import_rows')
              .whereRef('import_rows.import_id', '=', 'imports.import_id')
              .where('serial_key', '=', serialKey(serial))
              .select(sql`1`.as('one')),
          ),
        )
        .executeTakeFirst(),
  };
}

async function viewOf(db: Db, id: number, tenantId: string): Promise<ImportView | undefined> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('import_id', '=', id)
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const counts = await db
    .selectFrom('import_rows')
    .select(['state', 'verdict', 'reason'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('import_id', '=', id)
    .groupBy(['state', 'verdict', 'reason'])
    .execute();
  const sum = (of: (each: (typeof counts)[number]) => boolean) =>
    counts.filter(of).reduce((total, { count }) => total + count, 0);
  const trouble = row.trouble as Trouble | null;
  const usualMs = row.kind === 'hashes' ? await usualTime(db, row.tenant_id) : undefined;
  return {
    id,
    kind: row.kind as FileKind,
    fileName: row.file_name,
    format: row.format,
    ignoredColumns: row.ignored_columns,
    personId: row.person_id,
    personName: row.person_name,
    phase: row.phase as ImportPhase,
    choices: row.choices as ImportChoices,
    total: sum(() => true),
    states: table(rowStates, (state) => sum((each) => each.state === state)),
    verdicts: table(
      ['ready', 'repaired', 'asked', 'refused'] as const satisfies readonly RowVerdict[],
      (verdict) => sum((each) => each.verdict === verdict),
    ),
    tagsInFile: await tagsInFile(db, id),
    isChecked: row.is_checked,
    problems: await problemsOf(db, id),
    failures: counts
      .filter(({ state, reason }) => state === 'failed' && reason !== null)
      .map(({ reason, count }) => ({ reason: reason as FailureReason, count }))
      .toSorted((one, other) => other.count - one.count),
    createdAt: row.created_at.getTime(),
    ...(row.begun_at && { begunAt: row.begun_at.getTime() }),
    ...(row.settled_at && { settledAt: row.settled_at.getTime() }),
    ...(row.ended_at && { endedAt: row.ended_at.getTime() }),
    ...(usualMs !== undefined && { usualMs }),
    ...(trouble && {
      trouble: { failure: trouble.failure, since: trouble.since, nextTryAt: trouble.nextTryAt },
    }),
    ...(row.stopped_by !== null && { stoppedBy: row.stopped_by }),
  };
}

/** In the file's order. */
function rowsOf(db: Db, id: number) {
  return db.selectFrom('import_rows').selectAll().where('import_id', '=', id).orderBy('line');
}

async function problemsOf(db: Db, id: number): Promise<readonly ImportRow[]> {
  const rows = await rowsOf(db, id).where('state', 'in', problemStates).limit(problemsShown).execute();
  return rows.map(shownRow);
}

async function tagsInFile(db: Db, id: number): Promise<ImportView['tagsInFile']> {
  return db
    .selectFrom('import_rows')
    .select('tag')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('import_id', '=', id)
    .where('state', '!=', 'refused')
    .groupBy('tag')
    .orderBy('count', 'desc')
    .orderBy('tag')
    .execute();
}

/** The median of the latest twenty. */
async function usualTime(db: Db, tenantId: string): Promise<number | undefined> {
  const { rows } = await sql<{ count: number; ms: number }>`
    select count(*)::integer as count,
      (percentile_cont(0.5) within group (order by extract(epoch from settled_at - begun_at)) * 1000)::float8 as ms
    from (
      select settled_at, begun_at from imports
      where tenant_id = ${tenantId} and kind = 'hashes' and settled_at is not null and stopped_by is null
      order by import_id desc limit 20) as latest`.execute(db);
  const [usual] = rows;
  return usual !== undefined && usual.count >= fewestForUsual ? Math.round(usual.ms) : undefined;
}

function table<K extends string>(keys: readonly K[], value: (key: K) => number): Readonly<Record<K, number>> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>;
}

function shownRow(row: Selectable<Tables['import_rows']>): ImportRow {
  return {
    line: row.line,
    serial: row.serial,
    tag: row.tag,
    user: row.assigned_user,
    manufacturer: row.manufacturer,
    model: row.model,
    verdict: row.verdict as RowVerdict,
    findings: row.findings as readonly Finding[],
    state: row.state as RowState,
    ...(row.has_tpm !== null && { hasTpm: row.has_tpm }),
    ...(row.reason !== null && { reason: row.reason as FailureReason }),
    ...(row.error_name !== null && { errorName: row.error_name }),
    ...(row.error_code !== null && { errorCode: row.error_code }),
    ...(row.found_tag !== null && { foundTag: row.found_tag }),
  };
}
