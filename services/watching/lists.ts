import type { Clock } from '../clock';
import type { Fleet } from '../fleet/fleet';
import { listingOf, type Listing } from './signature';

export interface FleetListing extends Listing {
  /** Whether a device that is not in it is registered no more, as far as lists can tell. */
  readonly complete: boolean;
}

/** While a watched device is on its way, and while none is. */
const againAfterMs = { near: 50_000, far: 280_000 } as const;
/** Younger lists, which somebody else had read, are good enough. */
const youngMs = 45_000;

export interface Lists {
  /** The fleet as it is now; undefined when it was looked at a moment ago, or cannot be read. */
  readIfDue(isNear: boolean): Promise<FleetListing | undefined>;
  /** The same whenever it was looked at. */
  read(): Promise<FleetListing | undefined>;
}

/**
 * Three lists, read once for all watches together. Microsoft Graph sends change notifications for none of them: not
 * for registrations, not for managed devices, not for deployment events
 * (learn.microsoft.com/graph/change-notifications-overview#supported-resources), so they are polled.
 */
export function createLists(fleet: Fleet, clock: Clock): Lists {
  let readAt = -Infinity;

  async function read(): Promise<FleetListing | undefined> {
    const begunAt = clock.now();
    const reading = { maxAgeMs: youngMs };
    const [registrations, records] = await Promise.all([
      fleet.registrations(reading),
      fleet.records(reading),
      fleet.readDeployments(),
    ]);
    if (!registrations.ok || !records.ok) return undefined;
    readAt = begunAt;
    const listing = listingOf(registrations.value.rows, records.value.rows, fleet.deployments());
    return { ...listing, complete: registrations.value.complete };
  }

  return {
    read,
    readIfDue: async (isNear) => {
      const age = clock.now() - readAt;
      return age >= 0 && age < againAfterMs[isNear ? 'near' : 'far'] ? undefined : read();
    },
  };
}
