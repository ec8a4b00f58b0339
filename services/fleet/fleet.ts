import type { Clock } from '../clock';
import type { DeploymentSearch } from '../devices/deployment-search';
import { autopilotDevicesPath, registeredDevice, type RegisteredDevice } from '../graph/autopilot-devices';
import type { AutopilotEvent } from '../graph/autopilot-events';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { listedRecord, managedDevicesPath, type ListedRecord } from '../graph/managed-devices';
import { offered } from '../graph/offered';
import type { Result } from '../result';
import { createSharedList } from './shared-list';
import { usualDurationOf, type UsualDuration } from './usual-duration';

export type { UsualDuration } from './usual-duration';

export type FleetDevice = RegisteredDevice;
export type FleetRecord = ListedRecord;

/** A list as it was read at `readAt`, ms since 1970; not `complete` when it was too long to be read to its end. */
export interface FleetList<T> {
  readonly rows: readonly T[];
  readonly readAt: number;
  readonly complete: boolean;
}

export interface Reading {
  /** What was read longer ago is read again. */
  readonly maxAgeMs?: number;
  readonly deadline?: Deadline;
}

/**
 * The whole fleet, read for everybody together: whoever asks while a list is being read waits for that reading, and
 * a list that is young enough is not read again. Never rejects.
 */
export interface Fleet {
  registrations(reading?: Reading): Promise<Result<FleetList<FleetDevice>, GraphFailure>>;
  records(reading?: Reading): Promise<Result<FleetList<FleetRecord>, GraphFailure>>;
  /** The report of deployments as far as it was read: the last 30 days, in no order. */
  deployments(): readonly AutopilotEvent[];
  /** False while the report could not be read yet: a deployment may be missing. */
  knowsDeployments(): boolean;
  /** Reads that report again, or joins the reading that is under way; false when it could not be read. */
  readDeployments(): Promise<boolean>;
  /** How long deployments of this tag took lately; without the tag's own where too few are known. */
  usualDuration(groupTag: string | undefined): UsualDuration | undefined;
}

interface FleetParts {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly deployments: DeploymentSearch;
}

/** Long enough for 200,000 devices at the pace that Graph gives pages. */
const readingMs = 120_000;
const requestMs = 20_000;
const maxPages = 200;

export function createFleet({ graph, clock, deployments }: FleetParts): Fleet {
  const reading = (deadline: Deadline) => ({ deadline, requestMs, maxPages });
  const registrations = createSharedList<FleetDevice>({
    clock,
    readingMs,
    read: (deadline) =>
      offered((version) =>
        graph.listOf(autopilotDevicesPath, registeredDevice, { version, ...reading(deadline) }),
      ),
  });
  const records = createSharedList<FleetRecord>({
    clock,
    readingMs,
    read: (deadline) =>
      graph.listOf(managedDevicesPath, listedRecord, { version: 'v1.0', ...reading(deadline) }),
  });
  return {
    registrations: (wanted) => registrations.get(wanted),
    records: (wanted) => records.get(wanted),
    deployments: () => deployments.rows(),
    knowsDeployments: () => deployments.isKnown(),
    readDeployments: () => deployments.readReport(),
    usualDuration: (groupTag) =>
      usualDurationOf(deployments.rows(), registrations.last()?.rows ?? [], groupTag),
  };
}
