import { age } from './age';
import { modelAndTag, type AssessedDevice } from './assessed-device';
import { clip } from './clip';
import { joined } from './joined';
import type { Say } from './messages';
import { statusVerbs, type Button, type StatusRefresh } from './status-verbs';

/** So many are listed at once; the next ones are listed where the last of them is opened. */
const mostListed = 5;

export interface SameSerial {
  /** Which of several registrations this one is; empty when it is the only one. */
  readonly position: string;
  readonly others: {
    readonly heading: string;
    readonly records: readonly Button<StatusRefresh>[];
    /** How many are not listed; empty when all are. */
    readonly more: string;
  };
}

interface SameSerialInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly device: AssessedDevice;
  readonly others: readonly AssessedDevice[];
  /** The table to lead back to. */
  readonly serials: readonly string[];
}

/**
 * The registrations that share one serial number, numbered so that each can be told from the others. The list goes
 * on from the device that is shown and around, so that every registration can be reached.
 */
export function sameSerial(input: SameSerialInput): SameSerial {
  const { say, device, others } = input;
  if (others.length === 0) return { position: '', others: { heading: '', records: [], more: '' } };
  const all = [device, ...others].sort(byContact).map((each, index) => ({ each, number: index + 1 }));
  const here = all.findIndex(({ each }) => each === device);
  const following = [...all.slice(here + 1), ...all.slice(0, here)];
  const unlisted = following.length - mostListed;
  const total = all.length;
  return {
    position: say('status.registration', { number: here + 1, total }),
    others: {
      heading: say('status.others', { count: others.length }),
      records: following
        .slice(0, mostListed)
        .map(({ each, number }) => buttonOf(input, each, { number, total })),
      more: unlisted > 0 ? say('status.unlisted', { count: unlisted }) : '',
    },
  };
}

/** What a button sends back to show this registration again. */
export function refreshData({ status }: AssessedDevice, serials: readonly string[]): StatusRefresh {
  const { serialNumber: serial, id } = status.registration;
  return serials.length === 0 ? { serial, id } : { serial, id, serials };
}

/** The latest contact first. It needs no order of Graph's, which promises none among equal serial numbers. */
function byContact({ status: first }: AssessedDevice, { status: second }: AssessedDevice): number {
  const [one, other] = [first.registration, second.registration];
  return (other.lastContactedAt ?? 0) - (one.lastContactedAt ?? 0) || one.id.localeCompare(other.id);
}

function buttonOf(
  { say, now, serials }: SameSerialInput,
  other: AssessedDevice,
  place: { readonly number: number; readonly total: number },
): Button<StatusRefresh> {
  const { serialNumber, lastContactedAt } = other.status.registration;
  const contact =
    lastContactedAt === undefined
      ? say('fact.neverContacted')
      : say('fact.contacted', { age: age(say, lastContactedAt, now) });
  return {
    label: joined(say, [
      say('status.position', place),
      modelAndTag(say, other.status),
      say(`overall.${other.overall}`),
      contact,
    ]),
    hint: say('status.otherHint', { ...place, serial: clip(serialNumber, 60) }),
    verb: statusVerbs.refresh,
    data: refreshData(other, serials),
  };
}
