import type { AutopilotEvent } from '../graph/autopilot-events';
import { serialKey } from './serial-text';

/** A row of the deployment report, where it was seen last and when, ms since 1970. */
interface Sighting {
  readonly event: AutopilotEvent;
  readonly path: string;
  readonly seenAt: number;
}

/** The report as far as it was ever read; every page read again, by whomever, renews its rows. */
export interface DeploymentMemory {
  note(path: string, events: readonly AutopilotEvent[], seenAt: number): void;
  of(serial: string): readonly Sighting[];
  all(): readonly AutopilotEvent[];
  /** The report was read from `startedAt` on: rows not seen since then are gone, unless pages were left unread. */
  wasRead(startedAt: number, toItsEnd: boolean): void;
  /** When the last reading to the end began, ms since 1970; undefined while there was none. */
  readonly readToItsEndAt: number | undefined;
}

export function createDeploymentMemory(): DeploymentMemory {
  const bySerial = new Map<string, Map<string, Sighting>>();
  let readToItsEndAt: number | undefined;

  function forgetBefore(startedAt: number): void {
    for (const [key, sightings] of bySerial) {
      for (const [id, { seenAt }] of sightings) if (seenAt < startedAt) sightings.delete(id);
      if (sightings.size === 0) bySerial.delete(key);
    }
  }

  return {
    note(path, events, seenAt) {
      for (const event of events) {
        const key = serialKey(event.serialNumber);
        const sightings = bySerial.get(key) ?? new Map<string, Sighting>();
        bySerial.set(key, sightings.set(event.id, { event, path, seenAt }));
      }
    },
    of: (serial) => [...(bySerial.get(serialKey(serial))?.values() ?? [])],
    all: () => [...bySerial.values()].flatMap((rows) => [...rows.values()].map(({ event }) => event)),
    wasRead(startedAt, toItsEnd) {
      if (!toItsEnd) return;
      forgetBefore(startedAt);
      readToItsEndAt = startedAt;
    },
    get readToItsEndAt() {
      return readToItsEndAt;
    },
  };
}
