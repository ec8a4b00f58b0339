import type { Clock } from '../clock';
import type { AutopilotEvent } from '../graph/autopilot-events';
import { firstEventsPath, parseEvents, pathOfEventsWithSerial } from '../graph/autopilot-events';
import type { BatchResult } from '../graph/batch';
import { parsedPart } from '../graph/batch';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { Page } from '../graph/wire';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { DeploymentReport } from './deployment-report';
import { readDeploymentReport } from './deployment-report';
import { serialKey } from './serial-text';

/** Rows of one serial. Without rows there was no deployment known at `knownAt` (ms since 1970). */
export interface DeploymentHits {
  readonly events: readonly AutopilotEvent[];
  readonly knownAt: number;
}

type DeploymentAnswers = (serial: string) => Result<DeploymentHits, GraphFailure>;

export interface DeploymentSearch {
  /** At most two hops. `incomplete` for a serial without rows while pages stayed unread. */
  find(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers>;
  /** Reads the whole report, so that rows on later pages are found too. Never rejects. */
  readReport(): Promise<void>;
}

type EventPage = Result<Page<AutopilotEvent>, GraphFailure>;

/** Rows on pages that were known before are read again with the first page: as many as fit into one batch. */
const mostKnownPages = 19;

const reportAgeMs = 10 * 60 * 1000;

/**
 * Finds deployments in a report that has 50 rows per page, no order, and a filter that only some tenants honour:
 * whether this one does is found out once, by asking for a serial that is on the first page.
 */
export function createDeploymentSearch(graph: GraphClient, clock: Clock): DeploymentSearch {
  let filter: 'untried' | 'honoured' | 'unreliable' = 'untried';
  let report: DeploymentReport | undefined;
  let reading: Promise<void> | undefined;

  async function read(paths: readonly string[], deadline: Deadline): Promise<readonly EventPage[]> {
    const requests = paths.map((path) => ({ path }));
    const results: readonly BatchResult[] = await graph.batch(requests, { version: 'beta', deadline });
    return results.map((result) => parsedPart(result, parseEvents));
  }

  async function findByFilter(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers> {
    const pages = await read(serials.map(pathOfEventsWithSerial), deadline);
    if (pages.some((page) => !page.ok && page.error.type === 'bad-request')) filter = 'untried';
    return filteredAnswers(serials, pages, clock.now());
  }

  async function findByPages(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers> {
    const known = knownPages(report, serials);
    const [first = fail({ type: 'invalid-answer' }), ...others] = await read(
      [firstEventsPath, ...known],
      deadline,
    );
    if (!first.ok) return () => first;
    const seen = rowsOf([first, ...others]);
    const { nextLink } = first.value;
    const missing = serials.filter((serial) => eventsOf(serial, seen, report).length === 0);
    if (nextLink === undefined) return allRead(seen, clock.now());
    if (missing.length === 0 || (report?.isComplete && filter === 'unreliable'))
      return partlyRead(seen, report);
    return findMore({ seen, missing, nextLink, probe: first.value.rows[0]?.serialNumber }, deadline);
  }

  async function findMore(
    {
      seen,
      missing,
      nextLink,
      probe,
    }: {
      readonly seen: readonly AutopilotEvent[];
      readonly missing: readonly string[];
      readonly nextLink: string;
      readonly probe: string | undefined;
    },
    deadline: Deadline,
  ): Promise<DeploymentAnswers> {
    const second = graph.pathOfLink(nextLink, 'beta');
    const asked = filter === 'untried' && probe ? [probe, ...missing] : [];
    const paths = [...asked.map(pathOfEventsWithSerial), ...(second === undefined ? [] : [second])];
    const pages = await read(paths, deadline);
    if (asked.length > 0) filter = verdict(asked[0] ?? '', pages[0]);
    const paged = partlyRead([...seen, ...rowsOf(pages.slice(asked.length))], report);
    if (asked.length === 0 || filter !== 'honoured') return paged;
    const filtered = filteredAnswers(missing, pages.slice(1), clock.now());
    return (serial) => (missing.includes(serial) ? filtered(serial) : paged(serial));
  }

  function readReport(): Promise<void> {
    reading ??= readDeploymentReport(graph, clock)
      .then((read) => {
        report = read ?? report;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return {
    find: async (serials, deadline) => {
      const isOld = report !== undefined && clock.now() - report.readAt > reportAgeMs;
      if (isOld && filter !== 'honoured') void readReport();
      return filter === 'honoured' ? findByFilter(serials, deadline) : findByPages(serials, deadline);
    },
    readReport,
  };
}

/** A tenant honours the filter when it answers with rows, and only with rows of the serial asked for. */
function verdict(serial: string, page: EventPage | undefined): 'untried' | 'honoured' | 'unreliable' {
  if (!page?.ok) return page?.error.type === 'bad-request' ? 'unreliable' : 'untried';
  const key = serialKey(serial);
  const { rows } = page.value;
  return rows.length > 0 && rows.every((row) => serialKey(row.serialNumber) === key)
    ? 'honoured'
    : 'unreliable';
}

function filteredAnswers(
  serials: readonly string[],
  pages: readonly EventPage[],
  knownAt: number,
): DeploymentAnswers {
  const bySerial = new Map(serials.map((serial, index) => [serialKey(serial), pages[index]]));
  return (serial) => {
    const page = bySerial.get(serialKey(serial)) ?? fail({ type: 'incomplete' });
    return page.ok ? ok({ events: eventsOf(serial, page.value.rows), knownAt }) : page;
  };
}

function allRead(rows: readonly AutopilotEvent[], knownAt: number): DeploymentAnswers {
  return (serial) => ok({ events: eventsOf(serial, rows), knownAt });
}

function partlyRead(
  rows: readonly AutopilotEvent[],
  report: DeploymentReport | undefined,
): DeploymentAnswers {
  return (serial) => {
    const events = eventsOf(serial, rows, report);
    if (events.length === 0 && !report?.isComplete) return fail({ type: 'incomplete' });
    return ok({ events, knownAt: report?.readAt ?? 0 });
  };
}

/** What was just read wins over the report's older view of the same row. */
function eventsOf(
  serial: string,
  rows: readonly AutopilotEvent[],
  report?: DeploymentReport,
): readonly AutopilotEvent[] {
  const key = serialKey(serial);
  const remembered = (report?.sightings.get(key) ?? []).map(({ event }) => event);
  const fresh = rows.filter((row) => serialKey(row.serialNumber) === key);
  return [...new Map([...remembered, ...fresh].map((event) => [event.id, event])).values()];
}

function knownPages(report: DeploymentReport | undefined, serials: readonly string[]): readonly string[] {
  const paths = serials
    .flatMap((serial) => report?.sightings.get(serialKey(serial)) ?? [])
    .map(({ path }) => path);
  return [...new Set(paths)].filter((path) => path !== firstEventsPath).slice(0, mostKnownPages);
}

function rowsOf(pages: readonly EventPage[]): readonly AutopilotEvent[] {
  return pages.flatMap((page) => (page.ok ? page.value.rows : []));
}
