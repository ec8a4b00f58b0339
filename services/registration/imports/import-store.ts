import type { Selectable } from 'kysely';
import { canonicalJson } from '../../audit/canonical-json';
import type { Clock } from '../../clock';
import type { GraphFailure } from '../../graph/graph-failure';
import type { Db, Tx } from '../../store/store';
import type { Tables } from '../../store/tables';
import type { FileKind } from '../doctor/doctored-file';
import type { ImportChoices, ImportPhase } from './import';
import { createImportRows, type ImportRows } from './import-rows';

export interface Trouble {
  readonly failure: GraphFailure['type'];
  /** ms since 1970 */
  readonly since: number;
  readonly nextTryAt: number;
  readonly tries: number;
  /** How many in a row of a kind against which time alone does not help. */
  readonly hopeless: number;
}

/** An import as its work sees it. Times in ms since 1970. */
export interface StoredImport {
  readonly id: number;
  readonly tenantId: string;
  readonly kind: FileKind;
  readonly phase: ImportPhase;
  readonly phaseSince: number;
  readonly choices: ImportChoices;
  readonly foreignRecords: readonly string[];
  readonly chunkSize: number;
  readonly chunkLimit: number;
  readonly hasWaited: boolean;
  readonly waits: number;
  readonly trouble?: Trouble;
  readonly stoppedBy?: string;
  readonly begunAt?: number;
  readonly settledAt?: number;
  readonly syncedAt?: number;
}

export interface NewImport {
  readonly tenantId: string;
  readonly personId: string;
  readonly personName: string;
  readonly fileName: string;
}

interface ImportChange {
  readonly phase?: ImportPhase;
  readonly choices?: ImportChoices;
  readonly tags?: readonly string[];
  readonly isChecked?: boolean;
  readonly foreignRecords?: readonly string[];
  readonly chunkSize?: number;
  readonly chunkLimit?: number;
  readonly hasWaited?: boolean;
  readonly waits?: number;
  readonly trouble?: Trouble | null;
  readonly settledAt?: number;
  readonly syncedAt?: number;
  readonly endedAt?: number;
  readonly begunAt?: number;
}

/** Imports and their rows as they lie in the database. */
export interface ImportStore extends ImportRows {
  create(draft: NewImport): Promise<number>;
  describe(
    id: number,
    file: { readonly kind: FileKind; readonly format: string; readonly ignoredColumns: readonly string[] },
  ): Promise<void>;
  discard(id: number): Promise<void>;
  /** The request whose confirmation it waits for, or that it is done for. */
  belongsTo(id: number, requestId: number): Promise<void>;
  /** Nothing more is sent; what was sent is followed to its end. False when it was stopped or had ended before. */
  stop(id: number, byName: string): Promise<boolean>;
  find(id: number): Promise<StoredImport | undefined>;
  change(id: number, change: ImportChange, tx?: Tx): Promise<void>;
}

export function createImportStore(db: Db, clock: Clock): ImportStore {
  const now = () => new Date(clock.now());
  return {
    ...createImportRows(db),
    async create({ tenantId, personId, personName, fileName }) {
      const row = await db
        .insertInto('imports')
        .values({
          tenant_id: tenantId,
          person_id: personId,
          person_name: personName,
          file_name: fileName,
          kind: 'hashes',
          format: '',
          ignored_columns: '[]',
          phase: 'offered',
          choices: JSON.stringify({ includeAsked: false }),
          phase_since: now(),
          created_at: now(),
        })
        .returning('import_id')
        .executeTakeFirstOrThrow();
      return row.import_id;
    },
    async describe(id, { kind, format, ignoredColumns }) {
      await db
        .updateTable('imports')
        .set({ kind, format, ignored_columns: canonicalJson(ignoredColumns) })
        .where('import_id', '=', id)
        .execute();
    },
    async discard(id) {
      await db.deleteFrom('imports').where('import_id', '=', id).execute();
    },
    async belongsTo(id, requestId) {
      await db.updateTable('imports').set({ request_id: requestId }).where('import_id', '=', id).execute();
    },
    async stop(id, byName) {
      const { numUpdatedRows } = await db
        .updateTable('imports')
        .set({ stopped_by: byName })
        .where('import_id', '=', id)
        .where('stopped_by', 'is', null)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async find(id) {
      const row = await db.selectFrom('imports').selectAll().where('import_id', '=', id).executeTakeFirst();
      return row && importOf(row);
    },
    async change(id, change, tx) {
      const set = columnsOf(change, now());
      await (tx ?? db).updateTable('imports').set(set).where('import_id', '=', id).execute();
    },
  };
}

function columnsOf(change: ImportChange, now: Date) {
  const { phase, choices, tags, isChecked, foreignRecords, chunkSize, waits, trouble } = change;
  const { settledAt, syncedAt, endedAt, begunAt } = change;
  return {
    ...(phase && { phase, phase_since: now, waits: 0 }),
    ...(choices && { choices: JSON.stringify(choices) }),
    ...(tags && { tags: canonicalJson(tags) }),
    ...(isChecked !== undefined && { is_checked: isChecked }),
    ...(foreignRecords && { foreign_records: JSON.stringify(foreignRecords) }),
    ...(chunkSize !== undefined && { chunk_size: chunkSize }),
    ...(change.chunkLimit !== undefined && { chunk_limit: change.chunkLimit }),
    ...(change.hasWaited !== undefined && { has_waited: change.hasWaited }),
    ...(waits !== undefined && { waits }),
    ...(trouble !== undefined && { trouble: trouble && JSON.stringify(trouble) }),
    ...(settledAt !== undefined && { settled_at: new Date(settledAt) }),
    ...(syncedAt !== undefined && { synced_at: new Date(syncedAt) }),
    ...(endedAt !== undefined && { ended_at: new Date(endedAt) }),
    ...(begunAt !== undefined && { begun_at: new Date(begunAt) }),
  };
}

function importOf(row: Selectable<Tables['imports']>): StoredImport {
  return {
    id: row.import_id,
    tenantId: row.tenant_id,
    kind: row.kind as FileKind,
    phase: row.phase as ImportPhase,
    phaseSince: row.phase_since.getTime(),
    choices: row.choices as ImportChoices,
    foreignRecords: row.foreign_records,
    chunkSize: row.chunk_size,
    chunkLimit: row.chunk_limit,
    hasWaited: row.has_waited,
    waits: row.waits,
    ...(row.trouble && { trouble: row.trouble as Trouble }),
    ...(row.stopped_by !== null && { stoppedBy: row.stopped_by }),
    ...(row.begun_at && { begunAt: row.begun_at.getTime() }),
    ...(row.settled_at && { settledAt: row.settled_at.getTime() }),
    ...(row.synced_at && { syncedAt: row.synced_at.getTime() }),
  };
}
