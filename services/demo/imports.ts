import { createHash } from 'node:crypto';
import type { Timings } from './durations';
import { minute } from './durations';
import type { Fleet } from './fleet';
import { readHardwareHash, type HardwareHash } from './hardware-hash';
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

/** One record of the import queue; it stays until it is deleted. The hash itself is not kept: it is 4 kB. */
export interface ImportRecord extends Omit<ImportRequest, 'hardwareHash'> {
  readonly key: number;
  /** Undefined for a blob that is no hardware hash. */
  readonly hardware: HardwareHash | undefined;
  /** An earlier record of the same call has the same hash. */
  readonly isDuplicate: boolean;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly end?: { readonly error: ImportError } | { readonly registeredKey: number };
}

export interface Imports {
  /** The rows of one call. */
  add(requests: readonly ImportRequest[]): readonly ImportRecord[];
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
  { serial: '5CG0POISON', story: 'Every call with a serial that begins so is refused whole', poisons: true },
] as const;

/** A row that the service cannot take, for a reason that it does not tell. */
export function isPoisoned({ serialNumber }: ImportRequest): boolean {
  return importShowcase.some((told) => 'poisons' in told && serialNumber.startsWith(told.serial));
}

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

  function verdictOn({ serialNumber, hardware, isDuplicate }: ImportRecord): ImportError | undefined {
    if (!hardware?.serialNumber || !hardware.manufacturer) return errors.invalidHash;
    if (isDuplicate) return errors.duplicated;
    if (isRegistered(serialNumber)) return errors.alreadyAssigned;
    const told = importShowcase.find(({ serial }) => serial === serialNumber);
    return told !== undefined && 'error' in told ? told.error : undefined;
  }

  function register({ serialNumber, hardware, groupTag, assignedUser, endsAt }: ImportRecord): number {
    return fleet.add({
      serialNumber,
      manufacturer: hardware?.manufacturer ?? '',
      model: hardware?.model ?? '',
      groupTag,
      ...(assignedUser === '' ? {} : { assignedUser }),
      registeredAt: endsAt + timings.listedAfterImportMs,
    });
  }

  function addOne({ hardwareHash, ...request }: ImportRequest, known: Set<string>): ImportRecord {
    latest += 1;
    const isSlow = importShowcase.some((told) => 'slow' in told && told.serial === request.serialNumber);
    const takesMs = isSlow
      ? slowMs
      : rollBetween(seed, 'import', latest, timings.importFromMs, timings.importToMs);
    const digest = createHash('sha256').update(hardwareHash).digest('base64');
    const record = {
      ...request,
      key: latest,
      hardware: readHardwareHash(hardwareHash),
      isDuplicate: known.has(digest),
      createdAt: now(),
      endsAt: now() + takesMs,
    };
    known.add(digest);
    records.set(latest, record);
    open.add(latest);
    return record;
  }

  return {
    add: (requests) => {
      const known = new Set<string>();
      return requests.map((request) => addOne(request, known));
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
