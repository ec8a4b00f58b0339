/** What people changed on a device through the tenant; laid over the computed device. Times in ms since 1970. */
export interface DeviceChange {
  readonly tag?: { readonly before: string; readonly value: string; readonly at: number };
  /** Empty for "nobody". */
  readonly assignedUser?: string;
  readonly addressableUserName?: string;
  readonly displayName?: string;
  readonly unblockedAt?: number;
  readonly deletedAt?: number;
  readonly intuneRecordDeletedAt?: number;
  readonly staleRecordDeletedAt?: number;
}

export interface Changes {
  of(key: number): DeviceChange;
  apply(key: number, change: DeviceChange): void;
}

export function createChanges(): Changes {
  const changes = new Map<number, DeviceChange>();
  const of = (key: number): DeviceChange => changes.get(key) ?? {};
  return { of, apply: (key, change) => void changes.set(key, { ...of(key), ...change }) };
}
