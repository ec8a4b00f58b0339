import { createAudit, type Audit } from './audit';
import { auditStory } from './audit-story';
import { createChanges, type Changes } from './changes';
import { createDirectory, type Directory } from './directory';
import type { Timings } from './durations';
import { createFleet, type Fleet } from './fleet';
import { createGuids, type Guids } from './guids';
import { createImports, type Imports } from './imports';
import { createPeople, type People } from './people';
import { createRefusals, type Refusals } from './refusals';
import { createSerials } from './serials';
import { stagedDevices, type StagedDevice } from './showcase';
import { createSharedFiles, type SharedFiles } from './shared-files';
import { standingOf, type Standing } from './standing';

/** Everything the endpoints answer from. */
export interface World {
  readonly seed: number;
  /** When the tenant started, ms since 1970. */
  readonly epoch: number;
  readonly now: () => number;
  readonly timings: Timings;
  readonly eventFilter: EventFilter;
  /** Rows that one `import` call takes. */
  readonly mostImportRows: number;
  readonly guids: Guids;
  readonly people: People;
  readonly directory: Directory;
  readonly fleet: Fleet;
  readonly changes: Changes;
  readonly imports: Imports;
  readonly audit: Audit;
  readonly sharedFiles: SharedFiles;
  readonly refusals: Refusals;
  /** Where a device stands now; undefined for a key that no device has. */
  readonly standing: (key: number) => Standing | undefined;
  /** Without version; known once the server listens. */
  readonly url: () => string;
}

/** What the tenant does with a filter on autopilotEvents; the sources leave it open (graph facts §12). */
export type EventFilter = 'refused' | 'ignored' | 'honoured';

export interface WorldOptions {
  readonly seed: number;
  readonly devices: number;
  readonly now: () => number;
  readonly timings: Timings;
  readonly eventFilter: EventFilter;
  readonly mostImportRows: number;
  /** Devices placed by hand besides those of the showcase. */
  readonly staged: readonly StagedDevice[];
  readonly url: () => string;
}

export function createWorld(options: WorldOptions): World {
  const { seed, devices, now, timings, eventFilter, mostImportRows, url } = options;
  const epoch = now();
  const guids = createGuids(seed);
  const staged = [...stagedDevices, ...options.staged];
  const people = createPeople(seed, guids, devices + staged.length);
  const directory = createDirectory(guids);
  const fleet = createFleet({
    seed,
    epoch,
    serials: createSerials(seed, devices),
    people,
    directory,
    staged,
  });
  const changes = createChanges();
  const context = { seed, directory, timings };
  const isRegistered = (serialNumber: string): boolean =>
    [...fleet.keysOfSerial(serialNumber)].some((key) => changes.of(key).deletedAt === undefined);
  return {
    seed,
    epoch,
    now,
    timings,
    eventFilter,
    mostImportRows,
    guids,
    people,
    directory,
    fleet,
    changes,
    imports: createImports({ seed, now, timings, fleet, isRegistered }),
    audit: createAudit(auditStory((serial) => [...fleet.keysOfSerial(serial)][0], guids, epoch)),
    sharedFiles: createSharedFiles(now),
    refusals: createRefusals(guids, now),
    url,
    standing: (key) => {
      const device = fleet.get(key);
      return device === undefined ? undefined : standingOf(device, changes.of(key), now(), context);
    },
  };
}
