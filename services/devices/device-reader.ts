import type { Clock } from '../clock';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import type { Standing } from '../people/standing';
import { mayHandleTag } from '../people/tag-scope';
import type { Result } from '../result';
import { createDeploymentSearch, type DeploymentSearch } from './deployment-search';
import type { DetailQuestion } from './device-details';
import { readBeta, readLinked } from './device-details';
import type { DeviceAnswers } from './device-pieces';
import { deviceStatus } from './device-pieces';
import type { DeviceReader, DeviceStatus, SerialLookup } from './device-status';
import { newestFirst, ownRecords } from './ownership';
import type { RegistrationHits } from './serial-search';
import { searchIntune, searchRegistrations } from './serial-search';
import { cleanSerial, serialKey } from './serial-text';

export interface DeviceReaderOptions {
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** Its own unless others read the report too. */
  readonly deployments?: DeploymentSearch;
  /** The whole look-up ends within this time, in ms. */
  readonly lookupMs?: number;
}

/** A person waits eight seconds at most; what is left is for the way to and from Teams. */
const usualLookupMs = 7500;
/** Intune is waited for so long; the rest of the time belongs to what is asked by ids afterwards. */
const intuneShare = 0.7;
const mostSuggestions = 5;

/** What Autopilot and Intune hold under one serial number. */
interface SerialHits {
  readonly serial: string;
  readonly registrations: Result<RegistrationHits, GraphFailure>;
  readonly intune: Result<readonly ManagedDevice[], GraphFailure>;
}

/** A registration on its way to a status, with what the search by serial brought along. */
type Join = Pick<DeviceAnswers, 'registration' | 'siblings' | 'intuneBySerial'> & {
  readonly serial: string;
};

/**
 * Reads devices in two hops: registrations and Intune records by serial, then the rest by their ids; the deployment
 * report is searched beside both. Requests are batched by 20, so many serials cost few requests, and what may be
 * slow or refused by itself has a batch of its own.
 */
export function createDeviceReader({
  graph,
  clock,
  deployments = createDeploymentSearch(graph, clock),
  lookupMs = usualLookupMs,
}: DeviceReaderOptions): DeviceReader & {
  /** Reads the whole deployment report, so that rows on its later pages are found; at start-up. Never rejects. */
  readReport(): Promise<void>;
} {
  /** Serials are cleaned and distinct; answers come in their order. */
  async function lookUp(serials: readonly string[], viewer: Standing): Promise<readonly SerialLookup[]> {
    const deadline = deadlineAfter(lookupMs, clock);
    const searchingDeployments = deployments.find(serials, deadline);
    const searchingIntune = searchIntune(graph, serials, deadlineAfter(lookupMs * intuneShare, clock));
    const registrations = await searchRegistrations(graph, serials, deadline);
    const shown = (hit: RegistrationHits) => hit.exact.filter((row) => mayHandleTag(viewer, row.groupTag));
    const ids = registrations.flatMap((hit) => (hit.ok ? shown(hit.value).map(({ id }) => id) : []));
    const readingBeta = readBeta(graph, ids, deadline);
    const intune = await searchingIntune;
    const hits = serials.map((serial, index): SerialHits => ({
      serial,
      registrations: registrations[index] ?? missing,
      intune: intune[index] ?? missing,
    }));
    const joins = hits.flatMap(joinsOf).filter((join) => ids.includes(join.registration.id));
    if (joins.length === 0) return hits.map((hit) => lookupOf(hit, [], viewer));

    const [beta, linked, deploymentsOf] = await Promise.all([
      readingBeta,
      readLinked(graph, joins.map(questionOf), deadline),
      searchingDeployments,
    ]);
    const readAt = clock.now();
    const devices = joins.map((join, index) => {
      const details = { entra: [], ...linked[index], beta: beta[index] ?? missing };
      const answers = { ...join, details, deployments: deploymentsOf(join.serial) };
      return { serial: join.serial, status: deviceStatus(answers, readAt) };
    });
    return hits.map((hit) => {
      const found = devices.filter(({ serial }) => serial === hit.serial);
      return lookupOf(
        hit,
        found.map(({ status }) => status),
        viewer,
      );
    });
  }

  return {
    bySerials: async (asked, viewer) => {
      const wanted = new Map(asked.flatMap((typed) => keyed(cleanSerial(typed))));
      const lookups = wanted.size === 0 ? [] : await lookUp([...wanted.values()], viewer);
      const byKey = new Map(lookups.map((lookup) => [serialKey(lookup.serial), lookup]));
      return asked.map((serial) => {
        const lookup = byKey.get(serialKey(serial));
        return lookup ? { ...lookup, serial } : { type: 'not-found', serial, didYouMean: [] };
      });
    },
    async readReport() {
      await deployments.readReport();
    },
  };
}

function keyed(serial: string | undefined): [string, string][] {
  return serial === undefined ? [] : [[serialKey(serial), serial]];
}

const missing = { ok: false, error: { type: 'invalid-answer' } } as const;

function joinsOf({ serial, registrations, intune }: SerialHits): readonly Join[] {
  if (!registrations.ok) return [];
  const { exact } = registrations.value;
  return exact.map((registration) => ({
    serial,
    registration,
    siblings: exact.filter((other) => other !== registration),
    intuneBySerial: intune,
  }));
}

/**
 * With hybrid join the joined object is the one that Intune names, not the one made at registration; while the linked
 * record is still to be read, the registration's object goes first.
 */
function questionOf(join: Join): DetailQuestion {
  const { registration } = join;
  const records = ownRecords(join);
  const { managedDeviceId, entraDeviceId } = registration;
  const isKnown = records.some(({ record }) => record.id === managedDeviceId);
  const isAwaited = managedDeviceId !== undefined && !isKnown && mayHelp(join.intuneBySerial);
  const ids = [records[0]?.entraDeviceId, entraDeviceId].filter((id) => id !== undefined);
  return {
    entraDeviceIds: [...new Set(isAwaited ? ids.toReversed() : ids)],
    ...(isAwaited && { managedDeviceId }),
  };
}

/** Asking again by id helps where the search by serial failed because of the serial, not because of the service. */
function mayHelp(intune: Result<unknown, { readonly type: string }>): boolean {
  return intune.ok || ['bad-request', 'incomplete'].includes(intune.error.type);
}

function lookupOf(
  { serial, registrations, intune }: SerialHits,
  devices: readonly DeviceStatus[],
  viewer: Standing,
): SerialLookup {
  if (!registrations.ok) return { type: 'failed', serial, failure: registrations.error };
  if (devices.length > 0) return { type: 'found', serial, devices };
  if (registrations.value.exact.length > 0) return { type: 'outside', serial };
  const didYouMean = serialsNear(registrations.value, viewer);
  // What only Intune knows has no group tag, so it is a device without one.
  const records = newestFirst(intune.ok && mayHandleTag(viewer, undefined) ? intune.value : []);
  const [newest] = records;
  if (newest === undefined) return { type: 'not-found', serial, didYouMean };
  const record = { ...newest.record, otherRecords: records.length - 1 };
  return { type: 'not-found', serial, didYouMean, intune: record };
}

/** Sorted, each once. */
function serialsNear({ near }: RegistrationHits, viewer: Standing): readonly string[] {
  const rows = near.filter(({ groupTag }) => mayHandleTag(viewer, groupTag));
  const serials = new Set(
    rows.map(({ serialNumber }) => serialNumber.trim()).filter((serial) => serial !== ''),
  );
  return [...serials].sort().slice(0, mostSuggestions);
}
