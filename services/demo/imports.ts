import type { Timings } from './durations';
import { minute } from './durations';
import type { Fleet } from './fleet';
import { readHardwareHash } from './hardware-hash';
import { rollBetween } from './seed';

/** What somebody asked to register; the hash is padded base64. */
export interface ImportRequest {
  readonly serialNumber: string;
  readonly hardwareHash: string;
  readonly groupTag: string;
  readonly assignedUser: string;
}

interface ImportError {
  readonly code: number;
  readonly name: string;
}

/** One record of the import queue; it stays until it is deleted. */
export interface ImportRecord extends ImportRequest {
  readonly key: number;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly end?: { readonly error: ImportError } | { readonly registeredKey: number };
}

export interface Imports {
  add(request: ImportRequest): ImportRecord;
  get(key: number): ImportRecord | undefined;
  all(): readonly ImportRecord[];
  remove(key: number): void;
  /** Decides the imports whose time has come. */
  settle(): void;
}

/** Errors by name, with the numbers seen beside them (graph facts §2.3). */
const errors = {
  invalidHash: { code: 802, name: 'InvalidZtdHardwareHash' },
  alreadyAssigned: { code: 806, name: 'ZtdDeviceAlreadyAssigned' },
  otherTenant: { code: 806, name: 'ZtdDeviceAssignedToOtherTenant' },
  /** No number is known for this one. */
  duplicated: { code: 0, name: 'ZtdDeviceDuplicated' },
  storage: { code: 640, name: 'StorageError' },
} as const;

/** Serials that tell a story when they are imported. */
export const importShowcase = [
  { serial: '5CG0OTHER1', story: 'Registered in another tenant', error: errors.otherTenant },
  { serial: '5CG0STORE1', story: 'The service fails, try again later', error: errors.storage },
  { serial: '5CG0SLOW01', story: 'Stays unknown for a quarter of an hour, then completes', slow: true },
] as const;

const slowMs = 15 * minute;

export interface ImportContext {
  readonly seed: number;
  readonly now: () => number;
  readonly timings: Timings;
  readonly fleet: Fleet;
  readonly isRegistered: (serialNumber: string) => boolean;
}

export function createImports({ seed, now, timings, fleet, isRegistered }: ImportContext): Imports {
  const records = new Map<number, ImportRecord>();
  const open = new Set<number>();
  let latest = 0;

  function verdictOn(record: ImportRecord): ImportError | undefined {
    const hash = readHardwareHash(record.hardwareHash);
    if (!hash?.serialNumber || !hash.manufacturer) return errors.invalidHash;
    const twin = [...records.values()].find(({ hardwareHash }) => hardwareHash === record.hardwareHash);
    if (twin !== undefined && twin.key < record.key && twin.createdAt === record.createdAt)
      return errors.duplicated;
    if (isRegistered(record.serialNumber)) return errors.alreadyAssigned;
    const told = importShowcase.find(({ serial }) => serial === record.serialNumber);
    return told !== undefined && 'error' in told ? told.error : undefined;
  }

  function register(record: ImportRecord): number {
    const hash = readHardwareHash(record.hardwareHash);
    return fleet.add({
      serialNumber: record.serialNumber,
      manufacturer: hash?.manufacturer ?? '',
      model: hash?.model ?? '',
      groupTag: record.groupTag,
      ...(record.assignedUser === '' ? {} : { assignedUser: record.assignedUser }),
      registeredAt: record.endsAt + timings.listedAfterImportMs,
    });
  }

  return {
    add: (request) => {
      latest += 1;
      const isSlow = importShowcase.some((told) => 'slow' in told && told.serial === request.serialNumber);
      const takesMs = isSlow
        ? slowMs
        : rollBetween(seed, 'import', latest, timings.importFromMs, timings.importToMs);
      const record = { ...request, key: latest, createdAt: now(), endsAt: now() + takesMs };
      records.set(latest, record);
      open.add(latest);
      return record;
    },
    get: (key) => records.get(key),
    all: () => [...records.values()],
    remove: (key) => {
      records.delete(key);
      open.delete(key);
    },
    settle: () => {
      for (const key of open) {
        const record = records.get(key);
        if (record === undefined || now() < record.endsAt) continue;
        const error = verdictOn(record);
        records.set(key, {
          ...record,
          end: error === undefined ? { registeredKey: register(record) } : { error },
        });
        open.delete(key);
      }
    },
  };
}
