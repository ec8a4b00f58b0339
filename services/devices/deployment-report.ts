import type { Clock } from '../clock';
import type { AutopilotEvent } from '../graph/autopilot-events';
import { firstEventsPath, parseEvents } from '../graph/autopilot-events';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import { serialKey } from './serial-text';

/** A row and the path of the page on which it was last seen. */
interface Sighting {
  readonly event: AutopilotEvent;
  readonly path: string;
}

/** The deployment report as it was read from end to end. */
export interface DeploymentReport {
  /** When the reading began, ms since 1970. */
  readonly readAt: number;
  /** False when the report has more pages than are read. */
  readonly isComplete: boolean;
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>;
}

const maxPages = 40;
const readingMs = 60_000;

/** Reads the report page by page, 50 rows each; undefined when Graph does not give it. For the background only. */
export async function readDeploymentReport(
  graph: GraphClient,
  clock: Clock,
): Promise<DeploymentReport | undefined> {
  const readAt = clock.now();
  const deadline = deadlineAfter(readingMs, clock);
  const sightings = new Map<string, Sighting[]>();
  const visited = new Set<string>();
  let path: string | undefined = firstEventsPath;
  while (path !== undefined && !visited.has(path) && visited.size < maxPages) {
    visited.add(path);
    const answer = await graph.get(path, { version: 'beta', deadline });
    const page = answer.ok ? parseEvents(answer.value) : answer;
    if (!page.ok) return undefined;
    for (const event of page.value.rows) {
      const key = serialKey(event.serialNumber);
      sightings.set(key, [...(sightings.get(key) ?? []), { event, path }]);
    }
    const { nextLink } = page.value;
    path = nextLink === undefined ? undefined : (graph.pathOfLink(nextLink, 'beta') ?? path);
  }
  return { readAt, isComplete: path === undefined, sightings };
}
