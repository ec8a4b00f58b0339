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
import type { DeploymentMemory } from './deployment-memory';
import { createDeploymentMemory } from './deployment-memory';
import { createReportReading } from './deployment-report';
import { serialKey } from './serial-text';

/** A row of one serial; `rememberedFrom` is there when it was not read now but then, ms since 1970. */
export interface DeploymentHit {
  readonly event: AutopilotEvent;
  readonly rememberedFrom?: number;
}

/** Rows of one serial. Without rows there was no deployment known at `knownAt` (ms since 1970). */
export interface DeploymentHits {
  readonly hits: readonly DeploymentHit[];
  readonly knownAt: number;
  /** True when rows may be missing that came after `knownAt`. */
  readonly isRemembered: boolean;
}

type DeploymentAnswers = (serial: string) => Result<DeploymentHits, GraphFailure>;

export interface DeploymentSearch {
  /** At most two hops. `incomplete` for a serial without rows while pages stayed unread. */
  find(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers>;
  /** Reads the whole report, so that rows on later pages are found too. False when that failed. Never rejects. */
  readReport(): Promise<boolean>;
  /** Whether the report was ever read, or is refused for good. */
  isKnown(): boolean;
  /** The report as far as it was read, in no order. */
  rows(): readonly AutopilotEvent[];
}

type EventPage = Result<Page<AutopilotEvent>, GraphFailure>;

/** Rows on pages that were known before are read again with the first page: as many as fit into one batch. */
const mostKnownPages = 19;

/**
 * Finds deployments in a report that has 50 rows per page, no order, and a filter that only some tenants honour:
 * whether this one does is found out once, by asking for a serial that is on the first page. Where it does not, new
 * rows move the others from page to page, so the report is kept in memory and read again while people ask.
 */
export function createDeploymentSearch(graph: GraphClient, clock: Clock): DeploymentSearch {
  let filter: 'untried' | 'honoured' | 'unreliable' = 'untried';
  const memory = createDeploymentMemory();
  const report = createReportReading(graph, clock, memory);

  async function read(paths: readonly string[], deadline: Deadline): Promise<readonly EventPage[]> {
    const requests = paths.map((path) => ({ path }));
    const results: readonly BatchResult[] = await graph.batch(requests, { version: 'beta', deadline });
    return results.map((result) => parsedPart(result, parseEvents));
  }

  async function readPages(paths: readonly string[], deadline: Deadline): Promise<readonly EventPage[]> {
    const pages = await read(paths, deadline);
    remember(paths, pages);
    return pages;
  }

  function remember(paths: readonly string[], pages: readonly EventPage[]): void {
    for (const [index, path] of paths.entries()) {
      const page = pages[index];
      if (page?.ok) memory.note(path, page.value.rows, clock.now());
    }
  }

  async function findByFilter(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers> {
    const pages = await read(serials.map(pathOfEventsWithSerial), deadline);
    if (pages.some((page) => !page.ok && page.error.type === 'bad-request')) filter = 'untried';
    return filteredAnswers(serials, pages, clock.now());
  }

  async function findByPages(serials: readonly string[], deadline: Deadline): Promise<DeploymentAnswers> {
    const known = knownPages(memory, serials);
    const [first = fail({ type: 'invalid-answer' }), ...others] = await readPages(
      [firstEventsPath, ...known],
      deadline,
    );
    if (!first.ok) return () => first;
    const seen = rowsOf([first, ...others]);
    const { nextLink } = first.value;
    if (nextLink === undefined) return allRead(seen, clock.now());
    const missing = serials.filter((serial) => hitsOf(serial, seen, memory).length === 0);
    const isKnown = memory.readToItsEndAt !== undefined && filter === 'unreliable';
    if (missing.length === 0 || isKnown) return partlyRead(seen, memory);
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
    const nextPaths = second === undefined ? [] : [second];
    const pages = await read([...asked.map(pathOfEventsWithSerial), ...nextPaths], deadline);
    const nextPages = pages.slice(asked.length);
    remember(nextPaths, nextPages);
    if (asked.length > 0) filter = verdict(asked[0] ?? '', pages[0]);
    const paged = partlyRead([...seen, ...rowsOf(nextPages)], memory);
    if (asked.length === 0 || filter !== 'honoured') return paged;
    const filtered = filteredAnswers(missing, pages.slice(1), clock.now());
    return (serial) => (missing.includes(serial) ? filtered(serial) : paged(serial));
  }

  return {
    find: async (serials, deadline) => {
      if (filter === 'honoured') return findByFilter(serials, deadline);
      report.readIfOld();
      return findByPages(serials, deadline);
    },
    readReport: () => report.read(),
    isKnown: () => report.isKnown(),
    rows: () => memory.all(),
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
    return page.ok ? allRead(page.value.rows, knownAt)(serial) : page;
  };
}

function allRead(rows: readonly AutopilotEvent[], knownAt: number): DeploymentAnswers {
  return (serial) => ok({ hits: hitsOf(serial, rows), knownAt, isRemembered: false });
}

function partlyRead(rows: readonly AutopilotEvent[], memory: DeploymentMemory): DeploymentAnswers {
  const { readToItsEndAt } = memory;
  return (serial) => {
    const hits = hitsOf(serial, rows, memory);
    if (hits.length === 0 && readToItsEndAt === undefined) return fail({ type: 'incomplete' });
    return ok({ hits, knownAt: readToItsEndAt ?? 0, isRemembered: true });
  };
}

/** What was just read wins over the memory's older view of the same row. */
function hitsOf(
  serial: string,
  rows: readonly AutopilotEvent[],
  memory?: DeploymentMemory,
): readonly DeploymentHit[] {
  const key = serialKey(serial);
  const fresh = rows.filter((row) => serialKey(row.serialNumber) === key);
  const remembered = (memory?.of(serial) ?? []).map(({ event, seenAt }): DeploymentHit => ({
    event,
    rememberedFrom: seenAt,
  }));
  const hits = [...remembered, ...fresh.map((event): DeploymentHit => ({ event }))];
  return [...new Map(hits.map((hit) => [hit.event.id, hit])).values()];
}

function knownPages(memory: DeploymentMemory, serials: readonly string[]): readonly string[] {
  const paths = serials.flatMap((serial) => memory.of(serial)).map(({ path }) => path);
  return [...new Set(paths)].filter((path) => path !== firstEventsPath).slice(0, mostKnownPages);
}

function rowsOf(pages: readonly EventPage[]): readonly AutopilotEvent[] {
  return pages.flatMap((page) => (page.ok ? page.value.rows : []));
}
