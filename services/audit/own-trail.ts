import { sql, type ExpressionBuilder } from 'kysely';
import type { Role } from '../people/actor';
import type { Db } from '../store/store';
import type { Tables } from '../store/tables';
import { canonicalJson } from './canonical-json';
import type { SealedRow } from './seal';
import type { TrailChange, TrailEntry, TrailKey } from './trail-entry';

/** Whose history: of devices, by upper-case serial, or of a person, by Entra object id. */
export type TrailSubject =
  | { readonly type: 'devices'; readonly serials: readonly string[] }
  | { readonly type: 'person'; readonly personId: string };

/** From where a part of a trail is read: all older than `key`, newest first, or all newer, oldest first. */
export interface TrailStart {
  readonly direction: 'older' | 'newer';
  readonly key: TrailKey;
}

/** The bot's own entries: those next to `start`, at most `limit`; without it the newest. */
export async function readOwnTrail(
  db: Db,
  subject: TrailSubject,
  limit: number,
  start?: TrailStart,
): Promise<readonly TrailEntry[]> {
  const order = start?.direction === 'newer' ? 'asc' : 'desc';
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where((eb) =>
      subject.type === 'person'
        ? eb('actor_id', '=', subject.personId)
        : eb('serial', 'in', [...subject.serials]),
    )
    .where((eb) => (start === undefined ? eb.lit(true) : beyond(eb, start)))
    .orderBy('recorded_at', order)
    .orderBy('entry', order)
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

function beyond(eb: ExpressionBuilder<Tables, 'audit'>, { direction, key }: TrailStart) {
  const at = new Date(key.at);
  const isNewer = direction === 'newer';
  const atOnce =
    'entry' in key
      ? eb('entry', isNewer ? '>' : '<', key.entry)
      : isNewer
        ? sql<boolean>`true`
        : sql<boolean>`false`;
  return eb.or([eb('recorded_at', isNewer ? '>' : '<', at), eb.and([eb('recorded_at', '=', at), atOnce])]);
}

function entryOf(row: SealedRow): TrailEntry {
  return {
    source: 'bot',
    key: { at: row.recorded_at.getTime(), entry: row.entry },
    who: row.actor_name,
    actorId: row.actor_id,
    role: row.role as Role,
    command: row.command,
    action: row.action,
    result: row.result as 'done' | 'failed' | 'refused',
    serial: row.serial,
    ...(row.request_id !== null && { requestId: row.request_id }),
    changes: changesBetween(row.before, row.after),
    approval: changesBetween(null, row.approval),
    correlationId: row.correlation_id,
    seal: row.seal,
  };
}

function changesBetween(before: object | null, after: object | null): readonly TrailChange[] {
  const [old, fresh] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  return [...new Set([...old.keys(), ...fresh.keys()])].map((name) => {
    const [one, other] = [textOf(old.get(name)), textOf(fresh.get(name))];
    return { name, ...(one !== '' && { before: one }), ...(other !== '' && { after: other }) };
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : canonicalJson(value);
}
