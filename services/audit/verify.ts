import { sql } from 'kysely';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Db, Tx } from '../store/store';
import { firstSeal, sealedColumns, sealOf, type SealedContent } from './seal';

/** An entry's number and seal, as they were noted outside the database. */
export interface NotedSeal {
  readonly entry: number;
  readonly seal: string;
}

/**
 * The first entry that is not as it was written. `head`: the entries fit each other, but not what the table of the
 * last entry says. `noted`: all fits, but not the seal that was noted elsewhere, so everything up to that entry may
 * have been written anew.
 */
export interface BrokenSeal {
  readonly type: 'changed' | 'removed' | 'inserted' | 'head' | 'noted';
  readonly entry: number;
}

const pageSize = 1000;

/**
 * Walks the whole chain from its first entry, in one snapshot, so it may run beside the bot. Gives the last entry.
 * Rejects when the database cannot be read.
 */
export async function verifyAudit(
  db: Db,
  { key, noted }: { readonly key?: string; readonly noted?: NotedSeal } = {},
): Promise<Result<NotedSeal, BrokenSeal>> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => walk(tx, key, noted));
}

async function walk(
  tx: Tx,
  key: string | undefined,
  noted: NotedSeal | undefined,
): Promise<Result<NotedSeal, BrokenSeal>> {
  const head = await tx.selectFrom('audit_head').select(['entry', 'seal']).executeTakeFirst();
  let last: NotedSeal = { entry: 0, seal: firstSeal };
  let isNotedMet = noted === undefined;
  for (;;) {
    const page = await rowsAfter(tx, last.entry === 0 ? undefined : last.entry, pageSize + 2);
    for (const [index, row] of page.slice(0, pageSize).entries()) {
      const problem = problemOf(row, last, page.slice(index + 1), key);
      if (problem !== undefined) return fail(problem);
      if (head !== undefined && row.entry > head.entry) return fail({ type: 'inserted', entry: row.entry });
      if (row.entry === noted?.entry) {
        if (row.seal !== noted.seal) return fail({ type: 'noted', entry: row.entry });
        isNotedMet = true;
      }
      last = { entry: row.entry, seal: row.seal };
    }
    if (page.length <= pageSize) break;
  }
  if (last.entry < (head?.entry ?? 0) || !isNotedMet) return fail({ type: 'removed', entry: last.entry + 1 });
  if (head?.entry !== last.entry || head.seal !== last.seal) return fail({ type: 'head', entry: last.entry });
  return ok(last);
}

type ReadRow = SealedContent & { readonly seal: string };

/** To the microsecond and with the era; null for what is no instant at all. */
const recordedAt = sql<
  string | null
>`to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"AD')`;

async function rowsAfter(tx: Tx, entry: number | undefined, limit: number): Promise<ReadRow[]> {
  const rows = await tx
    .selectFrom('audit')
    .select([...sealedColumns, 'seal'])
    .select(recordedAt.as('recorded_at'))
    .$if(entry !== undefined, (query) => query.where('entry', '>', entry ?? 0))
    .orderBy('entry')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, recorded_at: asSealed(row.recorded_at ?? '') }));
}

/** Entries are sealed with milliseconds; an instant that says more, or is none, stays a text that fits no seal. */
function asSealed(instant: string): string {
  return instant.replace(/000ZAD$/, 'Z');
}

function problemOf(
  row: ReadRow,
  last: NotedSeal,
  next: readonly ReadRow[],
  key: string | undefined,
): BrokenSeal | undefined {
  const entry = last.entry + 1;
  if (row.entry < entry) return { type: 'inserted', entry: row.entry };
  if (row.entry > entry) return { type: 'removed', entry };
  const fits = (other: ReadRow | undefined, number: number, previous: string) => {
    if (other === undefined) return false;
    return sealOf({ ...other, entry: number }, previous, key) === other.seal;
  };
  if (fits(row, entry, last.seal)) return undefined;
  // Whoever puts an entry in or takes one out may have numbered the others anew; their seals still know.
  if (fits(next[0], entry, last.seal)) return { type: 'inserted', entry };
  if (fits(next[0], entry + 2, row.seal)) return { type: 'removed', entry };
  return { type: 'changed', entry };
}
