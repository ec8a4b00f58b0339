import type { Clock } from '../clock';
import type { Deadline } from '../graph/deadline';
import {
  allAuditEventsPath,
  parseAuditEvents,
  pathOfAuditEvents,
  pathOfAuditEventsOf,
  type IntuneAuditEvent,
} from '../graph/audit-events';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { Result } from '../result';
import { fail, ok } from '../result';

/** What Intune recorded. `readBackTo`: the list is longer than one look may read, and was read back to here. */
export interface IntuneReading {
  readonly events: readonly IntuneAuditEvent[];
  readonly isComplete: boolean;
  /** ms since 1970; absent when everything of the window was read, or the list had no order. */
  readonly readBackTo?: number;
}

export interface IntuneTrail {
  /** Everything of the last days. */
  recent(deadline: Deadline): Promise<Result<IntuneReading, GraphFailure>>;
  /** What was done to things with these ids in the last year; nothing where Intune does not take the question. */
  ofIds(ids: readonly string[], deadline: Deadline): Promise<IntuneReading>;
}

const day = 24 * 60 * 60 * 1000;
const recentDays = 30;
const daysById = 365;
const mostPages = 5;
/** Answers to a question that Intune does not take: then there is nothing to be missed. */
const notTaken: readonly GraphFailure['type'][] = ['bad-request', 'not-offered'];

/**
 * Intune's own audit. Its list can be long and takes only some questions, so it is read twice: the last days as a
 * whole, in a bounded number of pages, and a year by the ids of a device. Whoever asks picks what belongs to them.
 */
export function createIntuneTrail(graph: GraphClient, clock: Clock): IntuneTrail {
  async function pages(path: string, deadline: Deadline): Promise<Result<IntuneReading, GraphFailure>> {
    const read = { version: 'v1.0', deadline } as const;
    const events = new Map<string, IntuneAuditEvent>();
    let next: string | undefined = path;
    for (let page = 0; page < mostPages && next !== undefined; page += 1) {
      const answer = await graph.get(next, read);
      const parsed = answer.ok ? parseAuditEvents(answer.value) : answer;
      if (!parsed.ok && page === 0) return parsed;
      if (!parsed.ok) break;
      const before = events.size;
      for (const event of parsed.value.rows) events.set(event.id, event);
      const link: string | undefined = parsed.value.nextLink;
      next = link === undefined ? undefined : graph.pathOfLink(link, read.version);
      // A page without news links to itself; its list has no end.
      if (events.size === before && next !== undefined) break;
    }
    const changes = [...events.values()].filter(({ isRead }) => !isRead);
    if (next === undefined) return ok({ events: changes, isComplete: true });
    return ok({ events: changes, isComplete: false, ...oldestOf(changes) });
  }

  return {
    async recent(deadline) {
      const since = clock.now() - recentDays * day;
      const reading = await pages(pathOfAuditEvents(since), deadline);
      if (reading.ok || reading.error.type !== 'bad-request') return reading;
      const unordered = await pages(allAuditEventsPath, deadline);
      if (!unordered.ok) return fail(unordered.error);
      const { events, isComplete } = unordered.value;
      return ok({ events, isComplete });
    },
    async ofIds(ids, deadline) {
      if (ids.length === 0) return { events: [], isComplete: true };
      const reading = await pages(pathOfAuditEventsOf(ids, clock.now() - daysById * day), deadline);
      return reading.ok ? reading.value : { events: [], isComplete: notTaken.includes(reading.error.type) };
    },
  };
}

function oldestOf(events: readonly IntuneAuditEvent[]): { readonly readBackTo?: number } {
  const dated = events.map(({ at }) => at).filter((at) => at > 0);
  return dated.length === 0 ? {} : { readBackTo: Math.min(...dated) };
}
