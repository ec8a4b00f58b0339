import { createHash, createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tables } from '../store/tables';
import { canonicalJson } from './canonical-json';

type StoredRow = Selectable<Tables['audit']>;

/** Names the form of what is sealed: another form gets another name. */
const form = 'autopilot-audit-1';

/** What the form seals, besides the instant. A column that a later migration adds is not among them. */
export const sealedColumns = [
  'entry',
  'tenant_id',
  'actor_id',
  'actor_name',
  'role',
  'conversation_id',
  'command',
  'action',
  'request_id',
  'serial',
  'before',
  'after',
  'approval',
  'result',
  'correlation_id',
] as const satisfies readonly (keyof StoredRow)[];

/** An entry as it is stored and read. */
export type SealedRow = Pick<StoredRow, (typeof sealedColumns)[number] | 'recorded_at' | 'seal'>;

/** An entry as it is sealed: its instant is a text, for a `Date` cannot hold all that a database can. */
export type SealedContent = Pick<StoredRow, (typeof sealedColumns)[number]> & {
  readonly recorded_at: string;
};

/** Before the first entry there is no seal. */
export const firstSeal = '';

/**
 * The seal of an entry: SHA-256 (with `key`: HMAC-SHA-256), in hex, of three lines: the form's name, the seal of the
 * entry before, and the entry itself as canonical JSON, its instant in ISO 8601 with milliseconds.
 */
export function sealOf(row: SealedContent, previous: string, key: string | undefined): string {
  const fields = Object.fromEntries(sealedColumns.map((name) => [name, row[name]]));
  const content = canonicalJson({ ...fields, recorded_at: row.recorded_at });
  const text = `${form}\n${previous}\n${content}`;
  return (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');
}
