import type { Clock } from '../clock';
import { firstEventsPath, parseEvents } from '../graph/autopilot-events';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { DeploymentMemory } from './deployment-memory';

/** Reads the report into the memory, in the background. */
export interface ReportReading {
  /** Reads now, or joins the reading that is under way; false when it failed. Never rejects. */
  read(): Promise<boolean>;
  /** Whether it was ever read, or is refused for good. */
  isKnown(): boolean;
  /** Reads again if somebody has begun to read before and that is too long ago. */
  readIfOld(): void;
}

const maxPages = 40;
const readingMs = 60_000;

/** Devices being set up change by the minute; a reading that failed is tried again sooner, but not at every look-up. */
const againAfterMs = { read: 60_000, failed: 10_000 } as const;

export function createReportReading(
  graph: GraphClient,
  clock: Clock,
  memory: DeploymentMemory,
): ReportReading {
  let reading: Promise<boolean> | undefined;
  let isKnown = false;
  let last: { readonly startedAt: number; readonly outcome: 'read' | 'failed' } | undefined;

  async function readOnce(): Promise<boolean> {
    const startedAt = clock.now();
    const outcome = await readPages(graph, clock, memory);
    const wasRead = outcome === 'to-its-end' || outcome === 'in-part';
    if (wasRead) memory.wasRead(startedAt, outcome === 'to-its-end');
    isKnown ||= wasRead || outcome === 'refused';
    last = { startedAt, outcome: wasRead ? 'read' : 'failed' };
    return wasRead;
  }

  function read(): Promise<boolean> {
    reading ??= readOnce().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    read,
    isKnown: () => isKnown,
    readIfOld: () => {
      if (last !== undefined && clock.now() - last.startedAt > againAfterMs[last.outcome]) void read();
    },
  };
}

/** Page by page, 50 rows each; what is read before a failure is kept. */
async function readPages(
  graph: GraphClient,
  clock: Clock,
  memory: DeploymentMemory,
): Promise<'to-its-end' | 'in-part' | 'failed' | 'refused'> {
  const deadline = deadlineAfter(readingMs, clock);
  const visited = new Set<string>();
  let path: string | undefined = firstEventsPath;
  while (path !== undefined && !visited.has(path) && visited.size < maxPages) {
    visited.add(path);
    const answer = await graph.get(path, { version: 'beta', deadline });
    const page = answer.ok ? parseEvents(answer.value) : answer;
    if (!page.ok) return isRefusal(page.error) ? 'refused' : 'failed';
    memory.note(path, page.value.rows, clock.now());
    const { nextLink } = page.value;
    path = nextLink === undefined ? undefined : (graph.pathOfLink(nextLink, 'beta') ?? path);
  }
  return path === undefined ? 'to-its-end' : 'in-part';
}

/** Without the permission, or in a cloud without beta, asking again brings nothing. */
function isRefusal({ type }: GraphFailure): boolean {
  return type === 'forbidden' || type === 'not-found' || type === 'not-offered';
}
