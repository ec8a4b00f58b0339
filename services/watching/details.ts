import type { Clock } from '../clock';
import type { DeviceReader } from '../devices/device-status';
import { serialKey } from '../devices/serial-text';
import type { MyDevices } from '../my-devices/my-device';
import { judgedMine, judgedStatus, type Judged } from './situation';
import type { Watch, WatchedDevice } from './watch';

/** A device of a watch. */
export interface Seen {
  readonly watch: Watch;
  readonly device: WatchedDevice;
}

/** `gone`: no longer the person's, or registered no more. `unread`: Graph did not say. */
export type Look =
  | { readonly type: 'judged'; readonly judged: Judged }
  | { readonly type: 'gone' }
  | { readonly type: 'unread' };

export type ReadDetails = (seen: readonly Seen[]) => Promise<ReadonlyMap<Seen, Look>>;

interface DetailParts {
  readonly devices: DeviceReader;
  readonly myDevices: MyDevices;
  readonly clock: Clock;
}

const perLookup = 20;
/** What is more waits for the next round, whoever waited longest first. */
const mostSerials = 100;
const mostPeople = 25;
const peopleAtOnce = 4;
/** Read once for all who watch it; what each of them may know is asked when they are told. */
const everything = { role: 'admin' } as const;

/** Reads devices in detail: as the helpdesk sees them, or as the person to whom they belong does. */
export function createDetails({ devices, myDevices, clock }: DetailParts): ReadDetails {
  async function ofSerials(seen: readonly Seen[]): Promise<readonly (readonly [Seen, Look])[]> {
    const serials = firstOf(seen, ({ device }) => serialKey(device.serial), mostSerials);
    const answers = [];
    for (let from = 0; from < serials.length; from += perLookup) {
      answers.push(...(await devices.bySerials(serials.slice(from, from + perLookup), everything)));
    }
    const bySerial = new Map(answers.map((lookup) => [serialKey(lookup.serial), lookup]));
    return seen.flatMap((each) => {
      const lookup = bySerial.get(serialKey(each.device.serial));
      if (lookup === undefined) return [];
      if (lookup.type === 'failed') return [[each, { type: 'unread' }] as const];
      const found = lookup.type === 'found' ? lookup.devices : [];
      const status = found.find(({ registration }) => registration.id === each.device.registrationId);
      return [[each, status ? judged(judgedStatus(status, clock.now())) : gone] as const];
    });
  }

  async function ofPerson(seen: readonly Seen[]): Promise<readonly (readonly [Seen, Look])[]> {
    const [first] = seen;
    if (first === undefined) return [];
    const { person, tenantId } = first.watch;
    const answer = await myDevices.of({ id: person.id, tenantId });
    if (!answer.ok) return [];
    const own = answer.value.type === 'devices' ? answer.value : { devices: [], complete: true };
    return seen.map((each) => {
      const mine = own.devices.find(({ registrationId }) => registrationId === each.device.registrationId);
      if (mine !== undefined) return [each, judged(judgedMine(mine))] as const;
      return [each, own.complete ? gone : { type: 'unread' }] as const;
    });
  }

  async function ofPeople(seen: readonly Seen[]): Promise<readonly (readonly [Seen, Look])[]> {
    const looks = [];
    const people = firstOf(seen, personOf, mostPeople);
    for (let from = 0; from < people.length; from += peopleAtOnce) {
      const some = people.slice(from, from + peopleAtOnce);
      const read = some.map((person) => ofPerson(seen.filter((each) => personOf(each) === person)));
      looks.push(...(await Promise.all(read)).flat());
    }
    return looks;
  }

  return async (seen) => {
    const waitedLongest = seen.toSorted((a, b) => (a.device.readAt ?? 0) - (b.device.readAt ?? 0));
    const isMine = ({ watch }: Seen) => watch.kind === 'mine';
    return new Map([
      ...(await ofSerials(waitedLongest.filter((each) => !isMine(each)))),
      ...(await ofPeople(waitedLongest.filter(isMine))),
    ]);
  };
}

const gone: Look = { type: 'gone' };
const judged = (value: Judged): Look => ({ type: 'judged', judged: value });
const personOf = ({ watch }: Seen): string => `${watch.tenantId}/${watch.person.id}`;

function firstOf(seen: readonly Seen[], keyOf: (seen: Seen) => string, most: number): readonly string[] {
  return [...new Set(seen.map(keyOf))].slice(0, most);
}
