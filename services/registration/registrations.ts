import type { Clock } from '../clock';
import { plainSearchText, searchText, serialKey } from '../devices/serial-text';
import {
  autopilotDevicesPath,
  pathOfSerialsContaining,
  registeredDevice,
  type RegisteredDevice,
} from '../graph/autopilot-devices';
import type { BatchResult } from '../graph/batch';
import { deadlineAfter, type Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { offered } from '../graph/offered';
import type { GraphVersion } from '../graph/sender';
import { parsePage } from '../graph/wire';
import { fail, ok, type Result } from '../result';

/**
 * What is registered of the serials that were asked for; a serial may have several registrations. `complete` is
 * false when the tenant's list was too long to read: a serial without an entry may be registered nevertheless.
 */
export interface Registered {
  /** By `serialKey`; without an entry for a serial that was not found. */
  readonly bySerial: ReadonlyMap<string, readonly RegisteredDevice[]>;
  readonly complete: boolean;
  /** How many registrations have a tag, spelled so; there when the whole list was read. */
  readonly tagsInUse?: ReadonlyMap<string, number>;
}

export interface Registrations {
  /** Looks for few serials one by one and reads the whole list for many. Never rejects. */
  find(
    serials: readonly string[],
    options?: { readonly deadline?: Deadline },
  ): Promise<Result<Registered, GraphFailure>>;
  /** How many registrations have a tag, spelled so; read anew every ten minutes at most. */
  tagsInUse(options?: {
    readonly deadline?: Deadline;
  }): Promise<Result<ReadonlyMap<string, number>, GraphFailure>>;
  /** The same as it was last read, without asking; empty before that. */
  knownTags(): ReadonlyMap<string, number>;
}

/** More make a batch of several requests, which the list is cheaper than. */
const mostSingly = 20;

const patience = { requestMs: 20_000, operationMs: 60_000 };
const mostPages = 200;
const tagsKeptMs = 10 * 60_000;

/** Why one question does not tell: it was refused, or has more hits than fit on a page. Then the list is read. */
type Hits = readonly RegisteredDevice[] | 'unclear';

export function createRegistrations(graph: GraphClient, clock: Clock): Registrations {
  const { requestMs, operationMs } = patience;

  async function search(
    serials: readonly string[],
    version: GraphVersion,
    deadline: Deadline,
  ): Promise<Result<Registered | 'unclear', GraphFailure>> {
    const questions = serials.map(questionsFor);
    const requests = questions.flat().map((path) => ({ path }));
    const answers = [...(await graph.batch(requests, { version, deadline, requestMs }))];
    const bySerial = new Map<string, readonly RegisteredDevice[]>();
    for (const [index, serial] of serials.entries()) {
      const hits = hitsOf(serialKey(serial), answers.splice(0, questions[index]?.length ?? 0));
      if (!hits.ok) return hits;
      if (hits.value === 'unclear') return ok('unclear');
      if (hits.value.length > 0) bySerial.set(serialKey(serial), hits.value);
    }
    return ok({ bySerial, complete: true });
  }

  async function readList(
    serials: readonly string[],
    version: GraphVersion,
    deadline: Deadline,
  ): Promise<Result<Registered, GraphFailure>> {
    const options = { version, deadline, requestMs, maxPages: mostPages };
    const list = await graph.listOf(autopilotDevicesPath, registeredDevice, options);
    if (!list.ok) return list;
    const found = sorted(list.value.rows, serials, list.value.complete);
    return found.complete ? ok(found) : searchMissing(found, serials, version, deadline);
  }

  /** A list too long to read to its end leaves the rest to be asked for one by one. */
  async function searchMissing(
    found: Registered,
    serials: readonly string[],
    version: GraphVersion,
    deadline: Deadline,
  ): Promise<Result<Registered, GraphFailure>> {
    const bySerial = new Map(found.bySerial);
    const missing = serials.filter((serial) => !bySerial.has(serialKey(serial)));
    for (let from = 0; from < missing.length; from += mostSingly) {
      const some = await search(missing.slice(from, from + mostSingly), version, deadline);
      if (!some.ok) return some;
      if (some.value === 'unclear') return ok({ bySerial, complete: false });
      for (const [key, devices] of some.value.bySerial) bySerial.set(key, devices);
    }
    return ok({ bySerial, complete: true });
  }

  async function findIn(
    version: GraphVersion,
    serials: readonly string[],
    deadline: Deadline,
  ): Promise<Result<Registered, GraphFailure>> {
    if (serials.length > mostSingly) return readList(serials, version, deadline);
    const found = await search(serials, version, deadline);
    if (!found.ok) return found;
    return found.value === 'unclear' ? readList(serials, version, deadline) : ok(found.value);
  }

  let known: { readonly tags: ReadonlyMap<string, number>; readonly at: number } | undefined;

  const find: Registrations['find'] = async (
    serials,
    { deadline = deadlineAfter(operationMs, clock) } = {},
  ) => {
    const distinct = [...new Map(serials.map((serial) => [serialKey(serial), serial])).values()];
    const found = await offered((version) => findIn(version, distinct, deadline));
    if (found.ok && found.value.tagsInUse !== undefined)
      known = { tags: found.value.tagsInUse, at: clock.now() };
    return found;
  };

  return {
    find,
    knownTags: () => known?.tags ?? new Map<string, number>(),
    async tagsInUse({ deadline = deadlineAfter(operationMs, clock) } = {}) {
      if (known !== undefined && clock.now() - known.at < tagsKeptMs) return ok(known.tags);
      const list = await offered((version) => readList([], version, deadline));
      if (!list.ok) return list;
      const { tagsInUse: tags } = list.value;
      if (tags === undefined) return fail({ type: 'incomplete' });
      known = { tags, at: clock.now() };
      return ok(tags);
    },
  };
}

/** The plainer question as well, in case the service refuses the other one. */
function questionsFor(serial: string): readonly string[] {
  const text = searchText(serial);
  const plain = plainSearchText(text);
  return [text, ...(plain === undefined ? [] : [plain])].map(pathOfSerialsContaining);
}

function hitsOf(key: string, answers: readonly BatchResult[]): Result<Hits, GraphFailure> {
  const isRefused = (answer: BatchResult): boolean => !answer.ok && answer.error.type === 'bad-request';
  const answer = answers.find((each) => !isRefused(each));
  if (answer === undefined) return answers.length === 0 ? fail({ type: 'invalid-answer' }) : ok('unclear');
  if (!answer.ok) return answer;
  const page = parsePage(answer.value, registeredDevice);
  if (!page.ok) return page;
  const exact = page.value.rows.filter(({ serialNumber }) => serialKey(serialNumber) === key);
  return ok(page.value.nextLink === undefined ? exact : 'unclear');
}

function sorted(
  rows: readonly RegisteredDevice[],
  serials: readonly string[],
  complete: boolean,
): Registered {
  const wanted = new Set(serials.map(serialKey));
  const bySerial = new Map<string, RegisteredDevice[]>();
  const tagsInUse = new Map<string, number>();
  for (const row of rows) {
    const { groupTag } = row;
    if (groupTag !== undefined) tagsInUse.set(groupTag, (tagsInUse.get(groupTag) ?? 0) + 1);
    const key = serialKey(row.serialNumber);
    if (!wanted.has(key)) continue;
    const sharing = bySerial.get(key);
    if (sharing) sharing.push(row);
    else bySerial.set(key, [row]);
  }
  return { bySerial, complete, ...(complete && { tagsInUse }) };
}
