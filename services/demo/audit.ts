/** A change made through the tenant; `at` in ms since 1970. */
export interface AuditEntry {
  readonly key: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
}

export interface Audit {
  add(entry: Omit<AuditEntry, 'key'>): void;
  /** Latest first. */
  all(): readonly AuditEntry[];
}

export function createAudit(capacity = 5_000): Audit {
  let entries: AuditEntry[] = [];
  let latest = 0;
  return {
    add: (entry) => {
      latest += 1;
      entries.push({ ...entry, key: latest });
      if (entries.length > 2 * capacity) entries = entries.slice(-capacity);
    },
    all: () => entries.toReversed(),
  };
}
