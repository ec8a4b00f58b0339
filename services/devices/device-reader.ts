import type { Clock } from '../clock';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { Result } from '../result';
import { createDeploymentSearch } from './deployment-search';
import type { DetailQuestion } from './device-details';
import { readDetails } from './device-details';
import type { DeviceAnswers } from './device-pieces';
import { deviceStatus, intuneRecords } from './device-pieces';
import type { DeviceReader, DeviceStatus, SerialLookup } from './device-status';
import type { SerialHits } from './serial-search';
import { searchSerials } from './serial-search';
import { cleanSerial, serialKey } from './serial-text';

export interface DeviceReaderOptions {
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** The whole look-up ends within this time, in ms. */
  readonly lookupMs?: number;
}

/** A person waits eight seconds at most; what is left is for the way to and from Teams. */
const usualLookupMs = 7500;
const mostSuggestions = 5;

/** A registration on its way to a status, with what the search by serial brought along. */
type Join = Pick<DeviceAnswers, 'registration' | 'serialIsItsOwn' | 'intuneBySerial'> & {
  readonly serial: string;
};

/**
 * Reads devices in two hops: registrations and Intune records by serial, then the rest by their ids; the deployment
 * report is searched beside both. Requests are batched by 20, so many serials cost few requests.
 */
export function createDeviceReader({
  graph,
  clock,
  lookupMs = usualLookupMs,
}: DeviceReaderOptions): DeviceReader & {
  /** Reads the whole deployment report, so that rows on its later pages are found; at start-up. Never rejects. */
  readReport(): Promise<void>;
} {
  const deployments = createDeploymentSearch(graph, clock);

  /** Serials are cleaned and distinct; answers come in their order. */
  async function lookUp(serials: readonly string[]): Promise<readonly SerialLookup[]> {
    const deadline = deadlineAfter(lookupMs, clock);
    const searching = deployments.find(serials, deadline);
    const hits = await searchSerials(graph, serials, deadline);
    const joins = hits.flatMap((hit, index) => joinsOf(serials[index] ?? '', hit));
    if (joins.length === 0) return hits.map((hit, index) => lookupOf(serials[index] ?? '', hit, []));

    const [details, deploymentsOf] = await Promise.all([
      readDetails(graph, joins.map(questionOf), deadline),
      searching,
    ]);
    const readAt = clock.now();
    const devices = details.flatMap((detail, index) => {
      const join = joins[index];
      return join ? [{ join, detail }] : [];
    });
    return hits.map((hit, index) => {
      const serial = serials[index] ?? '';
      const found = devices.filter(({ join }) => join.serial === serial);
      return lookupOf(
        serial,
        hit,
        found.map(({ join, detail }) =>
          deviceStatus({ ...join, details: detail, deployments: deploymentsOf(serial) }, readAt),
        ),
      );
    });
  }

  return {
    bySerials: async (asked) => {
      const wanted = new Map(asked.flatMap((typed) => keyed(cleanSerial(typed))));
      const lookups = wanted.size === 0 ? [] : await lookUp([...wanted.values()]);
      const byKey = new Map(lookups.map((lookup) => [serialKey(lookup.serial), lookup]));
      return asked.map((serial) => {
        const lookup = byKey.get(serialKey(serial));
        return lookup ? { ...lookup, serial } : { type: 'not-found', serial, didYouMean: [] };
      });
    },
    readReport: () => deployments.readReport(),
  };
}

function keyed(serial: string | undefined): [string, string][] {
  return serial === undefined ? [] : [[serialKey(serial), serial]];
}

function joinsOf(serial: string, { registrations, intune }: SerialHits): readonly Join[] {
  if (!registrations.ok) return [];
  const { exact } = registrations.value;
  const serialIsItsOwn = exact.length === 1;
  return exact.map((registration) => ({ serial, registration, serialIsItsOwn, intuneBySerial: intune }));
}

/** With hybrid join the joined object is the one that Intune names, not the one made at registration. */
function questionOf(join: Join): DetailQuestion {
  const { registration } = join;
  const records = intuneRecords(join);
  const entraDeviceIds = [records[0]?.entraDeviceId, registration.entraDeviceId].filter(
    (id) => id !== undefined,
  );
  const { managedDeviceId } = registration;
  const isKnown = records.some(({ record }) => record.id === managedDeviceId);
  return {
    registrationId: registration.id,
    entraDeviceIds: [...new Set(entraDeviceIds)],
    ...(managedDeviceId !== undefined && !isKnown && mayHelp(join.intuneBySerial) && { managedDeviceId }),
  };
}

/** Asking again by id helps where the search by serial failed because of the serial, not because of the service. */
function mayHelp(intune: Result<unknown, { readonly type: string }>): boolean {
  return intune.ok || ['bad-request', 'incomplete'].includes(intune.error.type);
}

function lookupOf(
  serial: string,
  { registrations }: SerialHits,
  devices: readonly DeviceStatus[],
): SerialLookup {
  if (!registrations.ok) return { type: 'failed', serial, failure: registrations.error };
  if (devices.length > 0) return { type: 'found', serial, devices };
  return { type: 'not-found', serial, didYouMean: registrations.value.near.slice(0, mostSuggestions) };
}
