import { renderCard, type RenderedCard } from '../cards/card';
import type { AssessedDevice } from '../cards/assessed-device';
import { deviceStatusCard, deviceStatusData } from '../cards/device-status';
import { deviceTableCard, deviceTableData, type TableRow } from '../cards/device-table';
import { failureSentence } from '../cards/failure';
import type { Say } from '../cards/messages';
import { notFoundCard, notFoundData } from '../cards/not-found';
import { outsideSentence } from '../cards/outside';
import type { DeviceStatus, SerialLookup } from '../services/devices/device-status';
import { overallState } from '../services/devices/overall-state';
import { readinessOf } from '../services/devices/readiness';
import type { Actor } from '../services/people/actor';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** So many serials are read for one message; it also keeps the table readable on a phone. */
export const mostSerials = 20;

/** A card, or the sentence that says why there is none. */
export type StatusAnswer = RenderedCard | string;

/** Who asks, and in which language. */
type Viewer = Pick<Invocation, 'actor' | 'locale'>;

interface OneSerial {
  readonly serial: string;
  /** Of several registrations with this serial, the one to show. */
  readonly id?: string | undefined;
  /** The table to lead back to. */
  readonly serials?: readonly string[] | undefined;
}

/** The card of one device, read now. */
export async function statusOfOne(
  { serial, id, serials = [] }: OneSerial,
  services: CommandServices,
  { actor, locale }: Viewer,
): Promise<StatusAnswer> {
  const [lookup] = await services.devices.bySerials([serial], actor);
  const say = services.messages(locale);
  const now = services.clock.now();
  switch (lookup?.type) {
    case undefined:
    case 'failed':
      return lookup === undefined ? say('errors.oldButton') : failureSentence(say, lookup.failure);
    case 'outside':
      return outsideSentence(say, actor.tagPrefixes);
    case 'not-found':
      return renderCard(
        notFoundCard,
        notFoundData({
          say,
          serial,
          didYouMean: lookup.didYouMean,
          intune: lookup.intune && { record: lookup.intune, now },
          serials,
        }),
      );
    case 'found': {
      const devices = lookup.devices.map((device) => assess(device, now));
      const device = devices.find(({ status }) => status.registration.id === id) ?? devices[0];
      if (device === undefined) return say('errors.oldButton');
      const others = devices.filter((other) => other !== device);
      return renderCard(deviceStatusCard, deviceStatusData({ say, now, device, others, serials }));
    }
  }
}

/** The table of several devices, read now; serials beyond the limit are counted, not read. */
export async function statusOfSeveral(
  serials: readonly string[],
  services: CommandServices,
  { actor, locale }: Viewer,
): Promise<RenderedCard> {
  const lookups = await services.devices.bySerials(serials.slice(0, mostSerials), actor);
  const say: Say = services.messages(locale);
  const now = services.clock.now();
  return renderCard(
    deviceTableCard,
    deviceTableData({
      say,
      now,
      rows: lookups.map((lookup) => rowOf(lookup, actor, now)),
      ...(serials.length > mostSerials && { tooMany: { named: serials.length, limit: mostSerials } }),
    }),
  );
}

function rowOf(lookup: SerialLookup, { tagPrefixes = [] }: Actor, now: number): TableRow {
  if (lookup.type === 'outside') return { ...lookup, tagPrefixes };
  if (lookup.type !== 'found') return lookup;
  return { ...lookup, devices: lookup.devices.map((device) => assess(device, now)) };
}

function assess(status: DeviceStatus, now: number): AssessedDevice {
  const readiness = readinessOf(status, now);
  return { status, readiness, overall: overallState(readiness) };
}
