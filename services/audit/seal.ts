import { createHash, createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tables } from '../store/tables';
import { canonicalJson } from './canonical-json';

/** An entry as it is stored and read. */
export type SealedRow = Selectable<Tables['audit']>;

/** Names the form of what is sealed: another form gets another name. */
const form = 'autopilot-audit-1';

/** Before the first entry there is no seal. */
export const firstSeal = '';

/**
 * The seal of an entry: SHA-256 (with `key`: HMAC-SHA-256), in hex, of three lines: the form's name, the seal of the
 * entry before, and the entry itself as canonical JSON, its instant in ISO 8601 with milliseconds.
 */
export function sealOf(row: Omit<SealedRow, 'seal'>, previous: string, key: string | undefined): string {
  const { recorded_at: at, ...fields } = row;
  const content = canonicalJson({ ...fields, seal: undefined, recorded_at: at.toISOString() });
  const text = `${form}\n${previous}\n${content}`;
  return (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');
}
