import type { Clock } from '../clock';
import type { DeviceReader, SerialLookup } from '../devices/device-status';
import { serialKey } from '../devices/serial-text';
import type { GraphFailure } from '../graph/graph-failure';
import type { MyDevice, MyDevices } from '../my-devices/my-device';
import type { Actor } from '../people/actor';
import { createConversations, type Scope } from '../store/conversations';
import type { Db } from '../store/store';
import type { DeviceStore } from './device-store';
import type { GroupMembers } from './group-members';
import type { Lists } from './lists';
import { isTimeZone } from './quiet-hours';
import { judgedMine, judgedStatus, type Judged } from './situation';
import type { NewsFacts, Situation, Watch, WatchedDevice } from './watch';
import type { WatchStore } from './watch-store';

/** Who asks to be told, and where. */
export interface Asked {
  readonly actor: Actor;
  /** Of the person, for a mention. */
  readonly teamsId: string;
  readonly conversation: { readonly id: string; readonly scope: Scope };
  readonly locale: string;
  /** As Teams tells it, if it does. */
  readonly timeZone?: string | undefined;
  readonly correlationId: string;
}

/** What is watched now; `devices` as they stand, `count` of them if not all are named. */
export interface Begun {
  readonly type: 'begun';
  readonly watch: Watch;
  readonly devices: readonly NewsFacts[];
  readonly count: number;
}

/** `none`: the person has no device. `ready`: there is nothing to wait for. `no-chat`: nobody spoke there yet. */
export type NotBegun =
  | { readonly type: 'guest' | 'none' | 'not-yours' | 'too-many' | 'no-chat' | 'unread' }
  | { readonly type: 'ready'; readonly count: number }
  | { readonly type: 'failed'; readonly failure: GraphFailure };

export type SerialNotBegun =
  { readonly type: 'ready'; readonly serial: string } | Exclude<SerialLookup, { readonly type: 'found' }>;

/** Begins watches. Asked a second time, the watch that there is goes on. */
export interface Asking {
  /** Of the person's own devices those that are not ready: all, or those with these serial numbers. */
  mine(asked: Asked, serials: readonly string[]): Promise<readonly Begun[] | NotBegun>;
  /** Devices that the person looks after. */
  serials(
    asked: Asked,
    serials: readonly string[],
  ): Promise<{ readonly begun: readonly Begun[]; readonly others: readonly SerialNotBegun[] } | NotBegun>;
  /** All devices with a group tag, or of an import; also those that come later. */
  group(asked: Asked, kind: 'tag' | 'import', subject: string): Promise<Begun | NotBegun>;
}

interface AskingParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly reader: DeviceReader;
  readonly myDevices: MyDevices;
  readonly watches: WatchStore;
  readonly devices: DeviceStore;
  readonly members: GroupMembers;
  readonly lists: Lists;
  /** Of whoever Teams tells none. */
  readonly timeZone: string;
}

interface Found extends Judged {
  readonly registrationId: string;
}

const mostPerPerson = 50;

export function createAsking(parts: AskingParts): Asking {
  const { db, clock, reader, myDevices, watches, devices, members } = parts;

  async function isFull({ actor }: Asked, more: number): Promise<boolean> {
    const active = await watches.activeOf(actor.tenantId, actor.id);
    return active.length + more > mostPerPerson;
  }

  function begin(
    asked: Asked,
    kind: Watch['kind'],
    subject: string,
    found: readonly Found[],
  ): Promise<Begun> {
    return db.transaction().execute(async (tx) => {
      const watch = await watches.open(tx, newWatch(asked, kind, subject, parts.timeZone));
      await devices.add(
        found.map((each) => firstSeen(watch.id, each)),
        tx,
      );
      return { type: 'begun', watch, devices: found.map(({ facts }) => facts), count: found.length };
    });
  }

  /** What is somebody's own is told to nobody else: in their personal chat, wherever they ask. */
  async function personally(asked: Asked): Promise<Asked | undefined> {
    if (asked.conversation.scope === 'personal') return asked;
    const chat = await createConversations(db).personalWith(asked.actor.tenantId, asked.actor.id);
    return chat && { ...asked, conversation: { id: chat.conversationId, scope: 'personal' } };
  }

  return {
    async mine(asked, serials) {
      const answer = await myDevices.of(asked.actor);
      if (!answer.ok) return { type: 'failed', failure: answer.error };
      if (answer.value.type === 'guest') return { type: 'guest' };
      const wanted = named(answer.value.devices, serials);
      if (wanted.length === 0) {
        if (serials.length > 0) return { type: 'not-yours' };
        return { type: answer.value.complete ? 'none' : 'unread' };
      }
      const open = wanted.filter(({ state }) => state !== 'ready');
      if (open.length === 0) return { type: 'ready', count: wanted.length };
      const there = await personally(asked);
      if (there === undefined) return { type: 'no-chat' };
      if (await isFull(asked, serials.length === 0 ? 1 : open.length)) return { type: 'too-many' };
      if (serials.length === 0) return [await begin(there, 'mine', '', open.map(foundMine))];
      return inTurn(open, (each) => begin(there, 'mine', serialKey(each.serial), [foundMine(each)]));
    },
    async serials(asked, serials) {
      const lookups = await reader.bySerials(serials, asked.actor);
      if (await isFull(asked, lookups.length)) return { type: 'too-many' };
      const now = clock.now();
      const read = lookups.map((lookup) => ({ lookup, open: stillOpen(lookup, now) }));
      const begun = await inTurn(
        read.filter(({ open }) => open.length > 0),
        ({ lookup, open }) => begin(asked, 'serial', serialKey(lookup.serial), open),
      );
      const others = read.filter(({ open }) => open.length === 0).map(({ lookup }) => notBegun(lookup));
      return { begun, others };
    },
    async group(asked, kind, subject) {
      const listing = await parts.lists.read();
      if (listing === undefined) return { type: 'unread' };
      const group = { kind, subject };
      const wanted = (await members.of(group, listing)) ?? new Set();
      const mayGrow = kind === 'import' && !(await members.isComplete(group, listing));
      if (wanted.size === 0 && !mayGrow) return { type: 'none' };
      if (!mayGrow && !members.hasOpen(group, wanted, listing)) return { type: 'ready', count: wanted.size };
      if (await isFull(asked, 1)) return { type: 'too-many' };
      const begun = await begin(asked, kind, subject, []);
      const known = (await devices.of([begun.watch.id])).map(({ registrationId }) => registrationId);
      await members.join(begun.watch, listing, new Set(known), { begins: true });
      return { ...begun, count: wanted.size };
    },
  };
}

/** One after the other: each takes a connection of the database. */
async function inTurn<T, R>(all: readonly T[], act: (each: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (const each of all) done.push(await act(each));
  return done;
}

function named(own: readonly MyDevice[], serials: readonly string[]): readonly MyDevice[] {
  if (serials.length === 0) return own;
  const keys = serials.map(serialKey);
  return own.filter(({ serial }) => keys.includes(serialKey(serial)));
}

function foundMine(device: MyDevice): Found {
  return { registrationId: device.registrationId, ...judgedMine(device) };
}

/** Of the registrations with this serial number those that are not ready. */
function stillOpen(lookup: SerialLookup, now: number): readonly Found[] {
  const found = lookup.type === 'found' ? lookup.devices : [];
  return found
    .map((status) => ({ registrationId: status.registration.id, ...judgedStatus(status, now) }))
    .filter(({ situation }) => situation.phase !== 'ready');
}

function notBegun(lookup: SerialLookup): SerialNotBegun {
  return lookup.type === 'found' ? { type: 'ready', serial: lookup.serial } : lookup;
}

function newWatch(asked: Asked, kind: Watch['kind'], subject: string, usualZone: string) {
  const { actor, conversation, correlationId, locale, teamsId, timeZone } = asked;
  return {
    tenantId: actor.tenantId,
    person: { id: actor.id, name: actor.name, teamsId },
    conversationId: conversation.id,
    scope: conversation.scope,
    locale,
    timeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : usualZone,
    kind,
    subject,
    correlationId,
  };
}

/** The first look at the lists then finds something new, and reads it again: nothing is missed in between. */
function firstSeen(watchId: number, { registrationId, facts, situation }: Found): WatchedDevice {
  return { watchId, registrationId, serial: facts.serial, signature: '', situation: known(situation) };
}

/** What could not be read is taken to be still to come. */
function known(situation: Situation): Situation {
  return situation.phase === 'unclear' ? { ...situation, phase: 'waiting' } : situation;
}
