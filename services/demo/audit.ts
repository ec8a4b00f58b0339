/** What a change was made to, as Intune's audit names it. */
export interface AuditedResource {
  /** Empty for something that had no id before the change. */
  readonly id: string;
  readonly name: string;
  /** A type of Graph, such as "WindowsAutopilotDeviceIdentity". */
  readonly type: string;
  readonly changes: readonly AuditedChange[];
}

export interface AuditedChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A change made in the tenant; `at` in ms since 1970. */
export interface AuditEntry {
  readonly key: number;
  readonly at: number;
  readonly method: string;
  /** What was done, such as "updateDeviceProperties". */
  readonly action: string;
  readonly resources: readonly AuditedResource[];
  /** User principal name of who did it; absent for the app that calls the tenant. */
  readonly by?: string;
  readonly result?: 'Success' | 'Failure';
}

export interface Audit {
  add(entry: Omit<AuditEntry, 'key'>): void;
  /** Latest first. */
  all(): readonly AuditEntry[];
}

export function createAudit(told: readonly Omit<AuditEntry, 'key'>[] = [], capacity = 5_000): Audit {
  let latest = 0;
  const numbered = (entry: Omit<AuditEntry, 'key'>): AuditEntry => {
    latest += 1;
    return { ...entry, key: latest };
  };
  let entries = told.toSorted((one, other) => one.at - other.at).map(numbered);
  return {
    add: (entry) => {
      entries.push(numbered(entry));
      if (entries.length > 2 * capacity) entries = entries.slice(-capacity);
    },
    all: () => entries.toReversed(),
  };
}
