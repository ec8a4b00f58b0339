import type { Clock } from '../clock';
import type { DeviceReader, SerialLookup } from '../devices/device-status';
import { serialKey } from '../devices/serial-text';
import type { IntuneAuditEvent } from '../graph/audit-events';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { Standing } from '../people/standing';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Db } from '../store/store';
import { createIntuneTrail, type IntuneReading } from './intune-trail';
import { eventsOfDevices, eventsOfPerson, idsOf } from './intune-match';
import { readOwnTrail, type TrailStart, type TrailSubject } from './own-trail';
import { newestFirst, type TrailEntry } from './trail-entry';

/** How far Intune's own audit is in a trail. */
export type IntunePart =
  | { readonly state: 'read' }
  | { readonly state: 'incomplete'; readonly readBackTo?: number }
  | { readonly state: 'unreadable'; readonly failure: GraphFailure };

/** A stretch of a trail, newest first. */
export interface TrailPage {
  readonly entries: readonly TrailEntry[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  readonly intune: IntunePart;
}

/** `outside`: somebody who looks after some devices only asks about others, or about one whose tag is not known. */
export type TrailFailure =
  { readonly type: 'outside' } | { readonly type: 'unread'; readonly failure: GraphFailure };

export interface AuditTrail {
  page(
    subject: TrailSubject,
    viewer: Standing,
    options: { readonly size: number; readonly start?: TrailStart },
  ): Promise<Result<TrailPage, TrailFailure>>;
}

/** The time that a person waits, with what else it takes to answer. */
const withinMs = 7500;
const noneOlder: IntuneReading = { events: [], isComplete: true };

/** Reads who did what, from the bot's audit and from Intune's; that Intune cannot be read costs its part only. */
export function createAuditTrail({
  db,
  devices,
  graph,
  clock,
}: {
  readonly db: Db;
  readonly devices: DeviceReader;
  readonly graph: GraphClient;
  readonly clock: Clock;
}): AuditTrail {
  const intune = createIntuneTrail(graph, clock);

  async function ofDevices(serials: readonly string[], viewer: Standing) {
    const deadline = deadlineAfter(withinMs, clock);
    const reading = intune.recent(deadline);
    const lookups = await devices.bySerials(serials, viewer);
    const refusal = viewer.tagPrefixes === undefined ? undefined : refusalOf(lookups);
    if (refusal !== undefined) return fail(refusal);
    const older = await intune.ofIds(lookups.flatMap(idsOf), deadline);
    return ok(partOf(await reading, older, (events) => eventsOfDevices(events, lookups)));
  }

  async function ofPerson(personId: string) {
    const recent = await intune.recent(deadlineAfter(withinMs, clock));
    return partOf(recent, noneOlder, (events) => eventsOfPerson(events, personId));
  }

  return {
    async page(subject, viewer, { size, start }) {
      const part =
        subject.type === 'devices'
          ? await ofDevices(subject.serials.map(serialKey), viewer)
          : ok(await ofPerson(subject.personId));
      if (!part.ok) return part;
      const own = subject.type === 'devices' ? withKeys(subject) : subject;
      const stretch = async (from?: TrailStart) =>
        stretchOf(await readOwnTrail(db, own, size + 1, from), part.value.entries, size, from);
      const asked = await stretch(start);
      const found = start?.direction === 'newer' && asked.entries.length < size ? await stretch() : asked;
      return ok({ ...found, intune: part.value.intune });
    },
  };
}

function withKeys({ serials }: Extract<TrailSubject, { type: 'devices' }>): TrailSubject {
  return { type: 'devices', serials: serials.map(serialKey) };
}

/** Whoever is limited must be known to look after every device that they ask about. */
function refusalOf(lookups: readonly SerialLookup[]): TrailFailure | undefined {
  const failed = lookups.find((lookup) => lookup.type === 'failed');
  if (failed !== undefined) return { type: 'unread', failure: failed.failure };
  return lookups.every(({ type }) => type === 'found') ? undefined : { type: 'outside' };
}

function partOf(
  recent: Result<IntuneReading, GraphFailure>,
  older: IntuneReading,
  pick: (events: readonly IntuneAuditEvent[]) => readonly TrailEntry[],
): { readonly entries: readonly TrailEntry[]; readonly intune: IntunePart } {
  const events = new Map(
    [...older.events, ...(recent.ok ? recent.value.events : [])].map((event) => [event.id, event]),
  );
  return { entries: pick([...events.values()]), intune: stateOf(recent, older) };
}

function stateOf(recent: Result<IntuneReading, GraphFailure>, older: IntuneReading): IntunePart {
  if (!recent.ok) return { state: 'unreadable', failure: recent.error };
  const { isComplete, readBackTo } = recent.value;
  if (isComplete) return { state: older.isComplete ? 'read' : 'incomplete' };
  return { state: 'incomplete', ...(readBackTo !== undefined && { readBackTo }) };
}

/** Joins the bot's entries, which already lie beyond `start`, with Intune's, which are all there. */
function stretchOf(
  own: readonly TrailEntry[],
  all: readonly TrailEntry[],
  size: number,
  start: TrailStart | undefined,
): Omit<TrailPage, 'intune'> {
  const isNewer = start?.direction === 'newer';
  const beyond = all.filter(({ key }) => {
    if (start === undefined) return true;
    const order = newestFirst(key, start.key);
    return isNewer ? order < 0 : order > 0;
  });
  const sorted = [...own, ...beyond].sort((one, other) => newestFirst(one.key, other.key));
  const hasMore = sorted.length > size;
  return isNewer
    ? { entries: sorted.slice(-size), hasNewer: hasMore, hasOlder: true }
    : { entries: sorted.slice(0, size), hasNewer: start !== undefined, hasOlder: hasMore };
}
