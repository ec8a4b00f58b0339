import { hash32 } from './seed';

/** What a GUID stands for; the same key gives unrelated GUIDs for two kinds. */
type GuidKind =
  | 'registration'
  | 'intune-record'
  | 'stale-intune-record'
  | 'entra-object'
  | 'entra-device'
  | 'hybrid-object'
  | 'hybrid-device'
  | 'event'
  | 'person'
  | 'group'
  | 'service-principal'
  | 'app-role'
  | 'app-role-assignment'
  | 'profile'
  | 'esp'
  | 'app'
  | 'import'
  | 'corporate-identifier'
  | 'audit-event'
  | 'activity'
  | 'request';

const factor = 0x9e3779b1;
const inverse = 0x0e8b2f51; // factor × inverse = 1 (mod 2³²)

export const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** GUIDs that can be read back, so that looking one up needs no table. */
export interface Guids {
  of(kind: GuidKind, key: number): string;
  /** The key behind a GUID of this kind; undefined for a foreign GUID. */
  keyOf(kind: GuidKind, guid: string): number | undefined;
}

export function createGuids(seed: number): Guids {
  const of = (kind: GuidKind, key: number): string => {
    const head = (Math.imul(key, factor) + hash32(seed, kind, 0)) >>> 0;
    const tail = [1, 2, 3].map((n) => hex(hash32(seed + n, kind, key))).join('');
    return [
      hex(head),
      tail.slice(0, 4),
      `4${tail.slice(5, 8)}`,
      `a${tail.slice(9, 12)}`,
      tail.slice(12, 24),
    ].join('-');
  };
  const keyOf = (kind: GuidKind, guid: string): number | undefined => {
    const head = Number.parseInt(guid.slice(0, 8), 16);
    if (Number.isNaN(head)) return undefined;
    const key = Math.imul(head - hash32(seed, kind, 0), inverse) >>> 0;
    return of(kind, key) === guid.toLowerCase() ? key : undefined;
  };
  return { of, keyOf };
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
